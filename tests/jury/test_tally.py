"""The sheets sorted out: what whole sheets are worth, and what sheets with gaps may stand for."""

from fractions import Fraction

import pytest

from hackathon.jury.contest import Contest, sheets_by_seat
from hackathon.jury.scoring import Criterion, weighted_total
from hackathon.jury.tally import Tally
from tests.jury.test_ranking import sheets

THREE = [Criterion("a", Fraction(2)), Criterion("b", Fraction(1), high=Fraction(7)), Criterion("c", Fraction(1))]


def tally(*lines, criteria=THREE):
    contest = Contest(criteria)
    return Tally(contest, sheets_by_seat(contest, sheets(*lines)))


def test_whole_sheets_are_worth_exactly_what_the_rule_says():
    sorted_out = tally("chi owls a=0.1 b=0.2 c=1.7", "eva owls a=5 b=7 c=5", "eva bees a=0 b=0 c=0")

    assert sorted_out.totals == {seat: weighted_total(sheet, THREE) for seat, sheet in sorted_out.whole.items()}
    assert sorted_out.means_by_entry()["owls"] == (sorted_out.totals["chi", "owls"] + 100) / 2
    assert sorted_out.means_by_judge()["eva"] == 50
    assert sorted_out.by_criterion(sorted_out.whole)["owls"]["a"] == Fraction("2.55")


def test_a_gap_is_as_far_from_the_mean_as_the_rest_of_its_sheet():
    # Means: a 3, b 3.5, c 2. Chi's sheet lies 2 of 5 above the mean on a, so c counts as 2 of 5 above its mean.
    sorted_out = tally("chi owls a=5 b=3.5", "eva owls a=1 b=3.5 c=2", criteria=THREE)
    beyond = Fraction(2 * 2, 5) / 3  # weighted, over the weights that are there

    assert sorted_out.totals == {("eva", "owls"): Fraction(20 * 2 + 50 + 40, 4)}
    assert sorted_out.filled == {
        ("chi", "owls"): 25 * (2 * Fraction(3, 5) + Fraction(1, 2) + Fraction(2, 5)) + 100 * beyond
    }
    assert list(sorted_out.counted()) == [("chi", "owls"), ("eva", "owls")]


def test_leaving_out_what_is_hard_is_no_gift():
    hard = ("chi owls a=4 b=7 c=1", "chi bees a=4 b=7 c=1", "eva owls a=4 b=7", "eva bees a=4 b=7 c=1")

    counted = tally(*hard).counted()

    assert counted["eva", "owls"] == counted["eva", "bees"]


@pytest.mark.parametrize(
    ("line", "counts"), [("eva owls b=4 c=2", True), ("eva owls c=2", False), ("eva owls a=3", True)]
)
def test_less_than_half_of_the_weight_says_too_little(line, counts):
    assert (("eva", "owls") in tally("chi owls a=1 b=1 c=1", line).filled) == counts


def test_a_sheet_of_criteria_without_weight_says_nothing():
    free = [Criterion("a", Fraction(1)), Criterion("fun", Fraction(0))]

    assert tally("chi owls fun=4", "eva owls a=1 fun=1", criteria=free).filled == {}


def test_a_criterion_that_nobody_scored_counts_as_its_middle():
    sorted_out = tally("chi owls a=5 b=7", "eva owls a=0 b=0")

    assert set(sorted_out.filled.values()) == {100, 0}
    assert sorted_out.by_criterion(sorted_out.filled)["owls"] == {"a": Fraction(5, 2), "b": Fraction(7, 2)}


def test_without_a_judge_the_rest_stands_as_it_was():
    sorted_out = tally("chi owls a=5 b=7 c=5", "eva owls a=0 b=0 c=0").without("chi")

    assert sorted_out.totals == {("eva", "owls"): 0}


def test_the_first_empty_seat_is_named():
    assert tally("chi owls a=5 b=7 c=5", "eva bees a=0 b=0 c=0").first_empty_seat() == ("chi", "bees")
    assert tally("chi owls a=5 b=7 c=5").first_empty_seat() is None
