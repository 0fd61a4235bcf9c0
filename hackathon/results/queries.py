"""Questions about prizes, the order of merit and what is published."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event, Role
from hackathon.events.queries import visible_event
from hackathon.jury import outcome
from hackathon.jury.queries import round_of
from hackathon.permissions import Standing
from hackathon.results.models import (
    Award,
    RankingBundle,
    RecordedResult,
)
from hackathon.submissions.models import Project, ProjectDataset
from hackathon.submissions.policy import is_over
from hackathon.teams.models import Membership
from hackathon.text import N_


def event_to_prepare(viewer: Standing, event: str) -> Event | None:
    """The event, for whoever may know that it has an organisers' side; everybody else gets a 404."""
    return visible_event(viewer, event) if viewer.is_organiser else None


def event_with_round(viewer: Standing, event: str) -> Event | None:
    """Such an event whose jury has its seats: before, there is no sheet to print."""
    found = event_to_prepare(viewer, event)
    judging = round_of(found) if found is not None else None
    return found if judging is not None and judging.opened_at is not None else None


def awards_of(event: Event) -> list[Award]:
    """The prizes in their order, with the projects that have them."""
    return list(db.session.scalars(of_event(event)))


def of_event(event: Event) -> Select[Award]:
    """The same, still to be asked."""
    found = select(Award).options(joinedload(Award.project).joinedload(Project.team)).where(Award.event_id == event.id)
    return found.order_by(Award.position)


def announced_prizes(event: Event) -> list[Award]:
    """The prizes as they were announced, without who has them: for pages before the publication too."""
    return list(db.session.scalars(select(Award).where(Award.event_id == event.id).order_by(Award.position)))


def award_to_edit(viewer: Standing, event: str, position: str) -> Award | None:
    """One prize of an event whose results this viewer prepares."""
    found = event_to_prepare(viewer, event)
    if found is None or not position.isdecimal() or len(position) > 9:  # no column has more
        return None
    whole = (joinedload(Award.event).selectinload(Event.windows), joinedload(Award.project).joinedload(Project.team))
    wanted = select(Award).options(*whole)
    wanted = wanted.where(Award.event_id == found.id, Award.position == int(position))
    return db.session.scalars(wanted).one_or_none()


def next_position(event: Event) -> int:
    return (db.session.scalar(select(func.max(Award.position)).where(Award.event_id == event.id)) or 0) + 1


def seats(event: Event, at: datetime) -> list[outcome.SeatCount]:
    """How far the jury is with each project; none before submissions close: until then each is its team's alone."""
    return outcome.seat_counts(event) if is_over(event, at) else []


def newest_bundle(event: Event) -> RankingBundle | None:
    found = select(RankingBundle).where(RankingBundle.event_id == event.id).order_by(RankingBundle.number.desc())
    found = found.options(joinedload(RankingBundle.confirmation), joinedload(RankingBundle.release))
    return db.session.scalars(found.limit(1)).one_or_none()


def projects_by_slug(event: Event) -> dict[str, Project]:
    """Slug → project with its team and the datasets it used."""
    found = (
        select(Project)
        .where(Project.event_id == event.id)
        .options(
            joinedload(Project.team),
            selectinload(Project.dataset_links).joinedload(ProjectDataset.dataset),
        )
    )
    return {project.slug: project for project in db.session.scalars(found)}


def recorded_results(event: Event) -> list[RecordedResult]:
    """The places of an edition taken over from a source."""
    found = select(RecordedResult).where(RecordedResult.event_id == event.id)
    return list(db.session.scalars(found.order_by(RecordedResult.position)))


def public_awards_of(project: Project, event: Event) -> list[Award]:
    """The prizes of a project, for its page; none before the publication."""
    if event.results_published_at is None:
        return []
    found = select(Award).where(Award.project_id == project.id).order_by(Award.position)
    return list(db.session.scalars(found))


def people_to_tell(event: Event) -> list[int]:
    """Ids of everybody who was in a team or on the jury of an event."""
    members = select(Membership.person_id).where(Membership.event_id == event.id)
    jury = select(Role.person_id).where(Role.event_id == event.id)
    return sorted(set(db.session.scalars(members.union(jury))))


def people(ids: Sequence[int]) -> list[Person]:
    return list(db.session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)))


@matter("prizes", title=N_("Prizes"), endpoint="results.prizes", order=65)
def _lacking_prizes(event: Event, at: datetime) -> Iterator[Lack]:
    """People ask what they work for; once the jury scores, no prize can be promised any more."""
    scoring = event.window("scoring")
    if scoring is not None and at < scoring.opens_at and not announced_prizes(event):
        yield Lack(N_("No prize is announced yet."), before="scoring")


@matter("results", title=N_("Results"), endpoint="results.prepare", order=80)
def _lacking_results(event: Event, at: datetime) -> Iterator[Lack]:
    """While the jury scores, its open sheets; then what stands between its work and the publication."""
    scoring = event.window("scoring")
    if event.results_published_at is not None or scoring is None or at < scoring.opens_at:
        return
    unsigned = sum(seat.open for seat in outcome.seat_counts(event))
    if at < scoring.closes_at:
        if unsigned:
            yield Lack(N_("Sheets that are not signed yet: %(num)s."), before="results", values={"num": unsigned})
        return
    frozen = newest_bundle(event)
    if unsigned and frozen is None:
        words = N_("Sheets that were never signed: %(num)s. Say in the note why the results stand all the same.")
        yield Lack(words, before="results", values={"num": unsigned})
    yield Lack(N_("Freeze the order of merit.") if frozen is None else N_("Publish the results."), before="results")
