"""Chance that falls the same way everywhere: drawn from a seed that can be told beforehand, so that nobody need trust it."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import count
from struct import iter_unpack
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A seeded source of figures, the same in every version of Python: a digest of the seed and of a counter."""

    def __init__(self, *seed: object) -> None:
        self._draws = _draws("/".join(str(part) for part in seed).encode())

    def chance(self, probability: float) -> bool:
        return next(self._draws) < probability

    def between(self, low: float, high: float, digits: int = 2) -> float:
        return round(low + (high - low) * next(self._draws), digits)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(next(self._draws) * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(next(self._draws) * len(choices))]

    def shuffled(self, things: Iterable[T]) -> list[T]:
        """These things in an order of chance."""
        left = list(things)
        for place in range(len(left) - 1, 0, -1):
            other = self.whole(0, place)
            left[place], left[other] = left[other], left[place]
        return left

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        mark = next(self._draws) * sum(weight for _, weight in choices)
        for choice, weight in choices:
            mark -= weight
            if mark < 0:
                return choice
        return choices[-1][0]

    def bell(self, mean: float, spread: float, low: float = 0) -> float:
        """About normal (a sum of four draws), never below `low`."""
        lean = (sum(next(self._draws) for _ in range(4)) - 2) * 1.73
        return max(low, mean + spread * lean)


def _draws(seed: bytes) -> Iterator[float]:
    """Numbers in [0, 1) with 32 bits each: fewer than a float holds, so that none is ever rounded up to 1."""
    for order in count():
        for (bits,) in iter_unpack("<I", blake2b(seed + order.to_bytes(8, "little")).digest()):
            yield bits / 2**32
