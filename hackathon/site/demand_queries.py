"""What the demand report counts, each by its place: portal, unit, category; only what everybody may see at that instant."""

from collections.abc import Sequence
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
from hackathon.portal.request_queries import IS_SHOWN
from hackathon.portal.usage import Usage, UsageCount
from hackathon.results.models import Award
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectChallenge, ProjectDataset
from hackathon.submissions.showing import public_at

LOOKS = {"previews": Usage.PREVIEW, "downloads": Usage.DOWNLOAD}


def offers(at: datetime) -> Select[Any]:
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
    teams = offers(at).join(ProjectChallenge, chosen).join(ProjectChallenge.project)
    prize = and_(Award.project_id == Project.id, Award.is_void.is_(False))
    won = _built(at).join(Award, prize).where(Event.results_published_at.is_not(None))
    found = {
        "challenges": (offers(at), ChallengeDataset.id),
        "teams": (teams.where(Project.state != ProjectState.WITHDRAWN), Project.team_id),
        "projects": (_built(at), Project.id),
        "winners": (won, Project.id),
    }
    return {
        name: uses.add_columns(func.count(key.distinct()).label("uses")).group_by(uses.selected_columns[0]).subquery()
        for name, (uses, key) in found.items()
    }


def used(at: datetime, portal: str) -> Sequence[Any]:
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


def listed(portal: str) -> Sequence[Any]:
    """How many datasets the portals list, by their places."""
    placed = select(*_place(Dataset)).join(Dataset.portal).outerjoin(Dataset.publisher)
    each = placed.where(Dataset.missing_since.is_(None), *_of(portal)).subquery()
    return db.session.execute(select(*each.c, func.count().label("datasets")).group_by(*each.c)).all()


def requested(portal: str) -> Sequence[Any]:
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
    each = placed.where(IS_SHOWN, *_of(portal)).subquery()
    places = each.c.portal, each.c.portal_name, each.c.unit, each.c.category
    opened, supporters = func.sum(each.c.open), func.sum(each.c.supporters)
    answered = func.count() - opened
    figures = opened.label("open"), answered.label("answered"), supporters.label("supporters")
    return db.session.execute(select(*places, *figures).group_by(*places)).all()


def wanted(portal: str, *, most: int) -> Sequence[Row[DataRequest, int]]:
    """(request, its supporters) of the open ones, the most supported first, then the oldest."""
    support = _support().label("supporters")
    found = select(DataRequest, support).join(DataRequest.portal).where(DataRequest.state.in_(OPEN), *_of(portal))
    row = joinedload(DataRequest.portal), joinedload(DataRequest.dataset).load_only(Dataset.slug, Dataset.title)
    return db.session.execute(found.options(*row).order_by(support.desc(), DataRequest.id).limit(most)).all()


def unused(at: datetime, portal: str, *, most: int) -> Sequence[Any]:
    """Datasets that no challenge offers and no project uses, the one that changed last first."""
    found = select(Dataset.slug, Dataset.title, *_place(Dataset)).join(Dataset.portal).outerjoin(Dataset.publisher)
    alone = Dataset.id.not_in(offers(at)), Dataset.id.not_in(_built(at)), Dataset.missing_since.is_(None)
    newest = found.where(*alone, *_of(portal)).order_by(Dataset.shown_at.desc(), Dataset.id.desc())
    return db.session.execute(newest.limit(most)).all()


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


def looked(portal: str) -> Sequence[Any]:
    """How often files were looked at and taken away here, by their places."""
    times = {name: case((UsageCount.usage == usage, UsageCount.times), else_=0) for name, usage in LOOKS.items()}
    placed = select(*_place(Dataset), *(count.label(name) for name, count in times.items()))
    of_datasets = placed.select_from(Dataset).join(UsageCount, UsageCount.dataset_id == Dataset.id)
    each = of_datasets.join(Dataset.portal).outerjoin(Dataset.publisher)
    rows = each.where(*_of(portal)).subquery()
    places = rows.c.portal, rows.c.portal_name, rows.c.unit, rows.c.category
    sums = (func.sum(rows.c[name]).label(name) for name in LOOKS)
    return db.session.execute(select(*places, *sums).group_by(*places)).all()


def _support() -> Any:
    counted = select(func.count(RequestSupport.id)).where(RequestSupport.request_id == DataRequest.id)
    return counted.scalar_subquery()


def _of(portal: str) -> list[ColumnElement[bool]]:
    return [DataPortal.slug == portal] if portal else []
