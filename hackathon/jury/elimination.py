"""The equations behind every adjusted ranking: a total is a level, plus what the entry is worth, plus how its judge scores.

Pure. It solves them for given weights; which weights are right is decided elsewhere. Each entry depends on its few
judges alone, so the entries are eliminated first and the system that is left has one row for each judge and one for the
level. All sums run in the panel's fixed order. Source: C. R. Henderson's mixed model equations; R. A. Fisher's analysis
of incomplete blocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]

_AT_ONCE = 2**22  # numbers of a block; some tens of megabytes
_SMALL = 200


@dataclass(frozen=True)
class Panel:
    """Who gave what to which entry, by number: sorted by entry, then judge; every entry and judge has a total."""

    entry: Whole
    judge: Whole
    total: Floats

    @cached_property
    def per_entry(self) -> Whole:
        return np.bincount(self.entry)

    @cached_property
    def per_judge(self) -> Whole:
        return np.bincount(self.judge)

    @cached_property
    def starts(self) -> Whole:
        """Where each entry's totals begin."""
        return np.cumsum(self.per_entry) - self.per_entry

    @cached_property
    def blocks(self) -> list[Whole]:
        """Totals in tables, a row for each entry: entries with equally many judges together, and never too many."""
        tables = []
        for size in np.unique(self.per_entry):
            table = self.starts[self.per_entry == size][:, None] + np.arange(size)
            rows = max(1, _AT_ONCE // int(size + 1) ** 2)
            tables += [table[start : start + rows] for start in range(0, len(table), rows)]
        return tables

    def by_entry(self, values: Floats) -> Floats:
        """The sum of the values of each entry's totals."""
        return np.bincount(self.entry, values).astype(np.float64, copy=False)

    def by_judge(self, values: Floats) -> Floats:
        """The sum of the values of each judge's totals."""
        return np.bincount(self.judge, values).astype(np.float64, copy=False)


class Solution:
    """The estimates for one set of weights, and how far they may be off together.

    `entry_precision` and `judge_precision` say how strongly entries are held to the level and judges to each other.
    Where nothing holds them (zero), there is no level of its own: the judges' severities then sum to zero.
    """

    def __init__(self, panel: Panel, weights: Floats, *, entry_precision: float, judge_precision: float) -> None:
        self.panel, self.weights = panel, weights
        self._has_level = entry_precision > 0
        self._level = len(panel.per_judge)  # the number of its row
        self.own = panel.by_entry(weights) + entry_precision
        self._share = weights / self.own[panel.entry]
        self.inverse = inverse(self._matrix(judge_precision))
        self._solve()

    def _matrix(self, judge_precision: float) -> Floats:
        """The equations of judges and level, once every entry is expressed by its judges' totals."""
        matrix = np.zeros((self._level + 1, self._level + 1))
        judges = self.panel.by_judge(self.weights)
        matrix.flat[:: self._level + 2] = np.append(judges + judge_precision, 1)
        if self._has_level:
            matrix[self._level, :] = matrix[:, self._level] = np.append(judges, judges.sum())
        else:
            matrix[:-1, :-1] += judges.mean() / self._level  # holds the sum of the severities at zero
        for _, others, share, weight in self._linked():
            np.subtract.at(matrix, (others[:, :, None], others[:, None, :]), share[:, :, None] * weight[:, None, :])
        return matrix

    def _linked(self) -> Iterator[tuple[Whole, Whole, Floats, Floats]]:
        """For each block: its totals, its judges and the level, and what each of these takes part in the entry."""
        for block in self.panel.blocks:
            weight = self.weights[block]
            level = weight.sum(axis=1, keepdims=True) if self._has_level else np.zeros((len(block), 1))
            weight = np.hstack([weight, level])
            others = np.hstack([self.panel.judge[block], np.full((len(block), 1), self._level)])
            yield block, others, weight / self.own[self.panel.entry[block[:, 0]]][:, None], weight

    def _solve(self) -> None:
        panel, weighted = self.panel, self.weights * self.panel.total
        mean = (panel.by_entry(weighted) / self.own)[panel.entry]
        left = weighted - self.weights * mean
        known = np.append(panel.by_judge(left), left.sum() if self._has_level else 0)
        found = self.inverse @ known
        self.severity, self.level = found[:-1], float(found[-1])
        rest = self.weights * (panel.total - self.level - self.severity[panel.judge])
        self.worth = panel.by_entry(rest) / self.own

    @property
    def residual(self) -> Floats:
        """What level, entry and judge do not explain of each total."""
        return self.panel.total - self.level - self.severity[self.panel.judge] - self.worth[self.panel.entry]

    def spread(self) -> tuple[Floats, Floats]:
        """The variance of each fitted total, and of what each entry is worth."""
        fitted, worth = np.empty_like(self.panel.total), 1 / self.own
        own, level = np.diag(self.inverse), self.inverse[:, -1] * self._has_level
        for block, others, share, _ in self._linked():
            crossed = np.einsum("ij,ijk->ik", share, self.inverse[others[:, :, None], others[:, None, :]])
            through = np.einsum("ij,ij->i", crossed, share)
            entries, judges = self.panel.entry[block[:, 0]], others[:, :-1]
            worth[entries] += through
            alone = own[judges] + 2 * level[judges] + level[-1]
            with_entry = crossed[:, :-1] + crossed[:, -1:] * self._has_level
            fitted[block] = worth[entries][:, None] + alone - 2 * with_entry
        return fitted, worth

    def links(self, entry: int) -> tuple[Whole, Floats]:
        """The rows of the inverse through which an entry hangs together with the others, and how strongly."""
        first = self.panel.starts[entry]
        totals = slice(first, first + self.panel.per_entry[entry])
        share = self._share[totals]
        rows = np.append(self.panel.judge[totals], self._level)
        return rows, np.append(share, share.sum() if self._has_level else 0)

    def covariance(self, entries: Whole) -> Floats:
        """How the worths of these entries vary together."""
        loads = np.zeros((len(entries), self._level + 1))
        for row, entry in enumerate(entries):
            columns, share = self.links(entry)
            loads[row, columns] = share
        return loads @ self.inverse @ loads.T + np.diag(1 / self.own[entries])

    def with_the_field(self) -> tuple[Floats, float]:
        """The covariance of each entry with the mean of all, and the variance of that mean."""
        panel, count = self.panel, len(self.own)
        mean_load = np.append(panel.by_judge(self._share), self._share.sum() if self._has_level else 0) / count
        through = self.inverse @ mean_load
        level = through[-1] * self._has_level
        each = panel.by_entry(self._share * (through[panel.judge] + level)) + 1 / self.own / count
        return each, float(each.mean())


def inverse(matrix: Floats) -> Floats:
    """The inverse of a symmetric positive definite matrix, by halves: a third of the work that one of any kind takes."""
    size = len(matrix)
    if size <= _SMALL:
        return np.linalg.inv(matrix).astype(np.float64, copy=False)
    half = size // 2
    upper = inverse(matrix[:half, :half])
    across = upper @ matrix[:half, half:]
    lower = inverse(matrix[half:, half:] - matrix[half:, :half] @ across)
    corner = across @ lower
    whole = np.empty_like(matrix)
    whole[:half, :half] = upper + corner @ across.T
    whole[:half, half:], whole[half:, :half], whole[half:, half:] = -corner, -corner.T, lower
    return whole
