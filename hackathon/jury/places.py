"""The answer of every method: places in order, how sure the order is, what each judge did, and warnings in words.

Pure. It puts merits in order and shares ranks; it does not know how a merit was found.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any

from hackathon.jury.contest import Remark
from hackathon.jury.scoring import Points


@dataclass(frozen=True)
class Place:
    """Where one entry stands. Points are over 100; None where no sheet counts or the method gives none.

    `by_criterion` is the mean score on each criterion's own scale: what the bars of a results page show, and what
    broke the ties. `low` and `high` hold the fair score in nine cases of ten.
    """

    entry: str
    rank: int
    score: Points | None
    judgements: int
    by_criterion: Mapping[str, Fraction]
    raw_mean: Points | None = None
    low: Points | None = None
    high: Points | None = None
    p_first: Fraction | None = None
    p_top_three: Fraction | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "entry": self.entry,
            "rank": self.rank,
            "score": six(self.score),
            "low": six(self.low),
            "high": six(self.high),
            "p_first": six(self.p_first),
            "raw_mean": six(self.raw_mean),
            "judgements": self.judgements,
        }


@dataclass(frozen=True)
class Separation:
    """Of two neighbours in the order: how likely the upper one is the better one."""

    above: str
    below: str
    p: Fraction

    def as_json(self) -> dict[str, Any]:
        return {"above": self.above, "below": self.below, "p": six(self.p)}


@dataclass(frozen=True)
class Manner:
    """How a judge scored beside the others, in points over 100. None where there is too little to say it.

    `severity` is how much less than the average judge they gave to the same entry, `noise` how far their totals stray
    from what level, entry and severity explain (a standard deviation), `agreement` how their order goes with that of
    the others on the same entries (a correlation), `weights` how much each total counted: 1 is ordinary.
    """

    severity: Points
    noise: Points | None
    agreement: Fraction | None
    weights: Mapping[str, Fraction]

    def as_json(self) -> dict[str, Any]:
        return {
            "severity": six(self.severity),
            "noise": six(self.noise),
            "agreement": six(self.agreement),
            "weights": {entry: six(weight) for entry, weight in self.weights.items()},
        }


@dataclass(frozen=True)
class JudgeSummary:
    """How many sheets of a judge count, the mean of the whole ones over 100, and with adjusted methods their manner."""

    judge: str
    judgements: int
    mean: Points | None
    manner: Manner | None = None

    def as_json(self) -> dict[str, Any]:
        told = {"judge": self.judge, "judgements": self.judgements, "mean": six(self.mean)}
        return told | (self.manner.as_json() if self.manner else {})


@dataclass(frozen=True)
class Ranking:
    """The order of merit, best first, every entry once; entries without a sheet that counts stand last, without points."""

    method: str
    places: Sequence[Place]
    judges: Sequence[JudgeSummary]
    warnings: Sequence[Remark]
    separation: Sequence[Separation] = ()

    def as_json(self) -> dict[str, Any]:
        """The published format. `separation` belongs to methods with intervals; `mean` leaves it empty."""
        return {
            "method": self.method,
            "ranking": [place.as_json() for place in self.places],
            "separation": [pair.as_json() for pair in self.separation],
            "judges": [judge.as_json() for judge in self.judges],
            "warnings": [str(remark) for remark in self.warnings],
        }

    def unsolved_ties(self) -> list[list[str]]:
        """Entries with points that still share a place after the declared criteria."""
        return unsolved_ties(self.places)


@dataclass(frozen=True)
class Merit:
    """What one entry has earned by some method; it becomes a place when all are put in order."""

    score: Points | None
    judgements: int = 0
    by_criterion: Mapping[str, Fraction] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)  # further fields of its place

    def key(self, ties: Sequence[str]) -> tuple[float | Fraction, ...]:
        """Sorts best first; what has no points comes after everything that has."""
        if self.score is None:
            return (1.0,)
        chain: list[float | Fraction] = []
        for criterion in ties:
            mean = self.by_criterion.get(criterion)  # of sheets with gaps, perhaps nobody scored it
            chain += [1.0, 0.0] if mean is None else [0.0, -mean]
        # The float before the fraction parts most of them sooner and never otherwise: rounding keeps the order.
        return (0.0, -float(self.score), -self.score, *chain)


def in_order(merits: Mapping[str, Merit], ties: Sequence[str]) -> list[Place]:
    """Best first, equal merits on one rank and the next ranks skipped."""
    keys = {entry: merit.key(ties) for entry, merit in merits.items()}
    # The name only settles the order of lines that share a rank; it never breaks a tie.
    ordered = sorted(merits, key=lambda entry: (keys[entry], entry))
    places: list[Place] = []
    for position, entry in enumerate(ordered, start=1):
        tied = position > 1 and keys[entry] == keys[ordered[position - 2]]
        merit = merits[entry]
        rank = places[-1].rank if tied else position
        places.append(Place(entry, rank, merit.score, merit.judgements, merit.by_criterion, **merit.more))
    return places


def unsolved_ties(places: Iterable[Place]) -> list[list[str]]:
    scored = [place for place in places if place.score is not None]
    groups = [[place.entry for place in group] for _, group in groupby(scored, key=lambda place: place.rank)]
    return [group for group in groups if len(group) > 1]


def six(number: Fraction | None) -> float | None:
    """Six decimals as JSON has them, half away from zero; a float holds six decimals of a number up to 100 without loss."""
    if number is None:
        return None
    top, bottom = number.numerator, number.denominator
    millionths = (2 * abs(top) * 10**6 + bottom) // (2 * bottom)
    return (millionths if top >= 0 else -millionths) / 10**6
