"""What a score may be and what a sheet of scores is worth: scales, weights and points over 100, all exact.

Pure arithmetic. It knows no person, no sheet in a database and no ranking; it never rounds but for display.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import TypeAlias

from hackathon.errors import RuleBroken
from hackathon.text import N_

Number: TypeAlias = int | Decimal | Fraction
Points: TypeAlias = Fraction  # over 100, exact

FULL = 100
_LONGEST = 40  # decimals looked for before a number counts as endless
SCALES = ((0, 5), (1, 5), (0, 10), (0, 20), (0, 100))  # the first is the default


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: its weight beside the other criteria's, and the lowest and highest score."""

    id: str
    weight: Fraction
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(5)

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise RuleBroken(
                N_("The scale of “%(criterion)s” must end above its beginning: %(low)s to %(high)s."),
                criterion=self.id,
                low=plain(self.low),
                high=plain(self.high),
            )
        if self.weight < 0:
            raise RuleBroken(
                N_("The weight of “%(criterion)s” is negative: %(weight)s."),
                criterion=self.id,
                weight=plain(self.weight),
            )

    @cached_property
    def weight_of_a_step(self) -> Fraction:
        """What one more on the scale adds to a weighted sum."""
        return self.weight / (self.high - self.low)

    def earned(self, score: Number) -> Fraction:
        """The part of the weight that a score earns: nothing at the scale's lower end, all of it at the upper."""
        return (exact(score) - self.low) * self.weight_of_a_step


def check_criteria(criteria: Sequence[Criterion]) -> None:
    """At least one criterion, each named once, and together they must weigh something."""
    if not criteria:
        raise RuleBroken(N_("There is no criterion to score by."))
    seen: set[str] = set()
    for criterion in criteria:
        if criterion.id in seen:
            raise RuleBroken(N_("The criterion “%(criterion)s” is listed twice."), criterion=criterion.id)
        seen.add(criterion.id)
    if total_weight(criteria) == 0:
        raise RuleBroken(N_("All weights are zero: at least one criterion must count."))


def check_weights_sum_100(weights: Iterable[Number]) -> None:
    """The weights of a rubric are read by people as percentages, so they must be whole: 100 in all."""
    total = exact_sum(weights)
    if total != FULL:
        raise RuleBroken(N_("The weights sum to %(total)s; they must sum to 100."), total=plain(total))


def check_score(score: Number, criterion: Criterion) -> None:
    """A score lies on its criterion's scale, both ends included."""
    if not criterion.low <= exact(score) <= criterion.high:
        raise RuleBroken(
            N_("The score %(score)s is outside the scale of “%(criterion)s”: %(low)s to %(high)s."),
            score=plain(score),
            criterion=criterion.id,
            low=plain(criterion.low),
            high=plain(criterion.high),
        )


def missing_criteria(scores: Mapping[str, Number], criteria: Iterable[Criterion]) -> list[str]:
    """The criteria that a sheet leaves blank, in the rubric's order. A blank is never a zero."""
    return [criterion.id for criterion in criteria if criterion.id not in scores]


def points_so_far(scores: Mapping[str, Number], criteria: Sequence[Criterion]) -> Points:
    """What the scores given so far add to the total over 100; a draft's running sum."""
    earned = exact_sum(c.earned(scores[c.id]) for c in criteria if c.id in scores)
    return FULL * earned / total_weight(criteria)


def weighted_total(scores: Mapping[str, Number], criteria: Sequence[Criterion]) -> Points:
    """A whole sheet over 100: `100·Σ w·(s−low)/(high−low)`, weights scaled to sum 1. Refuses a sheet with gaps."""
    missing = missing_criteria(scores, criteria)
    if missing:
        raise RuleBroken(N_("The sheet has no score for: %(criteria)s."), criteria=", ".join(missing))
    return points_so_far(scores, criteria)


def total_weight(criteria: Iterable[Criterion]) -> Fraction:
    return exact_sum(criterion.weight for criterion in criteria)


def exact(number: Number) -> Fraction:
    """The very same number; one that is a fraction already is not made anew."""
    return number if isinstance(number, Fraction) else Fraction(number)


def exact_sum(numbers: Iterable[Number]) -> Fraction:
    """Their exact sum, over one common denominator: adding fractions in pairs reduces each sum on the way."""
    fractions = [exact(number) for number in numbers]
    common = lcm(*(fraction.denominator for fraction in fractions))
    return Fraction(sum(fraction.numerator * (common // fraction.denominator) for fraction in fractions), common)


def rounded(points: Number, *, places: int = 2) -> Decimal:
    """For display and for files only, never for comparing: half away from zero, as people round."""
    exact = Fraction(points)
    scaled = abs(exact) * 10**places + Fraction(1, 2)
    digits = Decimal(scaled.numerator // scaled.denominator).scaleb(-places)
    return digits if exact >= 0 else -digits


def plain(number: Number) -> str:
    """A number as people write it: `7.5` and `5`, never `15/2` or `5E+0`. Exact, but for endless decimals: six."""
    exact = Fraction(number)
    places = next((p for p in range(_LONGEST) if (exact * 10**p).denominator == 1), 6)
    return f"{rounded(exact, places=places):f}"
