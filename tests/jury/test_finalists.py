"""Who goes on to the final: a number with its ties, or the fewest that hold the best."""

from fractions import Fraction

import pytest

from hackathon.errors import RuleBroken
from hackathon.jury.finalists import finalists
from hackathon.jury.ranking import Place


def places(*chances, ranks=None):
    """One place per chance in percent, best first: z, y, x…"""
    names = "zyxwvu"[: len(chances)]
    return [
        Place(name, rank, Fraction(50), 3, {}, p_first=None if chance is None else Fraction(chance, 100))
        for name, rank, chance in zip(names, ranks or range(1, 7), chances, strict=False)
    ]


@pytest.mark.parametrize(
    ("chances", "chosen"),
    [
        ((60, 30, 6, 4), "xyz"),
        ((60, 35, 5), "yz"),
        ((99, 1, 0), "yz"),  # never one alone
        ((25, 25, 25, 25), "wxyz"),
        ((30, 60, 10), "xyz"),
    ],
)
def test_the_fewest_that_hold_the_best_go_on(chances, chosen):
    assert finalists(places(*chances), None) == list(chosen)


@pytest.mark.parametrize(
    ("wanted", "ranks", "chosen"),
    [(2, None, "yz"), (2, (1, 2, 2, 4), "xyz"), (9, None, "wxyz"), (1, (1, 1, 3, 4), "yz")],
)
def test_a_number_goes_on_and_whoever_is_tied_with_the_last(wanted, ranks, chosen):
    assert finalists(places(None, None, None, None, ranks=ranks), wanted) == list(chosen)


def test_who_has_no_points_never_goes_on():
    nobody = Place("a", 3, None, 0, {})

    assert finalists([*places(None, None), nobody], 5) == ["y", "z"]
    assert finalists([nobody], 5) == []


@pytest.mark.parametrize("given", [places(60, None), places()])
def test_without_chances_it_is_said_that_a_number_is_needed(given):
    with pytest.raises(RuleBroken, match="say how many go on") as refusal:
        finalists(given, None)

    assert refusal.value.field == "wanted"
