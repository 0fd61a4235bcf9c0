"""When which juror visits which project, so that nobody is in two places at once and no project has two visitors. Pure.

Alone, jurors and projects are the two sides of a graph whose edges are coloured: as many turns are enough as the
busiest has visits (D. König, 1916). As panels, the jurors of a project come together.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from hackathon.jury.contest import Seat

Turns = Mapping[Seat, int]
"""Seat -> its turn, counted from 0."""


def visits(seats: Collection[Seat]) -> Turns:
    """Turns in which every juror goes alone: the fewest that there can be."""
    round_ = _Turns()
    for seat in sorted(seats):
        round_.add(seat)
    return {(juror, entry): turn for juror, taken in round_.of_juror.items() for turn, entry in taken.items()}


@dataclass
class _Turns:
    of_juror: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    of_entry: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, seat: Seat) -> None:
        juror, entry = seat
        mine, theirs = _first_free(self.of_juror[juror]), _first_free(self.of_entry[entry])
        if mine in self.of_entry[entry]:
            self._swap(entry, mine, theirs)
        self.of_juror[juror][mine], self.of_entry[entry][mine] = entry, juror

    def _swap(self, entry: str, one: int, other: int) -> None:
        """Along the path that begins here, visits in turn `one` go to `other` and back: then `one` is free here.

        The graph has two sides, so that the path never comes to the juror for whom `one` is wanted.
        """
        path: list[Seat] = []
        turns, side, here = (one, other), 0, entry
        taken = (self.of_entry, self.of_juror)
        while (there := taken[side][here].get(turns[len(path) % 2])) is not None:
            path.append((there, here) if side == 0 else (here, there))
            side, here = 1 - side, there
        for place, (juror, visited) in enumerate(path):
            del self.of_juror[juror][turns[place % 2]], self.of_entry[visited][turns[place % 2]]
        for place, (juror, visited) in enumerate(path):
            self.of_juror[juror][turns[1 - place % 2]], self.of_entry[visited][turns[1 - place % 2]] = visited, juror


def _first_free(taken: Mapping[int, str]) -> int:
    return next(turn for turn in range(len(taken) + 1) if turn not in taken)


def panels(seats: Collection[Seat]) -> Turns:
    """Turns in which all the jurors of a project come together; projects without a juror in common share a turn."""
    jurors_of = defaultdict(set)
    for juror, entry in seats:
        jurors_of[entry].add(juror)
    turn_of: dict[str, int] = {}
    busy: dict[str, set[int]] = defaultdict(set)
    for entry in sorted(jurors_of, key=lambda name: (-len(jurors_of[name]), name)):
        taken = set().union(*(busy[juror] for juror in jurors_of[entry]))
        turn_of[entry] = next(turn for turn in range(len(taken) + 1) if turn not in taken)
        for juror in jurors_of[entry]:
            busy[juror].add(turn_of[entry])
    return {seat: turn_of[seat[1]] for seat in seats}
