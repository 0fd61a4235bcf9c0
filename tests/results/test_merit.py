"""From ranks to prizes: ties, the chair's decisions, void prizes, special prizes."""

from fractions import Fraction

import pytest

from hackathon.results.decisions import decide_ties
from hackathon.results.merit import (
    Decision,
    Given,
    Line,
    Prize,
    give,
    order_of,
    ties,
    ties_on_prizes,
    without,
)

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


def test_whoever_stood_behind_one_who_is_out_moves_up_and_equals_stay_equal() -> None:
    order = [line("owls", 1), line("foxes", 2), line("bees", 2), line("ants", 4)]

    assert [(left.entry, left.rank) for left in without(order, {"owls"})] == [("foxes", 1), ("bees", 1), ("ants", 3)]


def test_the_last_round_decides_and_the_others_stand_behind_it_in_the_earlier_order() -> None:
    first = [line("owls", 1), line("foxes", 2), line("bees", 3), line("ants", 3), line("cats", 5)]
    final = [
        Line("foxes", 1, Fraction(90), {"show": Fraction(4), "data": Fraction(1)}, round=2),
        Line("owls", 2, Fraction(70), {}, round=2),
    ]

    order = order_of([first, final])

    assert [(one.entry, one.rank, one.round) for one in order] == [
        ("foxes", 1, 2),
        ("owls", 2, 2),
        ("ants", 3, 1),
        ("bees", 3, 1),
        ("cats", 5, 1),
    ]
    assert order[0].by_criterion == {"data": 3, "show": 4}  # on a criterion of both, what the first round says


def test_a_prize_of_a_challenge_goes_to_the_best_that_answers_it() -> None:
    prize = Prize(5, challenge="R2")
    answers = {"foxes": ["R1", "R2"], "bees": ["R2"], "owls": ["R1"]}

    assert give(ORDER, [prize], answers) == [Given(5, "foxes")]
    assert give(ORDER, [prize], {"owls": ["R1"]}) == [Given(5, None)]
    tied = [line("bees", 1), line("foxes", 1)]
    assert ties_on_prizes(tied, [prize], answers) == [["bees", "foxes"]]


def test_the_jury_grants_what_no_order_gives_and_voids_what_it_would() -> None:
    prizes = [Prize(1, place=1), Prize(7)]
    decisions = [Decision("void", prize=1), Decision("grant", ["bees"], prize=7)]

    assert give(ORDER, prizes, decisions=decisions) == [Given(1, None), Given(7, "bees")]


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
