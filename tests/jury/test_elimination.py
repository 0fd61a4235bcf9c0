"""The equations, against the same ones written out in full and solved at once."""

import numpy as np
import pytest

from hackathon.jury.elimination import Panel, Solution, inverse
from tests.jury.panels import rotation


def panel(entries=9, judges=5, each=3, seed=1, dropped=()):
    chance = np.random.default_rng(seed)
    seats = sorted((entry, judge) for judge, entry in rotation(entries, judges, each))
    seats = [seat for number, seat in enumerate(seats) if number not in dropped]
    entry, judge = (np.array(side) for side in zip(*seats, strict=True))
    return Panel(entry, judge, chance.normal(size=len(seats))), chance.uniform(0.5, 2, len(seats))


def written_out(panel, weights, entry_precision, judge_precision):
    """Level, judges and entries in one system; the covariance of all, and the estimates."""
    judges, entries = len(panel.per_judge), len(panel.per_entry)
    rows = np.zeros((len(panel.total), 1 + judges + entries))
    rows[:, 0] = 1
    rows[np.arange(len(rows)), 1 + panel.judge] = 1
    rows[np.arange(len(rows)), 1 + judges + panel.entry] = 1
    held = np.concatenate([[0], np.full(judges, judge_precision), np.full(entries, entry_precision)])
    system = rows.T @ (weights[:, None] * rows) + np.diag(held)
    return rows, np.linalg.inv(system), np.linalg.solve(system, rows.T @ (weights * panel.total))


@pytest.mark.parametrize("dropped", [(), (0, 4, 5, 11)])  # entries of unlike many judges
def test_estimates_and_their_spread_equal_the_full_system(dropped):
    given, weights = panel(dropped=dropped)
    judges = len(given.per_judge)

    solution = Solution(given, weights, entry_precision=2.0, judge_precision=0.7)

    rows, covariance, found = written_out(given, weights, 2.0, 0.7)
    of_entries = covariance[1 + judges :, 1 + judges :]
    assert solution.level == pytest.approx(found[0])
    assert solution.severity == pytest.approx(found[1 : 1 + judges])
    assert solution.worth == pytest.approx(found[1 + judges :])
    assert solution.residual == pytest.approx(given.total - rows @ found)
    fitted, worth = solution.spread()
    assert fitted == pytest.approx(np.diag(rows @ covariance @ rows.T))
    assert worth == pytest.approx(np.diag(of_entries))
    assert solution.covariance(np.array([3, 0, 7])) == pytest.approx(of_entries[np.ix_([3, 0, 7], [3, 0, 7])])
    each, field = solution.with_the_field()
    assert each == pytest.approx(of_entries.mean(axis=0))
    assert field == pytest.approx(of_entries.mean())


def test_without_a_hold_it_is_least_squares():
    given, weights = panel()
    judges = len(given.per_judge)
    rows = written_out(given, weights, 1, 1)[0]

    solution = Solution(given, weights, entry_precision=0, judge_precision=0)

    root = np.sqrt(weights)
    best = np.linalg.lstsq(root[:, None] * rows, root * given.total, rcond=None)[0]
    assert solution.residual == pytest.approx(given.total - rows @ best)
    assert solution.level == 0
    assert solution.severity.sum() == pytest.approx(0)
    contrast = np.zeros(rows.shape[1])
    contrast[1 + judges + 2], contrast[1 + judges + 6] = 1, -1
    pseudo = np.linalg.pinv((rows.T * weights) @ rows)
    both = solution.covariance(np.array([2, 6]))
    assert both[0, 0] + both[1, 1] - 2 * both[0, 1] == pytest.approx(contrast @ pseudo @ contrast)
    each, field = solution.with_the_field()
    against_field = solution.spread()[1] + field - 2 * each
    middle = np.zeros(rows.shape[1])
    middle[1 + judges :] = -1 / len(given.per_entry)
    middle[1 + judges + 2] += 1
    assert against_field[2] == pytest.approx(middle @ pseudo @ middle)


def test_many_totals_are_taken_in_pieces(monkeypatch):
    monkeypatch.setattr("hackathon.jury.elimination._AT_ONCE", 40)
    given, weights = panel()

    assert len(given.blocks) > 2
    rows, covariance, _ = written_out(given, weights, 1.0, 1.0)
    solution = Solution(given, weights, entry_precision=1.0, judge_precision=1.0)
    assert solution.spread()[0] == pytest.approx(np.diag(rows @ covariance @ rows.T))


def test_the_inverse_by_halves_is_the_inverse():
    chance = np.random.default_rng(2)
    wide = chance.normal(size=(431, 431))
    matrix = wide @ wide.T + np.eye(431)

    assert np.allclose(inverse(matrix) @ matrix, np.eye(431), atol=1e-8)
