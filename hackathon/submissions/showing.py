"""Which projects the public sees, and how many there are: handed in, and only once the window `submission` has closed.

Lists are ordered by the teams' addresses, so that no order tells anything before the results do.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.challenges.models import Challenge, ChallengeDataset
from hackathon.database import db
from hackathon.events.models import Event, Window, WindowName
from hackathon.events.queries import visible_event
from hackathon.paging import Page, page_by
from hackathon.permissions import Standing
from hackathon.portal.models import DataPortal, Dataset
from hackathon.submissions import policy
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectChallenge, ProjectDataset, Receipt
from hackathon.submissions.queries import WITH_LINKS, receipt_with_code
from hackathon.teams.models import Team

ON_A_CARD = (Project.slug, Project.title, Project.summary, Project.state, Project.submitted_at, Project.saved_number)


@dataclass(frozen=True)
class Counts:
    """How many projects of an event have begun to be written, and how many are handed in."""

    started: int
    submitted: int


def counts(event: Event) -> Counts:
    """Numbers only: they may be shown at any time."""
    is_draft = and_(Project.saved_number > 0, Project.state == ProjectState.DRAFT)
    started = func.coalesce(func.sum(case((is_draft, 1), else_=0)), 0)
    submitted = func.coalesce(func.sum(case((Project.state == ProjectState.SUBMITTED, 1), else_=0)), 0)
    return Counts(*db.session.execute(select(started, submitted).where(Project.event_id == event.id)).one())


def shown_project(viewer: Standing, event: str, project: str, *, at: datetime) -> Project | None:
    """The project of an address when it is public at `at`; its own team sees it always."""
    found = visible_event(viewer, event)
    if found is None:
        return None
    wanted = select(Project).where(Project.event_id == found.id, Project.slug == project)
    loaded = db.session.scalars(wanted.options(*WITH_LINKS, joinedload(Project.team))).one_or_none()
    if loaded is None:
        return None
    set_committed_value(loaded, "event", found)
    is_public = loaded.is_submitted and policy.is_shown(found, at)
    return loaded if is_public or policy.is_own(viewer, loaded) else None


def gallery(event: Event, *, challenge: str, dataset: str, after: str, before: str, most: int) -> Page[Project]:
    """Handed-in projects in the order of their addresses, filtered by a challenge's code and a dataset's `portal/slug`."""
    listed = select(Project).where(Project.event_id == event.id, Project.state == ProjectState.SUBMITTED)
    if challenge:
        answers = select(ProjectChallenge.project_id).join(ProjectChallenge.challenge)
        listed = listed.where(
            Project.id.in_(answers.where(Challenge.event_id == event.id, Challenge.code == challenge))
        )
    if dataset:
        uses = select(ProjectDataset.project_id).join(ProjectDataset.dataset).join(Dataset.portal)
        portal, _, slug = dataset.partition("/")
        listed = listed.where(Project.id.in_(uses.where(DataPortal.slug == portal, Dataset.slug == slug)))
    options = (
        load_only(*ON_A_CARD),
        joinedload(Project.team).load_only(Team.name, Team.slug, Team.is_fictional),
        selectinload(Project.challenge_links)
        .joinedload(ProjectChallenge.challenge)
        .load_only(Challenge.code, Challenge.category),
    )
    total = db.session.scalar(select(func.count()).select_from(listed.with_only_columns(Project.id).subquery())) or 0
    return page_by(listed.options(*options), Project.slug, total=total, most=most, before=before, after=after)


def projects_to_oversee(event: Event, *, after: str, before: str, most: int) -> tuple[Page[Project], dict[int, int]]:
    """Every project of the event without its texts, and the number of the newest receipt of each."""
    options = (
        load_only(Project.slug, Project.state, Project.saved_at, Project.saved_number, Project.submitted_at),
        joinedload(Project.team).load_only(Team.name, Team.slug, Team.is_fictional),
    )
    listed = select(Project).where(Project.event_id == event.id)
    total = db.session.scalar(select(func.count(Project.id)).where(Project.event_id == event.id)) or 0
    page = page_by(listed.options(*options), Project.slug, total=total, most=most, before=before, after=after)
    newest = select(Receipt.project_id, func.max(Receipt.number)).group_by(Receipt.project_id)
    numbers = newest.where(Receipt.project_id.in_([project.id for project in page.rows]))
    return page, {row[0]: row[1] for row in db.session.execute(numbers)}


def offered_refs(event: Event) -> list[tuple[str, str]]:
    """(`portal/dataset`, title) of each dataset that the event's challenges offer: the gallery's filter."""
    offered = (
        select(DataPortal.slug, Dataset.slug, Dataset.title)
        .join(Dataset.portal)
        .where(
            Dataset.id.in_(
                select(ChallengeDataset.dataset_id)
                .join(ChallengeDataset.challenge)
                .where(Challenge.event_id == event.id)
            )
        )
        .order_by(Dataset.title, Dataset.id)
    )
    return [(f"{portal}/{slug}", title) for portal, slug, title in db.session.execute(offered)]


def projects_using(dataset: Dataset, *, at: datetime, most: int = 50) -> list[Project]:
    """Public projects of any event that use this dataset, newest edition first: for the dataset's page."""
    uses = select(ProjectDataset.project_id).where(ProjectDataset.dataset_id == dataset.id)
    return _public(select(Project).where(Project.id.in_(uses)), at=at, most=most)


def projects_answering(challenge: Challenge, *, at: datetime, most: int = 50) -> list[Project]:
    """Public projects that answer this challenge: for the challenge's page."""
    answers = select(ProjectChallenge.project_id).where(ProjectChallenge.challenge_id == challenge.id)
    return _public(select(Project).where(Project.id.in_(answers)), at=at, most=most)


def public_at(at: datetime) -> tuple[ColumnElement[bool], ...]:
    """What makes a project, joined with its event, everybody's to see: handed in, and the event's closing is past.

    Where the jury judges without names, the results are published too.
    """
    closed = select(Window.event_id).where(Window.name == WindowName.SUBMISSION, Window.closes_at <= at)
    is_named = or_(Event.blind_judging.is_(False), Event.results_published_at.is_not(None))
    return Project.state == ProjectState.SUBMITTED, Event.published_at.is_not(None), Event.id.in_(closed), is_named


def _public(found: Select[Project], *, at: datetime, most: int) -> list[Project]:
    shown = (
        found.join(Project.event)
        .where(*public_at(at))
        .options(
            load_only(*ON_A_CARD),
            contains_eager(Project.event).load_only(Event.slug, Event.name),
            joinedload(Project.team).load_only(Team.name, Team.slug, Team.is_fictional),
        )
        .order_by(Event.starts_at.desc(), Project.slug)
        .limit(most)
    )
    return list(db.session.scalars(shown))


def receipt_to_verify(viewer: Standing, code: str) -> Receipt | None:
    """The receipt of a code that somebody typed, in any case; whoever holds the code may ask."""
    return receipt_with_code(code.strip().upper())
