"""The demand report: which data are used, asked for and left alone, per portal, unit and category.

It counts only what everybody may see at that instant: revealed challenges, public projects, published prizes. A
dataset counts once, under its first category by name; a request about no dataset, under the unit that took it on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row

from hackathon.portal.models import Dataset
from hackathon.portal.request_models import DataRequest
from hackathon.site import demand_queries
from hackathon.site.demand_queries import LOOKS
from hackathon.site.faults import NOTHING, FaultyDataset, Found, faults_in_files, faulty

WEIGHTS = {"open_requests": 5, "winners": 3, "projects": 2, "faults": 1, "supporters": 1, "challenges": 1, "teams": 1}
"""What one of each adds to the priority: unmet needs first, then what was really built on the data."""
USES = ("challenges", "teams", "projects", "winners")
OF_REQUESTS = ("open_requests", "supporters", "closed_requests")
FIGURES = ("datasets", "used", "unused", *USES, *LOOKS, *OF_REQUESTS, "faults", "priority")
MOST_SHOWN = 20


@dataclass
class Line:
    """One unit's data of one category in one portal. `challenges`, `teams`, `projects` and `winners` count uses."""

    portal: str
    portal_name: str
    unit: str
    category: str
    datasets: int = 0
    used: int = 0
    unused: int = 0
    challenges: int = 0
    teams: int = 0
    projects: int = 0
    winners: int = 0
    previews: int = 0
    downloads: int = 0
    open_requests: int = 0
    supporters: int = 0
    closed_requests: int = 0
    faults: int = 0  # serious ones, found in the files of its used datasets

    @property
    def priority(self) -> int:
        """The sum of WEIGHTS over the line."""
        return sum(weight * int(getattr(self, name)) for name, weight in WEIGHTS.items())

    @property
    def figures(self) -> dict[str, int]:
        """Its numbers by name, the priority last."""
        return {name: getattr(self, name) for name in FIGURES}


@dataclass(frozen=True)
class Report:
    """The lines by priority, the datasets by use, what is amiss in them, the open requests by support, some of the rest."""

    lines: list[Line]
    used: Sequence[Any]
    faulty: list[FaultyDataset]
    wanted: Sequence[Row[DataRequest, int]]
    unused: Sequence[Any]

    def total(self, name: str) -> int:
        """A figure over all lines."""
        return sum(int(getattr(line, name)) for line in self.lines)


def demand(at: datetime, *, portal: str = "") -> Report:
    """What is asked of one portal, or of all of them, as everybody may know it at this instant."""
    used = demand_queries.used(at, portal)
    is_offered = Dataset.id.in_(demand_queries.offers(at))
    found = faults_in_files(is_offered)
    lines = _merged(portal, used, found)
    return Report(
        lines,
        used,
        _faulty(used, found, is_offered, at),
        demand_queries.wanted(portal, most=MOST_SHOWN),
        demand_queries.unused(at, portal, most=MOST_SHOWN),
    )


def _faulty(used: Sequence[Any], found: Found, is_offered: ColumnElement[bool], at: datetime) -> list[FaultyDataset]:
    """What is amiss in the most used datasets, and in all that seem to hold people's data."""
    urgent = [row.id for row in used if found.get(row.id, NOTHING).is_urgent]
    most = [row.id for row in used if row.id not in urgent]
    return faulty([*urgent, *most][:MOST_SHOWN], is_offered, at)


def _merged(portal: str, used: Iterable[Any], found: Found) -> list[Line]:
    """One line for each portal, unit and category that has a dataset or a request, the highest priority first."""
    lines: dict[tuple[str, str, str], Line] = {}

    def line_of(row: Any) -> Line:
        unit, category = row.unit or "", row.category or ""
        return lines.setdefault((row.portal, unit, category), Line(row.portal, row.portal_name, unit, category))

    for row in demand_queries.listed(portal):
        line = line_of(row)
        line.datasets = line.unused = row.datasets
    for row in used:
        line = line_of(row)
        line.used += 1
        line.unused -= int(row.is_listed)
        line.faults += found.get(row.id, NOTHING).serious
        for name in USES:
            setattr(line, name, getattr(line, name) + getattr(row, name))
    for row in demand_queries.looked(portal):
        line = line_of(row)
        line.previews, line.downloads = row.previews, row.downloads
    for row in demand_queries.requested(portal):
        line = line_of(row)
        line.open_requests, line.closed_requests, line.supporters = row.open, row.answered, row.supporters
    return sorted(lines.values(), key=lambda one: (-one.priority, one.portal_name, one.unit, one.category))
