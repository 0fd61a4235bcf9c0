"""What this room does without being asked: a team hears when a dataset that its project uses has changed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hackathon import outbox
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.portal.changes import LISTENERS, changed_datasets, changed_in
from hackathon.portal.harvest_models import Harvest
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectDataset
from hackathon.teams.models import Membership, Team


def tell_teams(harvest: Harvest, now: datetime) -> None:
    """One mail per member of each team that works on a project with one of these datasets, until the event is over."""
    using = (
        select(Project, ProjectDataset.dataset_id)
        .join(ProjectDataset, ProjectDataset.project_id == Project.id)
        .join(Project.event)
        .where(
            ProjectDataset.dataset_id.in_(changed_in(harvest)),
            Event.ends_at > now,
            Project.state != ProjectState.WITHDRAWN,
        )
        .options(
            joinedload(Project.event), joinedload(Project.team).selectinload(Team.members).joinedload(Membership.person)
        )
        .order_by(Project.id)
    )
    used: dict[Project, set[int]] = {}
    for project, dataset_id in db.session.execute(using):
        used.setdefault(project, set()).add(dataset_id)
    for project, those in used.items():
        changed = changed_datasets(those, harvest)
        for member in project.team.members:
            key = f"changed:{harvest.id}:project {project.id}:{member.person.public_id}"
            mail = "submissions/mail/dataset_changed"
            outbox.write(member.person, mail, key=key, now=now, project=project, event=project.event, changed=changed)


LISTENERS.append(tell_teams)
