"""What a contest and its cells must obey, whoever brings them."""

from fractions import Fraction

import pytest

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest, Judgement, check_contest, sheets_by_seat
from hackathon.jury.scoring import Criterion

ONE = [Criterion("worth", Fraction(1))]


@pytest.mark.parametrize(
    ("contest", "reason"),
    [
        (Contest([]), "There is no criterion to score by."),
        (Contest(ONE, entries=["owls", "owls"]), "The entry “owls” is listed twice."),
        (Contest(ONE, judges=["chi", "chi"]), "The judge “chi” is listed twice."),
        (Contest(ONE, ties=["worth", "worth"]), "The criterion “worth” is named twice for breaking ties."),
        (Contest(ONE, ties=["luck"]), "Ties cannot be broken by “luck”: no such criterion."),
    ],
)
def test_a_contest_that_contradicts_itself_is_refused(contest, reason):
    with pytest.raises(RuleBroken) as refusal:
        check_contest(contest)

    assert str(refusal.value) == reason


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (Judgement("chi", "owls", "luck", 1), "There is no criterion “luck”."),
        (Judgement("chi", "ants", "worth", 1), "The entry “ants” is not on the contest's list."),
        (Judgement("zed", "owls", "worth", 1), "The judge “zed” is not on the contest's list."),
        (Judgement("eva", "owls", "worth", 1), "eva scored owls twice on “worth”."),
        (Judgement("chi", "owls", "worth", 6), "The score 6 is outside the scale of “worth”: 0 to 5."),
    ],
)
def test_a_cell_that_cannot_be_right_is_refused_with_its_place(cell, reason):
    contest = Contest(ONE, entries=["owls"], judges=["chi", "eva"])
    placed = Judgement(cell.judge, cell.entry, cell.criterion, cell.score, source="7")

    with pytest.raises(RuleBroken) as refusal:
        sheets_by_seat(contest, [Judgement("eva", "owls", "worth", 3), placed])

    assert (str(refusal.value), refusal.value.field) == (reason, "7")


def test_cells_gather_into_sheets_and_a_blank_leaves_a_gap():
    cells = [Judgement("chi", "owls", "worth", None), Judgement("eva", "owls", "worth", 3)]

    assert sheets_by_seat(Contest(ONE), cells) == {("chi", "owls"): {}, ("eva", "owls"): {"worth": 3}}


def test_a_blank_and_a_score_for_the_same_cell_are_two_answers():
    cells = [Judgement("chi", "owls", "worth", None), Judgement("chi", "owls", "worth", 3)]

    with pytest.raises(RuleBroken, match="twice"):
        sheets_by_seat(Contest(ONE), cells)
