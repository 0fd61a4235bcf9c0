"""The demand report: which data are used, asked for and left alone, per portal, unit and category.

It counts only what everybody may see at that instant: revealed challenges, public projects, published prizes. A
dataset counts once, under its first category by name; a request about no dataset, under the unit that took it on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from hackathon.challenges.models import Challenge, ChallengeDataset
from hackathon.challenges.queries import revealed_to_everybody
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.portal.lifecycle import OPEN
from hackathon.portal.models import Category, DataPortal, Dataset, DatasetCategory, Publisher
from hackathon.portal.request_models import DataRequest, RequestSupport
from hackathon.results.models import Award
from hackathon.site.faults import NOTHING, FaultyDataset, Found, faults_in_files, faulty
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectChallenge, ProjectDataset
from hackathon.submissions.showing import public_at

WEIGHTS = {"open_requests": 5, "winners": 3, "projects": 2, "faults": 1, "supporters": 1, "challenges": 1, "teams": 1}
"""What one of each adds to the priority: unmet needs first, then what was really built on the data."""
USES = ("challenges", "teams", "projects", "winners")
FIGURES = (
    "datasets",
    "used",
    "unused",
    *USES,
    "open_requests",
    "supporters",
    "answered_requests",
    "faults",
    "priority",
)
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
    open_requests: int = 0
    supporters: int = 0
    answered_requests: int = 0
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
    used = _used(at, portal)
    is_offered = Dataset.id.in_(_offers(at))
    found = faults_in_files(is_offered)
    lines = _merged(_listed(portal), used, _requested(portal), found)
    return Report(lines, used, _faulty(used, found, is_offered, at), _wanted(portal), _unused(at, portal))


def _faulty(used: Sequence[Any], found: Found, is_offered: ColumnElement[bool], at: datetime) -> list[FaultyDataset]:
    """What is amiss in the most used datasets, and in all that seem to hold people's data."""
    urgent = [row.id for row in used if found.get(row.id, NOTHING).is_urgent]
    most = [row.id for row in used if row.id not in urgent]
    return faulty([*urgent, *most][:MOST_SHOWN], is_offered, at)


def _merged(listed: Iterable[Any], used: Iterable[Any], requested: Iterable[Any], found: Found) -> list[Line]:
    """One line for each portal, unit and category that has a dataset or a request, the highest priority first."""
    lines: dict[tuple[str, str, str], Line] = {}

    def line_of(row: Any) -> Line:
        unit, category = row.unit or "", row.category or ""
        return lines.setdefault((row.portal, unit, category), Line(row.portal, row.portal_name, unit, category))

    for row in listed:
        line = line_of(row)
        line.datasets = line.unused = row.datasets
    for row in used:
        line = line_of(row)
        line.used += 1
        line.unused -= int(row.is_listed)
        line.faults += found.get(row.id, NOTHING).serious
        for name in USES:
            setattr(line, name, getattr(line, name) + getattr(row, name))
    for row in requested:
        line = line_of(row)
        line.open_requests, line.answered_requests, line.supporters = row.open, row.answered, row.supporters
    return sorted(lines.values(), key=lambda one: (-one.priority, one.portal_name, one.unit, one.category))


def _offers(at: datetime) -> Select[Any]:
    """The dataset of each link that a revealed challenge has."""
    revealed = revealed_to_everybody(at).with_only_columns(Challenge.id)
    return select(ChallengeDataset.dataset_id).where(ChallengeDataset.challenge_id.in_(revealed))


def _built(at: datetime) -> Select[Any]:
    """The dataset of each use by a public project."""
    uses = select(ProjectDataset.dataset_id).join(ProjectDataset.project).join(Project.event)
    return uses.where(*public_at(at))


def _counted(at: datetime) -> dict[str, Any]:
    """For each kind of use, its count by dataset. Teams are those that a challenge's page tells: who chose it."""
    chosen = ProjectChallenge.challenge_id == ChallengeDataset.challenge_id
    teams = _offers(at).join(ProjectChallenge, chosen).join(ProjectChallenge.project)
    prize = and_(Award.project_id == Project.id, Award.is_void.is_(False))
    won = _built(at).join(Award, prize).where(Event.results_published_at.is_not(None))
    found = {
        "challenges": (_offers(at), ChallengeDataset.id),
        "teams": (teams.where(Project.state != ProjectState.WITHDRAWN), Project.team_id),
        "projects": (_built(at), Project.id),
        "winners": (won, Project.id),
    }
    return {
        name: uses.add_columns(func.count(key.distinct()).label("uses")).group_by(uses.selected_columns[0]).subquery()
        for name, (uses, key) in found.items()
    }


def _used(at: datetime, portal: str) -> Sequence[Any]:
    """Every dataset that is used, with how often, the most used first."""
    counted = _counted(at)
    counts = {name: func.coalesce(part.c.uses, 0) for name, part in counted.items()}
    found = select(
        Dataset.id,
        Dataset.slug,
        Dataset.title,
        *_place(Dataset),
        Dataset.missing_since.is_(None).label("is_listed"),
        *(count.label(name) for name, count in counts.items()),
    )
    found = found.join(Dataset.portal).outerjoin(Dataset.publisher)
    for part in counted.values():
        found = found.outerjoin(part, part.c.dataset_id == Dataset.id)
    is_used = or_(*(part.c.uses > 0 for part in counted.values()))
    order = [-count for count in reversed(counts.values())]
    return db.session.execute(found.where(is_used, *_of(portal)).order_by(*order, Dataset.title, Dataset.id)).all()


def _listed(portal: str) -> Sequence[Any]:
    """How many datasets the portals list, by their places."""
    placed = select(*_place(Dataset)).join(Dataset.portal).outerjoin(Dataset.publisher)
    each = placed.where(Dataset.missing_since.is_(None), *_of(portal)).subquery()
    return db.session.execute(select(*each.c, func.count().label("datasets")).group_by(*each.c)).all()


def _requested(portal: str) -> Sequence[Any]:
    """How many requests are open and answered, and who supports the open ones, by their places."""
    is_open = DataRequest.state.in_(OPEN)
    unit = func.coalesce(Publisher.name, DataRequest.responsible_unit)
    placed = (
        select(
            DataPortal.slug.label("portal"),
            DataPortal.name.label("portal_name"),
            unit.label("unit"),
            _first_category(DataRequest.dataset_id).label("category"),
            case((is_open, 1), else_=0).label("open"),
            case((is_open, _support()), else_=0).label("supporters"),
        )
        .join(DataRequest.portal)
        .outerjoin(DataRequest.dataset)
        .outerjoin(Dataset.publisher)
    )
    each = placed.where(*_of(portal)).subquery()
    places = each.c.portal, each.c.portal_name, each.c.unit, each.c.category
    opened, supporters = func.sum(each.c.open), func.sum(each.c.supporters)
    answered = func.count() - opened
    figures = opened.label("open"), answered.label("answered"), supporters.label("supporters")
    return db.session.execute(select(*places, *figures).group_by(*places)).all()


def _wanted(portal: str) -> Sequence[Row[DataRequest, int]]:
    """(request, its supporters) of the open ones, the most supported first, then the oldest."""
    support = _support().label("supporters")
    found = select(DataRequest, support).join(DataRequest.portal).where(DataRequest.state.in_(OPEN), *_of(portal))
    row = joinedload(DataRequest.portal), joinedload(DataRequest.dataset).load_only(Dataset.slug, Dataset.title)
    return db.session.execute(found.options(*row).order_by(support.desc(), DataRequest.id).limit(MOST_SHOWN)).all()


def _unused(at: datetime, portal: str) -> Sequence[Any]:
    """Datasets that no challenge offers and no project uses, the one that changed last first."""
    found = select(Dataset.slug, Dataset.title, *_place(Dataset)).join(Dataset.portal).outerjoin(Dataset.publisher)
    alone = Dataset.id.not_in(_offers(at)), Dataset.id.not_in(_built(at)), Dataset.missing_since.is_(None)
    newest = found.where(*alone, *_of(portal)).order_by(Dataset.shown_at.desc(), Dataset.id.desc())
    return db.session.execute(newest.limit(MOST_SHOWN)).all()


def _place(dataset: type[Dataset]) -> tuple[ColumnElement[Any], ...]:
    """Where a dataset counts: its portal, the unit that publishes it, its first category by name."""
    return (
        DataPortal.slug.label("portal"),
        DataPortal.name.label("portal_name"),
        Publisher.name.label("unit"),
        _first_category(dataset.id).label("category"),
    )


def _first_category(dataset_id: Any) -> Any:
    named = select(func.min(Category.name)).join(DatasetCategory, DatasetCategory.category_id == Category.id)
    return named.where(DatasetCategory.dataset_id == dataset_id).scalar_subquery()


def _support() -> Any:
    counted = select(func.count(RequestSupport.id)).where(RequestSupport.request_id == DataRequest.id)
    return counted.scalar_subquery()


def _of(portal: str) -> list[ColumnElement[bool]]:
    return [DataPortal.slug == portal] if portal else []
