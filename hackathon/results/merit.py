"""From the ranking to the prizes, pure: the chair's decisions on ties, void prizes, special prizes.

Ranks come from `jury.ranking`; nothing here looks at a score sheet. Sources: domain (Scoring), decision 0006.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hackathon.errors import RuleBroken
from hackathon.text import N_


@dataclass(frozen=True)
class Line:
    """One entry in the order of merit: `score` over 100, exact; None when too few sheets count."""

    entry: str
    rank: int
    score: Fraction | None
    by_criterion: Mapping[str, Fraction]


@dataclass(frozen=True)
class Prize:
    """What is given: for a place, or to the best on a criterion. Below `minimum` points it is void."""

    position: int
    place: int | None = None
    criterion: str = ""
    minimum: int = 60


@dataclass(frozen=True)
class Given:
    """A prize and who has it; nobody when it is void."""

    position: int
    entry: str | None

    @property
    def is_void(self) -> bool:
        return self.entry is None


def decide_ties(lines: Iterable[Line], decisions: Iterable[Sequence[str]]) -> list[Line]:
    """The order after the chair's decisions, each an order of entries that share a rank.

    Raises RuleBroken for a decision about entries that are not tied (any more): ranks that stand are not touched.
    """
    ordered = list(lines)
    for decision in decisions:
        tied = [line for line in ordered if line.entry in decision]
        group = [line.entry for line in ordered if tied and line.rank == tied[0].rank]
        if not tied or len(set(decision)) != len(decision) or sorted(group) != sorted(decision):
            raise RuleBroken(N_("A decision of the chair is about projects that are not tied (any more)."))
        first = tied[0].rank
        moved = {entry: replace(_line(tied, entry), rank=first + step) for step, entry in enumerate(decision)}
        ordered = [moved.get(line.entry, line) for line in ordered]
    return sorted(ordered, key=lambda line: (line.rank, line.entry))


def apply_decisions(
    lines: Iterable[Line], decisions: Iterable[Sequence[str]]
) -> tuple[list[Line], list[Sequence[str]]]:
    """The order after those decisions that are still about a tie, and the ones that no longer are.

    A project that was withdrawn, or a sheet signed later, may part what the chair had decided: then nobody is held up.
    """
    ordered, lapsed = list(lines), []
    for decision in decisions:
        try:
            ordered = decide_ties(ordered, [decision])
        except RuleBroken:
            lapsed.append(decision)
    return ordered, lapsed


def _line(lines: Iterable[Line], entry: str) -> Line:
    return next(line for line in lines if line.entry == entry)


def ties(lines: Sequence[Line]) -> list[list[str]]:
    """Groups of entries with points that share a rank."""
    ranks: dict[int, list[str]] = {}
    for line in lines:
        if line.score is not None:
            ranks.setdefault(line.rank, []).append(line.entry)
    return [entries for _, entries in sorted(ranks.items()) if len(entries) > 1]


def ties_on_prizes(lines: Sequence[Line], prizes: Sequence[Prize]) -> list[list[str]]:
    """Ties that leave a prize without its one owner: they block the publication, other ties are only shown."""
    last = max((prize.place for prize in prizes if prize.place is not None), default=0)
    contested = {best[0].rank for prize in prizes if prize.place is None and len(best := _best(lines, prize)) > 1}
    rank_of = {line.entry: line.rank for line in lines}
    return [group for group in ties(lines) if rank_of[group[0]] <= last or rank_of[group[0]] in contested]


def give(lines: Sequence[Line], prizes: Iterable[Prize]) -> list[Given]:
    """Who gets which prize. Call it only without ties on prizes; a tie on a special prize goes to the better rank."""
    return [Given(prize.position, _owner(lines, prize)) for prize in prizes]


def _owner(lines: Sequence[Line], prize: Prize) -> str | None:
    if prize.place is None:
        best = _best(lines, prize)
        return best[0].entry if best else None
    scored = _scored(lines, prize)
    return next((line.entry for line in scored if line.rank == prize.place), None)


def _best(lines: Sequence[Line], prize: Prize) -> list[Line]:
    """The best on a special prize's criterion, of those the best in rank: several only where these are tied too."""
    scored = [line for line in _scored(lines, prize) if prize.criterion in line.by_criterion]
    if not scored:
        return []
    first = max((line.by_criterion[prize.criterion], -line.rank) for line in scored)
    return [line for line in scored if (line.by_criterion[prize.criterion], -line.rank) == first]


def _scored(lines: Sequence[Line], prize: Prize) -> list[Line]:
    return [line for line in lines if line.score is not None and line.score >= prize.minimum]
