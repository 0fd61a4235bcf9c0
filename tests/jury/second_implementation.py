"""The rule of the plain mean written a second time, by brute force and from the text of the rule alone.

It shares no line with the product: integers over a common denominator, and a rank is one more than the number of
entries that are strictly better.
"""

from fractions import Fraction
from math import lcm


def total(scores: dict[str, Fraction], criteria: list[dict[str, object]]) -> Fraction:
    """One sheet over 100: 100·Σ w·(s−min)/(max−min) / Σ w."""
    numerators = []
    for criterion in criteria:
        low, high = Fraction(criterion.get("min", 0)), Fraction(criterion.get("max", 5))
        numerators.append((Fraction(criterion["weight"]) * (scores[criterion["id"]] - low), high - low))
    common = lcm(*(fraction.denominator for pair in numerators for fraction in pair))
    whole = sum(Fraction(top * common, bottom * common) for top, bottom in numerators)
    return whole * 100 / sum(Fraction(criterion["weight"]) for criterion in criteria)


def rank_by_mean(
    cells: list[tuple[str, str, str, Fraction]], criteria: list[dict[str, object]], ties: list[str], entries: list[str]
) -> dict[str, tuple[int, Fraction | None, int]]:
    """entry -> (rank, mean over 100, whole sheets)."""
    ids = [criterion["id"] for criterion in criteria]
    merit = {}
    for entry in entries:
        sheets = [
            {c: s for j, e, c, s in cells if (j, e) == (judge, entry)}
            for judge in {j for j, e, _, _ in cells if e == entry}
        ]
        whole = [sheet for sheet in sheets if all(c in sheet for c in ids)]
        if not whole:
            merit[entry] = None
            continue
        mean = sum(total(sheet, criteria) for sheet in whole) / len(whole)
        chain = [sum(sheet[c] for sheet in whole) / len(whole) for c in ties]
        merit[entry] = (mean, chain, len(whole))
    return {entry: _place(entry, merit) for entry in entries}


def _place(entry, merit):
    mine = merit[entry]
    if mine is None:
        return 1 + sum(other is not None for other in merit.values()), None, 0
    better = sum(other is not None and _beats(other, mine) for other in merit.values())
    return 1 + better, mine[0], mine[2]


def _beats(one, other):
    if one[0] != other[0]:
        return one[0] > other[0]
    for left, right in zip(one[1], other[1], strict=True):
        if left != right:
            return left > right
    return False
