"""How the jury hangs together: which judges share entries, in how many parts it falls, where it is weakest.

Pure. It also numbers entries and judges in an order that depends on what was given alone, never on names, so that sums
run the same way whatever anybody is called.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hackathon.jury.contest import Seat
from hackathon.jury.elimination import Floats, Panel, Whole
from hackathon.jury.scoring import Points

WEAK = 0.2  # of the information that a full jury would give on the weakest difference; a thin ring has 0.15
LOOKED_AT = 500  # judges at most whose weakest link is sought
_TWINS_TOLD_APART = 300
_Marks = NDArray[np.uint64]


@dataclass(frozen=True)
class Register:
    """A panel and whose number is whose."""

    panel: Panel
    entries: list[str]
    judges: list[str]


def register(totals: Mapping[Seat, Points]) -> Register:
    """Entries and judges numbered by what was given: the same panel under any names and in any order of the rows."""
    judge_names, entry_names = (sorted({seat[side] for seat in totals}) for side in (0, 1))
    judge_numbers, entry_numbers = (
        {name: number for number, name in enumerate(names)} for names in (judge_names, entry_names)
    )
    judge = np.array([judge_numbers[seat[0]] for seat in totals], dtype=np.intp)
    entry = np.array([entry_numbers[seat[1]] for seat in totals], dtype=np.intp)
    given = np.array([hash(total) & (2**63 - 1) for total in totals.values()], dtype=np.uint64)
    marks = _marks(entry, judge + len(entry_names), given, len(entry_names) + len(judge_names))
    entry_order, judge_order = (
        np.argsort(part, kind="stable") for part in (marks[: len(entry_names)], marks[len(entry_names) :])
    )
    entry, judge = np.argsort(entry_order)[entry], np.argsort(judge_order)[judge]
    rows = np.lexsort((judge, entry))
    values = np.array([float(total) for total in totals.values()])
    return Register(
        Panel(entry[rows], judge[rows], values[rows]),
        [entry_names[number] for number in entry_order],
        [judge_names[number] for number in judge_order],
    )


def _marks(entry: Whole, judge: Whole, given: _Marks, count: int) -> _Marks:
    """A number for everybody that tells how they stand to all others; twins are told apart by turns."""
    marks = np.zeros(count, np.uint64)
    marks[judge] = 1
    for turn in range(_TWINS_TOLD_APART):
        known = 0
        while (found := len(np.unique(marks))) > known:
            known = found
            marks = _passed_on(marks, entry, judge, given)
        _, first, times = np.unique(marks, return_index=True, return_counts=True)
        if not np.any(times > 1):
            break
        marks[first[np.argmax(times > 1)]] = turn + 2
    return marks


def _passed_on(marks: _Marks, entry: Whole, judge: Whole, given: _Marks) -> _Marks:
    """Each mark mixed with those of all whom a total links to it; a sum, so that order does not matter."""
    heard = _mixed(marks)
    for one, other in ((entry, judge), (judge, entry)):
        np.add.at(heard, one, _mixed(given + _mixed(marks[other])))
    return _mixed(heard)


def _mixed(values: _Marks) -> _Marks:
    """Every bit from every bit: G. Steele's splitmix64."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: _Marks = values ^ (values >> np.uint64(31))
    return mixed


def parts(seats: Iterable[Seat]) -> list[list[str]]:
    """The judges in groups that share no entry with each other, each sorted; one group is right."""
    first_at: dict[str, str] = {}
    leader: dict[str, str] = {}

    def lead(judge: str) -> str:
        while leader[judge] != judge:
            leader[judge] = judge = leader[leader[judge]]
        return judge

    for judge, entry in seats:
        leader.setdefault(judge, judge)
        leader[lead(judge)] = lead(first_at.setdefault(entry, judge))
    groups: dict[str, list[str]] = {}
    for judge in sorted(leader):
        groups.setdefault(lead(judge), []).append(judge)
    return sorted(groups.values())


@dataclass(frozen=True)
class WeakLink:
    """Two parts of the jury that few entries link: the numbers of the smaller part's judges, and those entries."""

    judges: list[int]
    entries: list[int]


def weak_link(panel: Panel) -> WeakLink | None:
    """Where the jury nearly falls apart, if it does. The panel must be connected.

    The smallest efficiency of the plan: what its totals tell of the least known difference between judges, as a part of
    what they would tell if all had judged the same entries. Source: J. A. John, E. R. Williams (1995).
    """
    judges = len(panel.per_judge)
    if not 2 < judges <= LOOKED_AT:
        return None
    values, vectors = np.linalg.eigh(_information(panel))
    if values[1] >= WEAK:
        return None
    side = vectors[:, 1] / np.sqrt(panel.per_judge) > 0
    if 2 * np.count_nonzero(side) > judges:
        side = ~side
    there = np.bincount(panel.entry, side[panel.judge])
    shared = np.flatnonzero((there > 0) & (there < panel.per_entry))
    return WeakLink([int(one) for one in np.flatnonzero(side)], [int(one) for one in shared])


def _information(panel: Panel) -> Floats:
    """What the plan tells of the differences between judges, by judgement: 0 nothing, 1 all."""
    judges = len(panel.per_judge)
    told = np.eye(judges)
    for block in panel.blocks:
        seated = panel.judge[block]
        size = 1 / np.sqrt(panel.per_judge[seated])
        met = size[:, :, None] * size[:, None, :] / block.shape[1]
        np.subtract.at(told, (seated[:, :, None], seated[:, None, :]), met)
    return told
