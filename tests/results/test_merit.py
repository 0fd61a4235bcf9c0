"""From ranks to prizes: ties, the chair's decisions, void prizes, special prizes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.errors import RuleBroken
from hackathon.results.merit import Given, Line, Prize, apply_decisions, decide_ties, give, ties, ties_on_prizes

PLACES = [Prize(1, place=1), Prize(2, place=2), Prize(3, place=3)]
BEST_DATA = Prize(4, criterion="data")


def line(entry: str, rank: int, score: int | None = 80, data: int = 3) -> Line:
    return Line(entry, rank, None if score is None else Fraction(score), {"data": Fraction(data)})


ORDER = [line("owls", 1, 90), line("foxes", 2, 85), line("bees", 3, 70), line("ants", 4, 65)]


def test_places_go_to_their_ranks() -> None:
    assert give(ORDER, PLACES) == [Given(1, "owls"), Given(2, "foxes"), Given(3, "bees")]


def test_a_prize_below_its_minimum_is_void_and_nobody_moves_up() -> None:
    order = [line("owls", 1, 90), line("foxes", 2, 59)]

    given_prizes = give(order, PLACES)

    assert given_prizes == [Given(1, "owls"), Given(2, None), Given(3, None)]
    assert [prize.is_void for prize in given_prizes] == [False, True, True]


def test_the_minimum_itself_is_enough_and_each_prize_has_its_own() -> None:
    order = [line("owls", 1, 60), line("foxes", 2, 60)]

    assert give(order, [Prize(1, place=1, minimum=60), Prize(2, place=2, minimum=61)]) == [
        Given(1, "owls"),
        Given(2, None),
    ]


def test_an_entry_without_points_gets_nothing() -> None:
    assert give([line("owls", 1, None)], [Prize(1, place=1, minimum=0), BEST_DATA]) == [Given(1, None), Given(4, None)]


@pytest.mark.parametrize(
    ("order", "owner"),
    [
        ([line("owls", 1, 90, data=3), line("foxes", 2, 85, data=5)], "foxes"),
        ([line("owls", 1, 90, data=5), line("foxes", 2, 85, data=5)], "owls"),  # equal: the better rank
        ([line("owls", 1, 90, data=3), line("foxes", 2, 50, data=5)], "owls"),  # below the minimum
        ([], None),
    ],
)
def test_a_special_prize_goes_to_the_best_on_its_criterion(order: list[Line], owner: str | None) -> None:
    assert give(order, [BEST_DATA]) == [Given(4, owner)]


def test_a_decision_that_is_about_no_tie_any_more_is_left_out_and_the_others_hold() -> None:
    order = [line("owls", 1), line("foxes", 1), line("bees", 3)]

    decided, lapsed = apply_decisions(order, [["bees", "gone"], ["foxes", "owls"]])

    assert [entry.entry for entry in decided] == ["foxes", "owls", "bees"]
    assert lapsed == [["bees", "gone"]]


@pytest.mark.parametrize("tied", [["bees", "ants"], ["ants", "bees"]])
def test_a_special_prize_between_two_who_are_tied_in_everything_waits_for_the_chair(tied: list[str]) -> None:
    order = [line("owls", 1, 90, data=3), *(line(entry, 2, data=5) for entry in tied)]

    assert ties_on_prizes(order, [Prize(1, place=1), BEST_DATA]) == [tied]
    assert ties_on_prizes(decide_ties(order, [tied]), [Prize(1, place=1), BEST_DATA]) == []
    assert give(decide_ties(order, [tied]), [BEST_DATA]) == [Given(4, tied[0])]


def test_a_prize_for_nothing_goes_to_nobody() -> None:
    assert give(ORDER, [Prize(9)]) == [Given(9, None)]


def test_ties_are_shown_and_only_those_on_prizes_block() -> None:
    order = [line("owls", 1), line("foxes", 2), line("bees", 3), line("ants", 3), line("cats", 5), line("dogs", 5)]
    empty = [*order, line("eels", 7, None), line("hens", 7, None)]

    assert ties(empty) == [["bees", "ants"], ["cats", "dogs"]]
    assert ties_on_prizes(empty, PLACES) == [["bees", "ants"]]
    assert ties_on_prizes(empty, [BEST_DATA]) == []


def test_the_chair_parts_a_tie_and_nothing_else_moves() -> None:
    order = [line("owls", 1), line("bees", 2), line("ants", 2), line("cats", 4)]

    decided = decide_ties(order, [["ants", "bees"]])

    assert [(one.entry, one.rank) for one in decided] == [("owls", 1), ("ants", 2), ("bees", 3), ("cats", 4)]


@pytest.mark.parametrize(
    "decision", [["owls", "bees"], ["ants"], ["ants", "bees", "owls"], ["ants", "ants"], ["nobody"], []]
)
def test_a_decision_about_what_is_not_tied_is_refused(decision: list[str]) -> None:
    order = [line("owls", 1), line("ants", 2), line("bees", 2)]

    with pytest.raises(RuleBroken, match="not tied"):
        decide_ties(order, [decision])


@given(st.permutations(["ants", "bees", "cats", "dogs"]), st.randoms())
def test_the_order_of_lines_never_matters(decision: list[str], random) -> None:
    order = [line(entry, 1) for entry in decision]
    shuffled = random.sample(order, k=len(order))

    assert decide_ties(shuffled, [decision]) == decide_ties(order, [decision])
    assert [one.entry for one in decide_ties(shuffled, [decision])] == list(decision)
