"""A round's seats, drawn from a seed that nobody chose: the digest of what is judged and by whom. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from hackathon.jury.assignment import Judge, Wish, plan
from hackathon.jury.contest import Seat
from hackathon.jury.plan_quality import weakest_link

DIGITS = 12  # of the seed that the dice are given: a whole number that every format of files holds


@dataclass(frozen=True)
class Drawing:
    """Who judges what; how many each has; what each project lacks to its quorum; the weakest link (`plan_quality`)."""

    seats: Sequence[Seat]
    loads: Mapping[str, int]
    lacking: Mapping[str, int]
    groups: Sequence[Sequence[str]]
    link: float

    def at(self, entry: str) -> int:
        """How many jurors an entry has."""
        return sum(place == entry for _, place in self.seats)


def seed_of(number: int, entries: Collection[str], judges: Collection[str]) -> str:
    """64 hexadecimal digits: fixed as soon as it stands which projects are judged, and by which codes."""
    return sha256("\n".join([f"round {number}", *sorted(entries), "", *sorted(judges)]).encode()).hexdigest()


def draw(wish: Wish, *, seed: str, quorum: int) -> Drawing:
    """The seats of a round; `wish.k` of 0 stands for everybody at everything, as far as nobody is barred."""
    if wish.k:
        drawn = plan(replace(wish, seed=int(seed[:DIGITS], 16)))
        return drawing_of(wish, drawn.seats, quorum=quorum, groups=drawn.groups)
    everywhere = [(judge.id, entry) for judge in wish.judges for entry in wish.entries]
    return drawing_of(wish, [seat for seat in everywhere if seat not in wish.conflicts], quorum=quorum)


def drawing_of(
    wish: Wish, seats: Sequence[Seat], *, quorum: int, groups: Sequence[Sequence[str]] | None = None
) -> Drawing:
    """What these seats amount to."""
    on, loads = Counter(entry for _, entry in seats), Counter(judge for judge, _ in seats)
    return Drawing(
        seats=sorted(seats),
        loads={judge.id: loads[judge.id] for judge in wish.judges},
        lacking={entry: quorum - on[entry] for entry in sorted(wish.entries) if on[entry] < quorum},
        groups=groups if groups is not None else _groups(seats),
        link=weakest_link(seats),
    )


def _groups(seats: Sequence[Seat]) -> list[list[str]]:
    """The jurors in parts that share no entry."""
    parts: list[tuple[set[str], set[str]]] = []
    for judge, entry in seats:
        touched = [part for part in parts if judge in part[0] or entry in part[1]]
        parts = [part for part in parts if part not in touched]
        judges, entries = {judge}, {entry}
        for others, places in touched:
            judges |= others
            entries |= places
        parts.append((judges, entries))
    return sorted(sorted(judges) for judges, _ in parts)


def as_wish(
    *, entries: Sequence[str], judges: Sequence[str], capacity: int | None, k: int | None, conflicts: Collection[Seat]
) -> Wish:
    """A round's wish; nobody's time is counted where everybody judges everything."""
    limit = capacity if k else None
    return Wish(
        entries=sorted(entries),
        judges=[Judge(judge, limit) for judge in sorted(judges)],
        k=k or 0,
        conflicts=frozenset(conflicts),
    )
