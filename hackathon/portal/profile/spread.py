"""How numbers spread: count, sum, extremes and a histogram, in one pass and in memory that does not grow. Pure.

A histogram needs the extremes first, and they are known only at the end. Neither a second pass nor a random sample is
needed: numbers fall into cells whose width is a power of two, and whenever more than 4,096 cells are in use each two
neighbours become one. Halving is exact and the final width depends only on which numbers came, never on their order.
The twelve bins are then made of whole cells: every count is exact, an edge is off by less than a cell.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import mul

CELLS = 4_096
BINS = 12
FINEST = 20  # cells begin 2**-20 wide


class Spread:
    """The spread of the numbers added so far."""

    def __init__(self) -> None:
        self.count = 0
        self.total = 0.0
        self.low = math.inf
        self.high = -math.inf
        self._fineness = FINEST
        self._cells: Counter[int] = Counter()

    def add(self, numbers: Sequence[float], weights: Sequence[int] | None = None) -> None:
        """Each number as many times as its weight says; without weights once."""
        self.low = min(self.low, min(numbers))
        self.high = max(self.high, max(numbers))
        keys = map(math.floor, map(mul, numbers, repeat(2.0**self._fineness)))
        if weights is None:
            self.count += len(numbers)
            self.total += math.fsum(numbers)
            self._cells.update(keys)
        else:
            self.count += sum(weights)
            self.total += math.fsum(map(mul, numbers, weights))
            cells = self._cells
            for key, weight in zip(keys, weights, strict=True):
                cells[key] += weight
        self._keep_few()

    @property
    def mean(self) -> float:
        """Ten digits: more would depend on the order of the sum. By way of fourteen, or a last 5 would depend on it too."""
        return float(f"{float(f'{self.total / self.count:.14g}'):.10g}")

    def bins(self) -> list[tuple[float, float, int]]:
        """Twelve equal parts from the lowest to the highest number, as (from, to, count); one where all are equal."""
        low, high = float(self.low), float(self.high)
        if low == high:
            return [(low, high, self.count)]
        counts = [0] * BINS
        for key, count in self._cells.items():
            middle = min(high, max(low, (key + 0.5) * 2.0**-self._fineness))  # all may lie within one cell
            counts[min(BINS - 1, int((middle - low) / (high - low) * BINS))] += count
        edges = [low + (high - low) * part / BINS for part in range(BINS)] + [high]
        return [(float(f"{edges[i]:.10g}"), float(f"{edges[i + 1]:.10g}"), counts[i]) for i in range(BINS)]

    def _keep_few(self) -> None:
        """Makes cells wider until no more than CELLS are in use."""
        if len(self._cells) <= CELLS:
            return
        keys = set(self._cells)
        halvings = 0
        while len(keys) > CELLS:
            halvings += 1
            keys = {key >> 1 for key in keys}
        wider: Counter[int] = Counter()
        for key, count in self._cells.items():
            wider[key >> halvings] += count
        self._cells = wider
        self._fineness -= halvings

    @classmethod
    def merged(cls, spreads: Iterable["Spread"]) -> "Spread":
        """The spread of all of these together."""
        found = cls()
        parts = [spread for spread in spreads if spread.count]
        found._fineness = min((part._fineness for part in parts), default=FINEST)
        for part in parts:
            found.count += part.count
            found.total += part.total
            found.low, found.high = min(found.low, part.low), max(found.high, part.high)
            for key, count in part._cells.items():
                found._cells[key >> (part._fineness - found._fineness)] += count
        found._keep_few()
        return found
