"""Reuses of a portal's data: the public projects that use its datasets, for its own pages."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.paging import Page, page_by
from hackathon.portal.models import DataPortal, Dataset
from hackathon.submissions.models import Project, ProjectDataset
from hackathon.submissions.showing import ON_A_CARD, public_at
from hackathon.teams.models import Team

TOGETHER = 50


def reuses_of(portal: DataPortal, at: datetime, *, after: str = "", before: str = "") -> Page[Project]:
    """Public projects that use a dataset of this portal, by event and address; `after` and `before` are such a pair."""
    theirs = select(ProjectDataset.project_id).join(ProjectDataset.dataset).where(Dataset.portal_id == portal.id)
    shown = select(Project).join(Project.event).where(Project.id.in_(theirs), *public_at(at))
    total = db.session.scalar(select(func.count()).select_from(shown.with_only_columns(Project.id).subquery()))
    used = selectinload(Project.dataset_links).joinedload(ProjectDataset.dataset)
    whole = shown.options(
        load_only(*ON_A_CARD, Project.demo_url, Project.repository_url, Project.licence, Project.saved_at),
        contains_eager(Project.event).load_only(Event.slug, Event.name),
        joinedload(Project.team).load_only(Team.name, Team.slug, Team.is_fictional),
        used.load_only(Dataset.portal_id, Dataset.native_id, Dataset.slug, Dataset.title, Dataset.landing_url),
    )
    place = Event.slug + "/" + Project.slug
    return page_by(whole, place, total=total or 0, most=TOGETHER, after=after, before=before)


def place_of(project: Project) -> str:
    """What a page of reuses begins after: `event/project`."""
    return f"{project.event.slug}/{project.slug}"


def datasets_used(project: Project, portal: DataPortal) -> list[Dataset]:
    """The datasets of this portal that a project uses, in its order."""
    return [link.dataset for link in project.dataset_links if link.dataset.portal_id == portal.id]
