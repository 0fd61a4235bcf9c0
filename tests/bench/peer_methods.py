"""How others rank, to compare with: raw mean, z-score, trimmed mean; beside them the product's methods and plain BLUP."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from hackathon.jury import least_squares, mixed_model
from hackathon.jury.elimination import Floats, Panel
from hackathon.jury.inference import NINE_OF_TEN, Fit


@dataclass(frozen=True)
class Answer:
    """Scores over 100; with methods that say how sure they are, standard deviations against the field and the fit."""

    scores: Floats
    deviations: Floats | None = None
    fit: Fit | None = None


def raw_mean(panel: Panel) -> Answer:
    """With the interval that people would put on it: from the spread of the entry's own scores."""
    means = panel.by_entry(panel.total) / panel.per_entry
    squares = panel.by_entry((panel.total - means[panel.entry]) ** 2)
    return Answer(means, np.sqrt(squares / np.maximum(panel.per_entry - 1, 1) / panel.per_entry))


def z_score(panel: Panel) -> Answer:
    """As hackathon tools do it: minus the judge's mean, by the judge's spread; of a constant judge, 0."""
    means = panel.by_judge(panel.total) / panel.per_judge
    away = panel.total - means[panel.judge]
    spread = np.sqrt(panel.by_judge(away**2) / np.maximum(panel.per_judge - 1, 1))
    return Answer(panel.by_entry(away / np.where(spread > 0, spread, 1)[panel.judge]) / panel.per_entry)


def trimmed_mean(panel: Panel) -> Answer:
    """Without the highest and the lowest, where three or more scored."""
    ordered = panel.total[np.lexsort((panel.total, panel.entry))]
    cut = (panel.per_entry > 2).astype(int)
    place = np.arange(len(ordered)) - np.repeat(panel.starts, panel.per_entry)
    size = np.repeat(panel.per_entry, panel.per_entry)
    kept = (place >= np.repeat(cut, panel.per_entry)) & (place < size - np.repeat(cut, panel.per_entry))
    return Answer(np.bincount(panel.entry[kept], ordered[kept]) / (panel.per_entry - 2 * cut))


def by_least_squares(panel: Panel) -> Answer:
    return _told(least_squares.fit(panel))


def blup(panel: Panel) -> Answer:
    return _told(mixed_model.fit(panel, robust=False))


def calibrated(panel: Panel) -> Answer:
    return _told(mixed_model.fit(panel))


def _told(fit: Fit | None) -> Answer:
    assert fit is not None
    return Answer(fit.scores, fit.deviations(), fit)


METHODS: dict[str, Callable[[Panel], Answer]] = {
    "raw mean": raw_mean,
    "z-score": z_score,
    "trimmed mean": trimmed_mean,
    "least squares": by_least_squares,
    "BLUP": blup,
    "**calibrated**": calibrated,
}
Z = NINE_OF_TEN
