"""The adjusted methods for any jury: what never matters, and where all methods agree."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest
from hackathon.jury.ranking import rank
from hackathon.jury.scoring import Criterion
from tests.jury.panels import cells, everybody, order, ranked, scores

ADJUSTED = ["calibrated", "least_squares"]
FEW = settings(max_examples=settings().max_examples // 5)  # each ranks many times over

SMALL = st.dictionaries(
    st.tuples(st.sampled_from(["j0", "j1", "j2", "j3", "j4"]), st.sampled_from(["e0", "e1", "e2", "e3", "e4"])),
    st.integers(0, 100), min_size=12, max_size=25,
)  # fmt: skip


def answer(totals, method):
    """What is published of entries, or the refusal."""
    try:
        return [line | {"entry": None} for line in ranked(totals, method).as_json()["ranking"]]
    except RuleBroken as refusal:
        return refusal.reason


@pytest.mark.parametrize("method", ADJUSTED)
@FEW
@given(totals=SMALL, chance=st.randoms(use_true_random=False))
def test_names_and_the_order_of_rows_never_matter(method, totals, chance):
    judges, entries = (dict(zip(old, chance.sample(old, 5), strict=True)) for old in ([f"j{n}" for n in range(5)], [f"e{n}" for n in range(5)]))  # fmt: skip
    rows = chance.sample(list(totals.items()), len(totals))
    renamed = {(judges[judge], entries[entry]): total for (judge, entry), total in rows}

    assert answer(dict(rows), method) == answer(totals, method)
    assert answer(renamed, method) == answer(totals, method)


@FEW
@given(totals=SMALL, judge=st.sampled_from(["j0", "j1", "j2"]), shift=st.integers(1, 200))
def test_one_judges_shift_does_not_change_the_order_of_least_squares(totals, judge, shift):
    wide = [Criterion("worth", Fraction(1), Fraction(0), Fraction(300))]
    shifted = {seat: total + shift * (seat[0] == judge) for seat, total in totals.items()}

    def places(given):
        return order(rank(Contest(wide), cells(given), method="least_squares"))

    try:
        before = places(totals)
    except RuleBroken:
        assume(False)
    assert places(shifted) == before


@given(
    st.lists(st.integers(0, 100), min_size=5, max_size=5, unique=True),
    st.lists(st.integers(-9, 9), min_size=4, max_size=4),
)
def test_a_full_table_without_unusual_totals_has_one_order_by_all_methods(worth, severity):
    wide = [Criterion("worth", Fraction(1), Fraction(-50), Fraction(150))]
    given = cells({(f"j{j}", f"e{e}"): worth[e] - severity[j] for j, e in everybody(5, 4)})

    orders = [order(rank(Contest(wide), given, method=method)) for method in ("mean", *ADJUSTED)]

    assert orders[0] == orders[1] == orders[2]


@FEW
@given(st.lists(st.integers(0, 100), min_size=30, max_size=30))
def test_in_a_full_table_least_squares_is_the_mean_to_the_last_decimal(totals):
    full = {(f"j{j}", f"e{e}"): totals[6 * j + e] for j, e in everybody(6, 5)}

    assert scores(ranked(full, "least_squares")) == scores(ranked(full, "mean"))
