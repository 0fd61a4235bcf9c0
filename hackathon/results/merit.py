"""From the rankings of the rounds to the prizes, pure: one order, void and special prizes.

Ranks come from `jury.ranking`; nothing here looks at a score sheet. Sources: domain (Scoring), decision 0006 and
`docs/bundle-format.md`, which says the same for whoever repeats it.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True)
class Line:
    """One entry in the order of merit: `score` over 100; None when too few sheets count. `round` placed it."""

    entry: str
    rank: int
    score: Fraction | None
    by_criterion: Mapping[str, Fraction]
    round: int = 1


@dataclass(frozen=True)
class Prize:
    """What is given: for a place, to the best on a criterion or of a challenge, else to whom the jury names.

    Below `minimum` points it is void.
    """

    position: int
    place: int | None = None
    criterion: str = ""
    minimum: int = 60
    challenge: str = ""

    @property
    def is_ranked(self) -> bool:
        """Whether the order of merit says who has it."""
        return bool(self.place or self.criterion or self.challenge)


class DecisionKind(StrEnum):
    """What a jury decides beside its scores: the order of tied or of not separable entries, and prizes."""

    TIE = "tie"
    DEPARTURE = "departure"
    VOID = "void"
    GRANT = "grant"
    MENTION = "mention"


@dataclass(frozen=True)
class Decision:
    """`entries` best first; `prize` is the position of the prize that is void or granted."""

    kind: str
    entries: Sequence[str] = ()
    prize: int | None = None


@dataclass(frozen=True)
class Given:
    """A prize and who has it; nobody when it is void."""

    position: int
    entry: str | None

    @property
    def is_void(self) -> bool:
        return self.entry is None


def order_of(rounds: Sequence[Sequence[Line]]) -> list[Line]:
    """One order from the rankings of the rounds: the last one decides, whoever was not in it stands behind.

    What an entry earned on a criterion is what it earned in the earliest round that asked for it: there everybody was
    measured by the same jury.
    """
    earned: dict[str, dict[str, Fraction]] = {}
    for line in (line for ranking in rounds for line in ranking):
        earned[line.entry] = {**line.by_criterion, **earned.get(line.entry, {})}
    order: list[Line] = []
    for ranking in reversed(rounds):
        placed = {line.entry for line in order}
        rest = sorted((line for line in ranking if line.entry not in placed), key=lambda line: line.rank)
        first: dict[int, int] = {}
        for position, line in enumerate(rest, start=len(placed) + 1):
            rank = first.setdefault(line.rank, position)
            order.append(replace(line, rank=rank, by_criterion=earned[line.entry]))
    return sorted(order, key=lambda line: (line.rank, line.entry))


def without(lines: Iterable[Line], out: Container[str]) -> list[Line]:
    """The order when some entries are out of it: whoever stood behind moves up."""
    left = [line for line in lines if line.entry not in out]
    return [replace(line, rank=1 + sum(other.rank < line.rank for other in left)) for line in left]


def ties(lines: Sequence[Line]) -> list[list[str]]:
    """Groups of entries with points that share a rank."""
    ranks: dict[int, list[str]] = {}
    for line in lines:
        if line.score is not None:
            ranks.setdefault(line.rank, []).append(line.entry)
    return [entries for _, entries in sorted(ranks.items()) if len(entries) > 1]


Answers = Mapping[str, Sequence[str]]
"""Entry → codes of the challenges that it answers."""


def ties_on_prizes(lines: Sequence[Line], prizes: Sequence[Prize], answers: Answers | None = None) -> list[list[str]]:
    """Ties that leave a prize without its one owner: they block the publication, other ties are only shown."""
    last = max((prize.place for prize in prizes if prize.place is not None), default=0)
    special = [_best(lines, prize, answers or {}) for prize in prizes if prize.place is None]
    contested = {best[0].rank for best in special if len(best) > 1}
    rank_of = {line.entry: line.rank for line in lines}
    return [group for group in ties(lines) if rank_of[group[0]] <= last or rank_of[group[0]] in contested]


def give(
    lines: Sequence[Line],
    prizes: Iterable[Prize],
    answers: Answers | None = None,
    decisions: Sequence[Decision] = (),
) -> list[Given]:
    """Who gets which prize. Call it only without ties on prizes; a tie on a special prize goes to the better rank."""
    void = {decision.prize for decision in decisions if decision.kind == DecisionKind.VOID}
    granted = {one.prize: one.entries[0] for one in decisions if one.kind == DecisionKind.GRANT and one.entries}
    return [
        Given(prize.position, None if prize.position in void else _owner(lines, prize, answers or {}, granted))
        for prize in prizes
    ]


def _owner(lines: Sequence[Line], prize: Prize, answers: Answers, granted: Mapping[int | None, str]) -> str | None:
    if not prize.is_ranked:
        return granted.get(prize.position)
    if prize.place is None:
        best = _best(lines, prize, answers)
        return best[0].entry if best else None
    scored = _scored(lines, prize)
    return next((line.entry for line in scored if line.rank == prize.place), None)


def _best(lines: Sequence[Line], prize: Prize, answers: Answers) -> list[Line]:
    """The best on a special prize's criterion or challenge, of those the best in rank: several only where tied too."""
    scored = _scored(lines, prize)
    if prize.challenge:
        scored = [line for line in scored if prize.challenge in answers.get(line.entry, ())]
        return [line for line in scored if line.rank == scored[0].rank]
    scored = [line for line in scored if prize.criterion in line.by_criterion]
    if not scored:
        return []
    first = max((line.by_criterion[prize.criterion], -line.rank) for line in scored)
    return [line for line in scored if (line.by_criterion[prize.criterion], -line.rank) == first]


def _scored(lines: Sequence[Line], prize: Prize) -> list[Line]:
    return [line for line in lines if line.score is not None and line.score >= prize.minimum]
