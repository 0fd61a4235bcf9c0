"""What pages need from several rooms at once, asked with few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, select

from hackathon.challenges.models import Challenge, ChallengeDataset
from hackathon.challenges.policy import may_know
from hackathon.database import db
from hackathon.events.models import Event, Role, RoleKind
from hackathon.permissions import Standing
from hackathon.portal.models import DataPortal, Dataset
from hackathon.registration.models import Registration, RegistrationState
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectChallenge
from hackathon.teams.models import Team


@dataclass(frozen=True)
class EventFigures:
    """Counts that an event's home shows."""

    participants: int
    teams: int
    datasets: int
    submitted: int


def event_figures(event: Event) -> EventFigures:
    """The counts of an event, in one statement."""
    offered = (
        select(func.count(func.distinct(ChallengeDataset.dataset_id)))
        .join(Challenge, Challenge.id == ChallengeDataset.challenge_id)
        .where(Challenge.event_id == event.id)
    )
    registered = select(func.count(Registration.id)).where(
        Registration.event_id == event.id, Registration.state == RegistrationState.ACTIVE
    )
    handed_in = select(func.count(Project.id)).where(
        Project.event_id == event.id, Project.state == ProjectState.SUBMITTED
    )
    teams = select(func.count(Team.id)).where(Team.event_id == event.id, Team.dissolved_at.is_(None))
    counted = select(*(count.scalar_subquery() for count in (registered, teams, offered, handed_in)))
    return EventFigures(*db.session.execute(counted).one())


def challenge_rows(viewer: Standing, event: Event, at: datetime) -> Sequence[Row[tuple[Challenge, int, int]]]:
    """(challenge, its datasets, teams that chose it), in their order; nothing before they are revealed to the viewer."""
    if not may_know(viewer, event, at):
        return []
    datasets = select(func.count(ChallengeDataset.id)).where(ChallengeDataset.challenge_id == Challenge.id)
    chosen = select(func.count(ProjectChallenge.id)).join(Project, Project.id == ProjectChallenge.project_id)
    teams = chosen.where(ProjectChallenge.challenge_id == Challenge.id, Project.state != ProjectState.WITHDRAWN)
    listed = select(Challenge, datasets.scalar_subquery(), teams.scalar_subquery())
    mine = listed.where(Challenge.event_id == event.id).order_by(Challenge.position, Challenge.id)
    return db.session.execute(mine).all()


def own_parts(viewer: Standing) -> Sequence[Row[Event, bool, bool]]:
    """(event, takes part, is in its jury) of every event that has this person as one or both, the latest first."""
    if viewer.person is None:
        return []
    registered = select(Registration.id).where(
        Registration.event_id == Event.id,
        Registration.person_id == viewer.person.id,
        Registration.state == RegistrationState.ACTIVE,
    )
    judging = select(Role.id).where(
        Role.event_id == Event.id,
        Role.person_id == viewer.person.id,
        Role.kind.in_((RoleKind.JUROR, RoleKind.JURY_CHAIR)),
    )
    listed = select(Event, registered.exists(), judging.exists()).where(registered.exists() | judging.exists())
    return db.session.execute(listed.order_by(Event.starts_at.desc(), Event.slug)).all()


def catalogue_figures() -> tuple[int, int]:
    """How many portals are connected, and how many datasets they publish."""
    in_use = DataPortal.retired_at.is_(None)
    portals = select(func.count(DataPortal.id)).where(in_use).scalar_subquery()
    listed = select(func.count(Dataset.id)).join(Dataset.portal).where(in_use, Dataset.absent_since.is_(None))
    datasets = listed.scalar_subquery()
    counted = db.session.execute(select(portals, datasets)).one()
    return counted[0], counted[1]
