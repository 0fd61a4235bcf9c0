"""What this room does without being asked: a team hears when a dataset that its project uses has changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hackathon import outbox
from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.portal.changes import LISTENERS, Listener, News
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectDataset
from hackathon.teams.models import Membership


def members_to_tell(news: News, now: datetime) -> list[tuple[int, int]]:
    """The members of each team that works on a project with one of these datasets, until the event is over."""
    working = (
        select(Project.id, Membership.person_id)
        .join(Project.event)
        .join(Membership, Membership.team_id == Project.team_id)
        .where(
            Project.id.in_(_used(news).with_only_columns(ProjectDataset.project_id)),
            Event.ends_at > now,
            Project.state != ProjectState.WITHDRAWN,
        )
        .order_by(Project.id, Membership.person_id)
    )
    return [(project_id, person_id) for project_id, person_id in db.session.execute(working)]


def write_to_members(news: News, project_id: int, people: Sequence[Person], now: datetime) -> None:
    """One mail each about what their project uses."""
    whole = select(Project).where(Project.id == project_id)
    project = db.session.scalars(whole.options(joinedload(Project.event), joinedload(Project.team))).one()
    changed = news.about(db.session.scalars(_used(news).where(ProjectDataset.project_id == project_id)))
    for person in people:
        key, mail = f"changed:{news.key}:project {project_id}:{person.public_id}", "submissions/mail/dataset_changed"
        outbox.write(person, mail, key=key, now=now, project=project, event=project.event, changed=changed)


def _used(news: News) -> Select[int]:
    """Which of the datasets projects use."""
    return select(ProjectDataset.dataset_id).where(ProjectDataset.dataset_id.in_(news.datasets))


LISTENERS.append(Listener(members_to_tell, write_to_members))
