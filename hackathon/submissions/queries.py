"""Questions about a team's own project. What the public sees is asked in `showing.py`."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.accounts.models import Person
from hackathon.challenges.models import Challenge, ChallengeDataset, EventPortal
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.permissions import Standing
from hackathon.portal.matching import matches
from hackathon.portal.models import DataPortal, Dataset
from hackathon.submissions.models import Project, ProjectChallenge, ProjectVersion, Receipt
from hackathon.teams.models import Membership, Team
from hackathon.text import N_

MOST_SUGGESTIONS = 12

WITH_LINKS = (
    selectinload(Project.challenge_links)
    .joinedload(ProjectChallenge.challenge)
    .load_only(Challenge.code, Challenge.title),
    selectinload(Project.dataset_links),
)


def own_project(viewer: Standing, event: str) -> Project | None:
    """The project of the viewer's team; without a team an empty one, stored nowhere, that its rule refuses."""
    found = visible_event(viewer, event)
    if found is None:
        return None
    project = None
    if viewer.team is not None:
        project = db.session.scalars(
            select(Project).options(*WITH_LINKS).where(Project.team_id == viewer.team.id)
        ).one_or_none()
        if project is None:
            return None
    return _placed(project or Project(event_id=found.id), found, viewer.team)


def _placed(project: Project, event: Event, team: Team | None) -> Project:
    """The project with its event and team, which are at hand already."""
    set_committed_value(project, "event", event)
    set_committed_value(project, "team", team)
    return project


def versions_of(project: Project) -> list[ProjectVersion]:
    """Every version, newest first, with who saved it; their contents are not read."""
    listed = (
        select(ProjectVersion)
        .where(ProjectVersion.project_id == project.id)
        .options(
            load_only(ProjectVersion.number, ProjectVersion.sha256, ProjectVersion.saved_at),
            joinedload(ProjectVersion.saved_by).load_only(Person.name),
        )
        .order_by(ProjectVersion.number.desc())
    )
    return list(db.session.scalars(listed))


def own_version(viewer: Standing, event: str, number: int) -> ProjectVersion | None:
    """One version of the viewer's own project."""
    if viewer.team is None or visible_event(viewer, event) is None:
        return None
    found = (
        select(ProjectVersion)
        .join(Project, Project.id == ProjectVersion.project_id)
        .where(Project.team_id == viewer.team.id, ProjectVersion.number == number)
        .options(joinedload(ProjectVersion.saved_by).load_only(Person.name))
    )
    return db.session.scalars(found).one_or_none()


def newest_version(project: Project) -> ProjectVersion:
    """The version that the project's columns are."""
    newest = select(ProjectVersion).where(
        ProjectVersion.project_id == project.id, ProjectVersion.number == project.saved_number
    )
    return db.session.scalars(newest).one()


def receipts_of(project: Project) -> list[Receipt]:
    """Its receipts, newest first."""
    given = (
        select(Receipt)
        .join(Receipt.version)
        .options(contains_eager(Receipt.version).load_only(ProjectVersion.number))
        .where(Receipt.project_id == project.id)
        .order_by(Receipt.number.desc())
    )
    receipts = list(db.session.scalars(given))
    for receipt in receipts:
        set_committed_value(receipt, "project", project)
    return receipts


def own_receipt(viewer: Standing, event: str, code: str) -> Receipt | None:
    """A receipt of the viewer's own project."""
    receipt, found = receipt_with_code(code), visible_event(viewer, event)
    if receipt is None or found is None or viewer.team is None or receipt.project.team_id != viewer.team.id:
        return None
    return receipt


def receipt_with_code(code: str) -> Receipt | None:
    """The receipt of a verification code, with its version, project, team and event."""
    found = (
        select(Receipt)
        .options(
            joinedload(Receipt.version).load_only(ProjectVersion.number),
            joinedload(Receipt.project).options(
                joinedload(Project.team),
                joinedload(Project.event).options(selectinload(Event.windows), joinedload(Event.organization)),
            ),
        )
        .where(Receipt.code == code)
    )
    return db.session.scalars(found).one_or_none()


def last_number(event: Event) -> int:
    """The number of the event's newest receipt, read behind a lock that numbers wait at one after the other."""
    db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update(key_share=True))
    return db.session.scalar(select(func.max(Receipt.number)).where(Receipt.event_id == event.id)) or 0


def people_of(team: Team) -> list[Person]:
    """The members of a team, by seat."""
    members = select(Person).join(Membership, Membership.person_id == Person.id).where(Membership.team_id == team.id)
    return list(db.session.scalars(members.order_by(Membership.seat)))


def challenges_to_choose(event: Event, at: datetime) -> list[Challenge]:
    """The event's challenges in their order; none while their embargo lasts."""
    if not event.challenges_are_public(at):
        return []
    listed = (
        select(Challenge)
        .where(Challenge.event_id == event.id)
        .options(load_only(Challenge.code, Challenge.title, Challenge.category))
        .order_by(Challenge.position, Challenge.code)
    )
    return list(db.session.scalars(listed))


def _usable(event: Event) -> Select[Dataset]:
    """Datasets of the event's portals, with what their attribution needs."""
    return (
        select(Dataset)
        .join(EventPortal, (EventPortal.portal_id == Dataset.portal_id) & (EventPortal.event_id == event.id))
        .join(Dataset.portal)
        .options(
            contains_eager(Dataset.portal).load_only(DataPortal.slug, DataPortal.name),
            joinedload(Dataset.publisher),
            load_only(
                Dataset.portal_id,
                Dataset.slug,
                Dataset.title,
                Dataset.licence_title,
                Dataset.licence_url,
                Dataset.landing_url,
            ),
        )
    )


def usable_datasets(event: Event, refs: Iterable[str]) -> dict[str, Dataset]:
    """Those of these addresses (`portal/dataset`) that lead to a dataset of the event's portals."""
    wanted = {ref for ref in refs if ref.count("/") == 1}
    slugs = [ref.split("/")[1] for ref in wanted]
    found = db.session.scalars(_usable(event).where(Dataset.slug.in_(slugs))) if slugs else ()
    by_ref = {f"{dataset.portal.slug}/{dataset.slug}": dataset for dataset in found}
    return {ref: dataset for ref, dataset in by_ref.items() if ref in wanted}


def offered_datasets(event: Event, codes: Iterable[str]) -> list[Dataset]:
    """What these challenges offer, each dataset once: challenge by challenge, in the organisers' order."""
    offered = (
        select(ChallengeDataset.dataset_id)
        .join(Challenge, Challenge.id == ChallengeDataset.challenge_id)
        .where(Challenge.event_id == event.id, Challenge.code.in_(list(codes)))
    )
    mine = offered.where(ChallengeDataset.dataset_id == Dataset.id).correlate(Dataset)
    place = mine.with_only_columns(func.min(Challenge.position)).scalar_subquery()
    line = mine.with_only_columns(func.min(ChallengeDataset.position)).scalar_subquery()
    found = _usable(event).where(Dataset.id.in_(offered))
    return list(db.session.scalars(found.order_by(place, line, Dataset.id)))


def matching_datasets(event: Event, words: str) -> list[Dataset]:
    """The event's datasets that hold every typed word, a dozen at most."""
    found = _usable(event).where(matches(words), Dataset.absent_since.is_(None))
    return list(db.session.scalars(found.order_by(Dataset.title, Dataset.id).limit(MOST_SUGGESTIONS)))


@matter("projects", title=N_("Projects"), endpoint="submissions.oversee", order=52)
def _lacking(event: Event, at: datetime) -> Iterator[Lack]:
    """Nothing: teams write and hand in by themselves."""
    return iter(())
