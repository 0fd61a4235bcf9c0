"""Least squares: the mean where the table is full, the right order where it is not, and honest intervals."""

import numpy as np
import pytest

from hackathon.jury import least_squares
from hackathon.jury.elimination import Panel
from tests.jury.test_mixed_model import everybody, made


def test_in_a_full_table_it_is_the_mean():
    panel, _ = made(entries=7, judges=5, seats=everybody(7, 5))

    assert least_squares.fit(panel).scores == pytest.approx(panel.by_entry(panel.total) / 5, abs=1e-6)


def test_it_finds_what_lies_behind_totals_without_noise():
    panel, worth = made(noise=0)

    fit = least_squares.fit(panel)

    assert fit.scores - fit.scores.mean() == pytest.approx(worth - worth.mean(), abs=1e-5)
    assert fit.severity.sum() == pytest.approx(0, abs=1e-4)


def test_as_many_unknowns_as_totals_leave_nothing_to_estimate_the_noise_from():
    chain = Panel(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([60.0, 50.0, 70.0]))

    fit = least_squares.fit(chain)

    assert (fit.spread, fit.noise, fit.deviations()) == (None, None, None)
    assert fit.scores == pytest.approx([55, 75])


def test_equal_totals_are_no_trouble():
    flat = Panel(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.full(4, 40.0))

    assert list(least_squares.fit(flat).scores) == [40, 40]


def test_nine_intervals_of_ten_hold_the_truth():
    held = 0
    for seed in range(60):
        panel, worth = made(entries=20, judges=8, seed=seed)
        fit = least_squares.fit(panel)
        off = fit.scores - fit.scores.mean() - (worth - worth.mean())
        held += np.mean(np.abs(off) < 1.6449 * fit.deviations())
    assert held / 60 == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize(("free", "known"), [(1, 6.314), (2, 2.920), (3, 2.353), (10, 1.812), (200, 1.6525)])
def test_the_percentiles_of_student_are_near_those_of_the_tables(free, known):
    assert least_squares.student(free) == pytest.approx(known, rel=0.05 if free == 1 else 0.003)
