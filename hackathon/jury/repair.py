"""Mending a plan after somebody drops out, joins late or steps aside: what is signed or begun stays where it is. Pure.

Empty seats go to whoever has least, and among those to the one who stands farthest from the project's jurors along
the weakest link. Then untouched seats go from who has most to who has least. Nothing is drawn: it is the same for all.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hackathon.jury.assignment import Judge, Wish
from hackathon.jury.contest import Seat
from hackathon.jury.plan_quality import sides

MOST_LOOKS = 60  # times that the weakest link is looked for anew: each costs a decomposition of the jury


@dataclass(frozen=True)
class Mending:
    """Seats that are new, seats that were given to another, and what each project still lacks."""

    given: Sequence[Seat]
    taken: Sequence[Seat]
    short: Mapping[str, int]

    @property
    def changes_something(self) -> bool:
        return bool(self.given or self.taken)


def mend(wish: Wish, kept: Collection[Seat], movable: Collection[Seat] = ()) -> Mending:
    """Fill the seats that a plan lacks. `wish` names who judges now; `kept` are the seats that count, whoever holds
    them; `movable` those of them that nobody has touched."""
    mended = _Mended(wish, kept, movable)
    mended.fill()
    mended.even_out()
    before, after = set(kept), mended.seats
    return Mending(sorted(after - before), sorted(before - after), mended.short())


class _Mended:
    def __init__(self, wish: Wish, kept: Collection[Seat], movable: Collection[Seat]) -> None:
        self.seats, self._movable, self._wish = set(kept), set(movable), wish
        self._judges: dict[str, Judge] = {judge.id: judge for judge in wish.judges}
        self._loads = Counter(judge for judge, _ in kept)
        self._patience = max(1, sum(self.short().values()) // MOST_LOOKS)
        self._sides, self._age = sides(self.seats), 0

    def short(self) -> dict[str, int]:
        """Entry -> jurors that it lacks."""
        on = Counter(entry for _, entry in self.seats)
        lacking = {entry: self._wish.k - on[entry] for entry in sorted(self._wish.entries)}
        return {entry: number for entry, number in lacking.items() if number > 0}

    def fill(self) -> None:
        """One seat after the other, the project that lacks most first; who cannot be helped is left."""
        given_up: set[str] = set()
        while lacking := {entry: number for entry, number in self.short().items() if entry not in given_up}:
            entry = min(lacking, key=lambda name: (-lacking[name], name))
            free = [judge for judge in self._judges if self._may_sit(judge, entry)]
            if not free:
                given_up.add(entry)
                continue
            least = min(self._loads[judge] for judge in free)
            idle = [judge for judge in free if self._loads[judge] == least]
            self._seat(max(sorted(idle), key=lambda judge: self._distance(judge, entry)), entry)

    def even_out(self) -> None:
        """Untouched seats go from the fullest to the emptiest, as long as that makes the load more even."""
        while move := self._next_move():
            giver, taker, entry = move
            self.seats.remove((giver, entry))
            self._movable.remove((giver, entry))
            self._loads[giver] -= 1
            self._seat(taker, entry)

    def _next_move(self) -> tuple[str, str, str] | None:
        holders = sorted(
            {judge for judge, _ in self._movable if judge in self._judges}, key=self._by_load, reverse=True
        )
        for giver in holders:
            emptier = [judge for judge in self._judges if self._loads[judge] + 1 < self._loads[giver]]
            for taker in sorted(emptier, key=self._by_load):
                entries = sorted(entry for judge, entry in self._movable if judge == giver)
                fitting = [entry for entry in entries if self._may_sit(taker, entry)]
                if fitting:
                    return giver, taker, max(fitting, key=lambda entry: self._distance(taker, entry))
        return None

    def _by_load(self, judge: str) -> tuple[int, str]:
        return self._loads[judge], judge

    def _may_sit(self, judge: str, entry: str) -> bool:
        capacity = self._judges[judge].capacity
        has_room = capacity is None or self._loads[judge] < capacity
        return has_room and (judge, entry) not in self.seats and (judge, entry) not in self._wish.conflicts

    def _seat(self, judge: str, entry: str) -> None:
        self.seats.add((judge, entry))
        self._loads[judge] += 1
        self._age += 1
        if self._age % self._patience == 0:
            self._sides = sides(self.seats)

    def _distance(self, judge: str, entry: str) -> float:
        """How far this judge is from those at the entry; whoever sits nowhere yet belongs to no side, and comes first."""
        colleagues = [self._sides.get(other, 0) for other, place in self.seats if place == entry]
        if judge not in self._sides:
            return float("inf")
        return abs(self._sides[judge] - sum(colleagues) / len(colleagues)) if colleagues else 0.0
