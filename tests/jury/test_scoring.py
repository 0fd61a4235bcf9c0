"""Scales, weights and points over 100."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.errors import RuleBroken
from hackathon.jury.scoring import (
    SCALES,
    Criterion,
    check_criteria,
    check_score,
    check_weights_sum_100,
    missing_criteria,
    plain,
    points_so_far,
    rounded,
    weighted_total,
)

DEFAULT = [
    Criterion(name, Fraction(weight))
    for name, weight in (("data", 25), ("impact", 25), ("new", 15), ("viable", 15), ("works", 10), ("pitch", 10))
]


@pytest.mark.parametrize(
    ("scores", "points"),
    [
        ((5, 5, 5, 5, 5, 5), Fraction(100)),
        ((0, 0, 0, 0, 0, 0), Fraction(0)),
        ((4, 3, 0, 0, 0, 0), Fraction(35)),
        ((1, 2, 3, 4, 5, 0), Fraction(46)),
        ((5, 4, 4, 4, 3, 5), Fraction(85)),
    ],
)
def test_a_sheet_is_worth_its_weighted_scores_over_100(scores, points):
    sheet = dict(zip([criterion.id for criterion in DEFAULT], scores, strict=True))

    assert weighted_total(sheet, DEFAULT) == points


@pytest.mark.parametrize("scale", SCALES)
def test_every_scale_runs_from_nothing_to_everything(scale):
    low, high = map(Fraction, scale)
    criteria = [Criterion("a", Fraction(3), low, high), Criterion("b", Fraction(1), low, high)]

    assert weighted_total({"a": low, "b": low}, criteria) == 0
    assert weighted_total({"a": high, "b": high}, criteria) == 100
    assert weighted_total({"a": high, "b": low}, criteria) == 75


def test_a_total_is_exact_where_a_float_is_not():
    thirds = [Criterion(name, Fraction(1)) for name in "abc"]

    assert weighted_total({"a": Decimal("0.1"), "b": Decimal("0.2"), "c": 0}, thirds) == Fraction(2)


def test_a_sheet_with_a_gap_has_no_total_and_names_the_gap():
    sheet = {criterion.id: 3 for criterion in DEFAULT if criterion.id not in ("new", "pitch")}

    with pytest.raises(RuleBroken, match=r"The sheet has no score for: new, pitch\."):
        weighted_total(sheet, DEFAULT)


def test_a_draft_adds_up_what_it_has_and_a_blank_is_no_zero():
    sheet = {"data": 4, "impact": 3}

    assert points_so_far(sheet, DEFAULT) == 35
    assert missing_criteria(sheet, DEFAULT) == ["new", "viable", "works", "pitch"]


@pytest.mark.parametrize("score", [0, 5, Decimal("2.5"), Fraction(1, 3)])
def test_a_score_on_the_scale_is_taken(score):
    check_score(score, DEFAULT[0])


@pytest.mark.parametrize("score", [-1, 6, Decimal("5.000001"), Fraction(-1, 1000)])
def test_a_score_outside_the_scale_is_refused_with_the_scale(score):
    with pytest.raises(RuleBroken, match=r"The score .* is outside the scale of “data”: 0 to 5\."):
        check_score(score, DEFAULT[0])


def test_the_refusal_shows_the_score_as_it_was_written():
    with pytest.raises(RuleBroken, match=r"The score 5\.0000001 is outside"):
        check_score(Decimal("5.0000001"), DEFAULT[0])


@pytest.mark.parametrize(("low", "high"), [(5, 5), (5, 0)])
def test_a_scale_that_ends_before_it_begins_is_refused(low, high):
    with pytest.raises(RuleBroken, match=f"must end above its beginning: {low} to {high}"):
        Criterion("a", Fraction(1), Fraction(low), Fraction(high))


def test_a_negative_weight_is_refused():
    with pytest.raises(RuleBroken, match=r"The weight of “a” is negative: -0\.5\."):
        Criterion("a", Fraction(-1, 2))


@pytest.mark.parametrize(
    ("criteria", "reason"),
    [
        ([], "There is no criterion to score by."),
        (
            [Criterion("a", Fraction(0)), Criterion("b", Fraction(0))],
            "All weights are zero: at least one criterion must count.",
        ),
        ([Criterion("a", Fraction(1)), Criterion("a", Fraction(2))], "The criterion “a” is listed twice."),
    ],
)
def test_criteria_that_cannot_score_are_refused(criteria, reason):
    with pytest.raises(RuleBroken) as refusal:
        check_criteria(criteria)

    assert str(refusal.value) == reason


def test_weights_of_a_rubric_sum_100():
    check_weights_sum_100([25, 25, 15, 15, 10, 10])

    with pytest.raises(RuleBroken, match=r"The weights sum to 99\.5; they must sum to 100\."):
        check_weights_sum_100([25, 25, 15, 15, 10, Decimal("9.5")])


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (Fraction(874, 10), "87.40"),
        (Fraction(12345, 1000), "12.35"),
        (Fraction(12344999, 1000000), "12.34"),
        (Fraction(2, 3), "0.67"),
        (Fraction(-12345, 1000), "-12.35"),
        (Decimal("0.005"), "0.01"),
        (100, "100.00"),
    ],
)
def test_points_are_rounded_half_up_for_display(points, shown):
    assert str(rounded(points)) == shown


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (5, "5"),
        (Decimal("7.50"), "7.5"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(1, 8), "0.125"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_a_number_is_written_as_people_do(number, written):
    assert plain(number) == written


@given(
    scores=st.lists(st.integers(0, 5), min_size=6, max_size=6),
    factor=st.fractions(min_value=Fraction(1, 100), max_value=100),
)
def test_scaling_all_weights_changes_no_total(scores, factor):
    sheet = dict(zip([criterion.id for criterion in DEFAULT], scores, strict=True))
    scaled = [Criterion(c.id, c.weight * factor) for c in DEFAULT]

    assert weighted_total(sheet, scaled) == weighted_total(sheet, DEFAULT)


@given(st.fractions(min_value=0, max_value=100))
def test_rounding_is_never_more_than_half_a_cent_off(points):
    difference = Fraction(rounded(points)) - points

    assert -Fraction(1, 200) < difference <= Fraction(1, 200)
