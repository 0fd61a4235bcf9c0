"""What a plan is worth: how well it links its jury, and how many jurors and minutes it takes. Pure.

The jury is a graph: jurors meet at the projects that they share. What can be told of their strictness, and so of the
order, hangs on its weakest link: the smallest efficiency of the incomplete block design. Source: J. A. John and
E. R. Williams, "Cyclic and Computer Generated Designs" (1995), chapter 2.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from math import ceil

import numpy as np

from hackathon.jury.contest import Seat

Sides = Mapping[str, float]


def weakest_link(seats: Collection[Seat]) -> float:
    """From 0, a jury in parts that share nothing, to 1, nobody missing: the smallest efficiency, six decimals."""
    values, _, judges = _spectrum(seats)
    return 1.0 if len(judges) < 2 else round(1 - min(float(values[-2]), 1), 6)


def sides(seats: Collection[Seat]) -> Sides:
    """Where each juror stands along the weakest link: far from one another are those who are linked least."""
    _values, vectors, judges = _spectrum(seats)
    if len(judges) < 2:
        return dict.fromkeys(judges, 0.0)
    loads = Counter(judge for judge, _ in seats)
    line = vectors[:, -2]
    return {judge: round(float(line[place]) / loads[judge] ** 0.5, 6) for place, judge in enumerate(judges)}


def _spectrum(seats: Collection[Seat]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Eigenvalues and vectors of how jurors meet, scaled by their loads; ascending, the last is 1."""
    judges, entries = sorted({judge for judge, _ in seats}), sorted({entry for _, entry in seats})
    rows, columns = ({name: place for place, name in enumerate(names)} for names in (judges, entries))
    incidence = np.zeros((len(judges), len(entries)))
    for judge, entry in seats:
        incidence[rows[judge], columns[entry]] = 1
    if len(judges) < 2:
        return np.ones(len(judges)), np.ones((len(judges), len(judges))), judges
    incidence /= np.sqrt(incidence.sum(axis=1, keepdims=True) * incidence.sum(axis=0, keepdims=True))
    values, vectors = np.linalg.eigh(incidence @ incidence.T)
    return values, vectors, judges


def jurors_needed(*, projects: int, each: int, minutes: int, time: int) -> int:
    """`J = P·K·t/T`: jurors for `each` judgements a project, `minutes` a judgement, `time` minutes a juror."""
    return max(each, ceil(projects * each * minutes / time))


def minutes_needed(load: int, *, minutes: int) -> int:
    """How long a juror with so many projects is at work."""
    return load * minutes
