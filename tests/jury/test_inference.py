"""How sure the order is: rounding, drawing, intervals, chances and neighbours."""

from fractions import Fraction

import numpy as np
import pytest

from hackathon.jury import inference, least_squares, mixed_model
from hackathon.jury.elimination import Panel
from tests.jury.test_mixed_model import everybody, made


def test_what_lies_in_the_middle_of_two_sixth_decimals_lies_there_on_every_machine():
    middle = 60 + 1 / 2**7  # 60.0078125

    near = inference.six_decimals(np.array([middle - 1e-13, middle, middle + 1e-13, -1e-12]))

    assert len(set(near[:3])) == 1
    assert np.copysign(1, near[3]) == 1
    assert inference.fraction(near[0]) == Fraction(round(near[0] * 10**6), 10**6)


def test_the_draws_are_normal_and_always_the_same():
    drawn = inference.normal_draws(20_000, 5)

    assert drawn.mean() == pytest.approx(0, abs=0.01)
    assert drawn.std() == pytest.approx(1, abs=0.01)
    assert np.mean(np.abs(drawn) < 1.6449) == pytest.approx(0.9, abs=0.005)
    assert drawn[0, :3] == pytest.approx([-1.0989458, 1.7285337, 0.0618917], abs=1e-6)


def test_an_interval_does_not_leave_the_scale_but_with_its_score():
    low, high = inference.intervals(np.array([50.0, 99.0, 104.0, 1.0]), np.full(4, 2.0))

    assert list(low) == pytest.approx([46.710293, 95.710293, 100.710293, 0.0])
    assert list(high) == pytest.approx([53.289707, 100.0, 104.0, 4.289707])


def test_chances_of_two_are_those_of_their_distance():
    panel, _ = made(entries=2, judges=8, seats=everybody(2, 8), noise=20, seed=4)
    fit = least_squares.fit(panel)

    first, three = inference.chances(fit, fit.deviations())

    upper = int(np.argmax(fit.scores))
    assert first[upper] == pytest.approx(inference.separation(fit, [upper, 1 - upper])[0], abs=0.01)
    assert first.sum() == pytest.approx(1)
    assert list(three) == [1, 1]


def test_chances_of_many_sum_to_what_there_is_to_win(monkeypatch):
    panel, _ = made()
    fit = mixed_model.fit(panel)
    monkeypatch.setattr(inference, "CONTENDERS", 20)

    first, three = inference.chances(fit, fit.deviations())

    assert (first.sum(), three.sum()) == (pytest.approx(1, abs=1e-5), pytest.approx(3, abs=1e-5))
    assert np.count_nonzero(three) <= 20
    assert np.argmax(first) == np.argmax(fit.scores)


def test_what_cannot_be_told_apart_shares_its_chances():
    total = np.array([60.0, 40.0, 50.0, 60.0, 40.0, 50.0, 20.0, 0.0, 11.0])
    panel = Panel(np.repeat(np.arange(3), 3), np.tile(np.arange(3), 3), total)
    fit = least_squares.fit(panel)

    first, three = inference.chances(fit, fit.deviations())

    assert list(first) == [0.5, 0.5, 0]
    assert list(three) == [1, 1, 1]
    assert inference.separation(fit, [0, 1, 2])[0] == 0.5


def test_without_any_noise_the_order_is_certain():
    total = np.array([60.0, 50.0, 40.0, 30.0, 20.0, 10.0])
    fit = least_squares.fit(Panel(np.repeat(np.arange(3), 2), np.tile(np.arange(2), 3), total))

    assert inference.separation(fit, [0, 1, 2]) == [1, 1]


def test_agreement_is_the_correlation_with_the_others():
    total = np.array([10, 10, 90, 30, 30, 70, 50, 50, 50, 70, 70, 30, 90, 90, 10], dtype=float)
    panel = Panel(np.repeat(np.arange(5), 3), np.tile(np.arange(3), 5), total)
    fit = least_squares.fit(panel)

    agreed, shared = inference.agreement(fit, total)

    assert list(shared) == [5, 5, 5]
    assert agreed[2] == pytest.approx(-1)


def test_agreement_needs_three_shared_entries_and_some_variation():
    entry = np.array([0, 0, 1, 1, 2, 2, 3])
    judge = np.array([0, 1, 0, 1, 0, 2, 2])
    total = np.array([50.0, 60, 50, 70, 50, 80, 10])
    fit = least_squares.fit(Panel(entry, judge, total))

    agreed, shared = inference.agreement(fit, total)

    assert list(shared) == [3, 2, 1]
    assert np.isnan(agreed).all()
