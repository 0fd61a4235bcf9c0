"""The robust mixed model: what it recovers, what it holds back, and that it settles where it says."""

import numpy as np
import pytest

from hackathon.jury import mixed_model
from hackathon.jury.elimination import Panel, Solution
from tests.jury.panels import everybody, rotation


def made(entries=60, judges=15, each=4, *, seed=1, entry=10.0, judge=6.0, noise=5.0, seats=None):
    """A panel drawn from the model, and the entries' worth."""
    chance = np.random.default_rng(seed)
    pairs = sorted((e, j) for j, e in (rotation(entries, judges, each) if seats is None else seats))
    numbers, seated = (np.array(side) for side in zip(*pairs, strict=True))
    worth, severity = entry * chance.normal(size=entries), judge * chance.normal(size=judges)
    total = 60 + worth[numbers] + severity[seated] + noise * chance.normal(size=len(pairs))
    return Panel(numbers, seated, total), worth


def test_it_comes_nearer_to_the_truth_than_the_mean():
    panel, worth = made(judge=9)

    fit = mixed_model.fit(panel)

    means = panel.by_entry(panel.total) / panel.per_entry
    assert np.corrcoef(fit.scores, worth)[0, 1] > np.corrcoef(means, worth)[0, 1] + 0.05


def test_without_severity_it_is_the_mean_drawn_to_the_middle():
    panel, _ = made(seats=everybody(12, 6), entries=12, judges=6, judge=0.0, noise=1.0)

    plain = mixed_model.fit(panel, robust=False)

    means = panel.by_entry(panel.total) / 6
    drawn = (plain.scores - panel.total.mean()) / (means - panel.total.mean())
    assert np.ptp(drawn) < 1e-5
    assert 0.9 < drawn[0] < 1


def test_the_variances_are_those_of_restricted_maximum_likelihood_in_a_full_table():
    panel, _ = made(seats=everybody(20, 6), entries=20, judges=6)

    solution = mixed_model.fit(panel, robust=False).solution

    table = solution.panel.total.reshape(20, 6)
    between_entries, between_judges = 6 * table.mean(axis=1).var(ddof=1), 20 * table.mean(axis=0).var(ddof=1)
    rest = table - table.mean(axis=1)[:, None] - table.mean(axis=0) + table.mean()
    noise = (rest**2).sum() / (19 * 5)
    assert 1 / solution.weights[0] == pytest.approx(noise, rel=1e-6)
    entries = 1 / (solution.own[0] - 6 * solution.weights[0])
    assert entries == pytest.approx((between_entries - noise) / 6, rel=1e-6)
    held = Solution(
        solution.panel,
        solution.weights,
        entry_precision=1 / entries,
        judge_precision=1 / ((between_judges - noise) / 20),
    )
    assert held.worth == pytest.approx(solution.worth, abs=1e-6)


def test_one_wild_total_counts_little_and_moves_little():
    panel, _ = made()
    wild = panel.total.copy()
    wild[0] += 60

    honest, robust = mixed_model.fit(panel), mixed_model.fit(Panel(panel.entry, panel.judge, wild))
    gaussian = mixed_model.fit(Panel(panel.entry, panel.judge, wild), robust=False)

    moved = robust.scores[0] - honest.scores[0]
    assert robust.weights[0] < 0.25
    assert moved < (gaussian.scores[0] - honest.scores[0]) / 2
    assert np.median(robust.weights) > 0.9


def test_a_judge_who_scores_at_random_is_known_by_the_noise():
    panel, _ = made()
    chance = np.random.default_rng(3)
    total = panel.total.copy()
    total[panel.judge == 2] = chance.uniform(20, 100, np.count_nonzero(panel.judge == 2))

    fit = mixed_model.fit(Panel(panel.entry, panel.judge, total))

    assert np.argmax(fit.noise) == 2


def test_the_weights_are_one_on_average_where_it_settles():
    panel, _ = made()

    assert mixed_model.fit(panel).weights.mean() == pytest.approx(1, abs=1e-6)


def test_it_stands_where_the_plain_steps_of_em_lead_to(monkeypatch):
    panel, _ = made()
    quick = mixed_model.fit(panel)
    monkeypatch.setattr(mixed_model._Path, "onwards", lambda self, start, end: end)

    slow = mixed_model.fit(panel)

    assert quick.scores == pytest.approx(slow.scores, abs=2e-6)


def test_totals_without_any_noise_are_fitted_all_the_same():
    totals = [90 - 5 * entry - 3 * judge for entry in range(8) for judge in range(4)]
    panel = Panel(np.repeat(np.arange(8), 4), np.tile(np.arange(4), 8), np.array(totals, dtype=float))

    assert list(np.argsort(-mixed_model.fit(panel).scores)) == list(range(8))


def test_of_very_many_judges_the_rounds_are_counted(monkeypatch):
    panel, _ = made()
    settled = mixed_model.fit(panel)
    monkeypatch.setattr(mixed_model, "MANY", 10)

    assert mixed_model.fit(panel).scores == pytest.approx(settled.scores, abs=0.05)


def test_what_does_not_settle_is_said(monkeypatch):
    monkeypatch.setattr(mixed_model, "MOST_ROUNDS", 2)

    assert mixed_model.fit(made()[0]) is None
