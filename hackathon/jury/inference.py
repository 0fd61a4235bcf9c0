"""How sure a fit is of its order: intervals, who may be first, and whether neighbours can be told apart.

Pure. It draws with a seed that stands in the file and from the generator's raw bits, so that every machine draws the
same. Everything published is rounded to six decimals before anything is ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import NormalDist

import numpy as np

from hackathon.jury.elimination import Floats, Solution, Whole

BELL = NormalDist()
NINE_OF_TEN = BELL.inv_cdf(0.95)
SEED, MOST_DRAWS, MOST_NUMBERS = 2015, 2**14, 2**22
CONTENDERS = (
    1_000  # of more entries only so many, the best, are drawn for: a later one is first in no draw of ten thousand
)
_MILLIONTHS = 10**6


@dataclass(frozen=True)
class Fit:
    """A solution in standard units, with what brings it back to points, and what the method knows of its judges.

    `spread` multiplies standard deviations (None: there is nothing to estimate it from). `weights` and `noise` say how
    much each total counted and how far each judge's totals stray, in standard units.
    """

    solution: Solution
    middle: float
    scale: float
    spread: float | None
    weights: Floats
    noise: Floats | None

    @property
    def scores(self) -> Floats:
        """What the average judge of this jury would give each entry; rounded: what is ranked."""
        return six_decimals(self.middle + self.scale * (self.solution.level + self.solution.worth))

    @property
    def severity(self) -> Floats:
        """How many points less than the average judge each judge gives."""
        return six_decimals(-self.scale * self.solution.severity)

    def deviations(self) -> Floats | None:
        """How far each score may be off against the field: the standard deviation of its distance to the mean of all."""
        if self.spread is None:
            return None
        _, each = self.solution.spread()
        with_field, field = self.solution.with_the_field()
        return self.scale * self.spread * np.sqrt(np.maximum(each + field - 2 * with_field, 0))


def six_decimals(values: Floats) -> Floats:
    """Rounded in two steps: what should lie in the middle between two sixth decimals lies there on every machine."""
    rounded: Floats = np.round(np.round(values, 9), 6) + 0.0  # no minus zero
    return rounded


def fraction(value: float) -> Fraction:
    """A rounded number as the very decimal that it stands for."""
    return Fraction(round(float(value) * _MILLIONTHS), _MILLIONTHS)


def intervals(scores: Floats, deviations: Floats) -> tuple[Floats, Floats]:
    """In nine cases of ten the fair score lies between; no further than the scale goes, where the score lies on it."""
    low, high = scores - NINE_OF_TEN * deviations, scores + NINE_OF_TEN * deviations
    return six_decimals(np.maximum(low, np.minimum(0, scores))), six_decimals(np.minimum(high, np.maximum(100, scores)))


def chances(fit: Fit, deviations: Floats) -> tuple[Floats, Floats]:
    """How likely each entry is the best, and among the best three."""
    assert fit.spread is not None
    scores = fit.scores
    best = np.argsort(-scores, kind="stable")[:CONTENDERS]
    root = np.linalg.cholesky(fit.solution.covariance(best)) * fit.scale * fit.spread
    draws = min(MOST_DRAWS, MOST_NUMBERS // len(best))
    drawn = scores[best] + normal_draws(draws, len(best)) @ root.T
    first, three = np.zeros(len(scores)), np.zeros(len(scores))
    first[best] = np.bincount(drawn.argmax(axis=1), minlength=len(best)) / draws
    podium = min(3, len(best))
    tops = np.argpartition(-drawn, podium - 1, axis=1)[:, :podium]
    three[best] = np.bincount(tops.ravel(), minlength=len(best)) / draws
    # Entries that cannot be told apart at all share what chance gave them.
    alike = np.unique(np.column_stack([scores, six_decimals(deviations)]), axis=0, return_inverse=True)[1].ravel()
    shared = [np.bincount(alike, chance)[alike] / np.bincount(alike)[alike] for chance in (first, three)]
    return six_decimals(shared[0]), six_decimals(shared[1])


def normal_draws(rows: int, columns: int) -> Floats:
    """Standard normal numbers, by the way of G. E. P. Box and M. E. Muller (1958)."""
    bits = np.random.PCG64(SEED).random_raw((2, rows * columns)) >> np.uint64(11)
    radius, angle = (bits + 0.5) * 2.0**-53
    drawn: Floats = np.sqrt(-2 * np.log(radius)) * np.cos(2 * np.pi * angle)
    return drawn.reshape(rows, columns)


def separation(fit: Fit, order: Sequence[int]) -> list[float]:
    """For each neighbours of this order: how likely the upper is better than the lower."""
    scores, inverse = fit.scores, fit.solution.inverse
    variances = fit.solution.spread()[1]
    links = [fit.solution.links(entry) for entry in order]
    found = []
    for place, (above, below) in enumerate(pairwise(order)):
        (rows, share), (columns, part) = links[place], links[place + 1]
        together = float(share @ inverse[rows[:, None], columns] @ part)
        variance = max(float(variances[above] + variances[below]) - 2 * together, 0.0)
        found.append(_ahead(float(scores[above] - scores[below]), variance**0.5 * fit.scale * (fit.spread or 0)))
    return found


def _ahead(distance: float, deviation: float) -> float:
    if distance == 0:
        return 0.5
    return round(BELL.cdf(distance / deviation), 6) if deviation > 1e-9 else 1.0


def agreement(fit: Fit, panel_points: Floats) -> tuple[Floats, Whole]:
    """For each judge: the correlation of their totals with the others' on the same entries, and over how many.

    The others' totals are freed of their severity first. NaN where fewer than three are shared or nothing varies.
    """
    panel = fit.solution.panel
    freed = panel_points - fit.scale * fit.solution.severity[panel.judge]
    others = panel.per_entry[panel.entry] - 1
    shared = others > 0
    rest = (panel.by_entry(freed)[panel.entry] - freed)[shared] / others[shared]
    judge, own, judges = panel.judge[shared], panel_points[shared], len(panel.per_judge)
    count = np.bincount(judge, minlength=judges)

    def centred(values: Floats) -> Floats:
        means = np.bincount(judge, values, minlength=judges) / np.maximum(count, 1)
        return values - means[judge]

    mine, theirs = centred(own), centred(rest)
    moments = [np.bincount(judge, one, minlength=judges) for one in (mine * theirs, mine**2, theirs**2)]
    varies = (count >= 3) & (moments[1] > 1e-9) & (moments[2] > 1e-9)
    bottom = np.sqrt(np.where(varies, moments[1] * moments[2], 1))
    return np.where(varies, six_decimals(moments[0] / bottom), np.nan), count
