"""A column as people see it: its type, how full it is, its extremes, commonest values and histogram. Pure."""

from dataclasses import dataclass, field
from heapq import nsmallest

from hackathon.portal.profile.cells import shown
from hackathon.portal.profile.columns import AMOUNTS, Decision, Type, answers, decide
from hackathon.portal.profile.dates import compact_date_in, month_first
from hackathon.portal.profile.shapes import DATES, Shape
from hackathon.portal.profile.spread import Spread
from hackathon.portal.profile.tally import Tally
from hackathon.portal.words import UNSTORABLE

TOP = 10
EXAMPLES = 5
SPREAD = AMOUNTS | {Type.DATE, Type.DATETIME, Type.TIME}
DAY = 86_400
_TYPE_OF_MEAN = {Type.INTEGER: Type.NUMBER}  # between whole numbers there are others


@dataclass(frozen=True)
class Top:
    """One of the commonest values."""

    value: str
    count: int


@dataclass(frozen=True)
class Bin:
    """One bar of a histogram: from `low` up to `high`, which belongs to the next one but in the last."""

    low: float | str
    high: float | str
    count: int


@dataclass(frozen=True)
class Column:
    """What is known of one column. `distinct` counts values, not markers; with `distinct_is_exact` false there are more.

    `original` is the name as the file writes it; `top` is empty where no value comes twice.
    """

    name: str
    original: str
    position: int
    type: Type
    filled: int
    empty: int
    markers: dict[str, int]
    distinct: int
    distinct_is_exact: bool
    low: float | str | None = None
    high: float | str | None = None
    mean: float | str | None = None
    bins: list[Bin] = field(default_factory=list)
    top: list[Top] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    longest: int = 0
    longest_value: str = ""
    decimal: str = ""
    groups: str = ""
    unit: str = ""
    patterns: list[str] = field(default_factory=list)


def described(name: str, original: str, position: int, tally: Tally) -> tuple[Column, Decision]:
    """The column of this finished tally, and how its cells are read."""
    decision = decide(name, tally)
    values = answers(tally.values)
    empty, marked = tally.count(Shape.EMPTY), tally.count(Shape.MARKER)
    counts = nsmallest(TOP, ((-tally.values[value], value) for value in values))
    top = [Top(storable(value), -count) for count, value in counts]
    spread = spread_of(tally, decision)
    return Column(
        name=name,
        original=original,
        position=position,
        type=decision.type,
        filled=sum(group.places.count for group in tally.groups.values()) - empty - marked,
        empty=empty,
        markers={value: tally.values[value] for value in sorted(tally.values.keys() - {"", *values})},
        distinct=min(len(values), tally.limit),
        distinct_is_exact=tally.is_exact,
        top=top if top and top[0].count > 1 else [],
        examples=[storable(value) for value in values[:EXAMPLES]],
        longest=tally.longest,
        longest_value=storable(tally.longest_value),
        decimal=decision.decimal,
        groups=decision.groups,
        unit=decision.unit,
        patterns=_patterns(tally, decision),
        low=shown(spread.low, decision.type) if spread.count else None,
        high=shown(spread.high, decision.type) if spread.count else None,
        mean=shown(spread.mean, _TYPE_OF_MEAN.get(decision.type, decision.type)) if spread.count else None,
        bins=_bins(spread, decision.type) if spread.count else [],
    ), decision


def spread_of(tally: Tally, decision: Decision) -> Spread:
    """The numbers (or seconds) of a column, read as was decided; empty for texts."""
    if decision.type not in SPREAD:
        return Spread()
    if decision.is_compact_date:
        return _spread_of_compact_dates(tally)
    return Spread.merged(
        group.other if _is_read_the_other_way(shape, decision) else group.spread
        for shape, group in tally.groups.items()
    )


def storable(value: str) -> str:
    """The text without what no database keeps."""
    return UNSTORABLE.sub("\ufffd", value)


def _is_read_the_other_way(shape: Shape, decision: Decision) -> bool:
    if shape == Shape.EITHER_FIRST:
        return decision.is_month_first
    return (shape == Shape.POINT_TRIO and decision.decimal == ",") or (
        shape == Shape.COMMA_TRIO and decision.decimal == "."
    )


def _spread_of_compact_dates(tally: Tally) -> Spread:
    spread = Spread()
    for value in answers(tally.values):
        day = compact_date_in(value)
        assert day is not None  # the decision looked at every one
        spread.add([(day.toordinal() - 1) * DAY], [tally.values[value]])
    return spread


def _bins(spread: Spread, kind: Type) -> list[Bin]:
    edges = _TYPE_OF_MEAN.get(kind, kind)
    return [Bin(shown(start, edges), shown(end, edges), count) for start, end, count in spread.bins()]


def _patterns(tally: Tally, decision: Decision) -> list[str]:
    """How dates are written, the commonest way first."""
    if decision.is_compact_date:
        return ["%Y%m%d"]
    counts: dict[str, int] = {}
    for shape in DATES & tally.groups.keys():
        swap = shape == Shape.EITHER_FIRST and decision.is_month_first
        for pattern, count in tally.groups[shape].patterns.items():
            pattern = month_first(pattern) if swap else pattern
            counts[pattern] = counts.get(pattern, 0) + count
    return sorted(counts, key=lambda pattern: (-counts[pattern], pattern))
