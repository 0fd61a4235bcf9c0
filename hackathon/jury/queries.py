"""Questions about seats, desks and sheets. What leaves the jury is in `outcome.py`."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.jury.blind import content_without_names
from hackathon.jury.desk import Desk, Seat
from hackathon.jury.models import JudgingRound, JuryAssignment, Recusal, ScoreSheet
from hackathon.jury.rubric_models import Rubric
from hackathon.jury.rubric_queries import rubric_of, rubric_of_round
from hackathon.permissions import Standing
from hackathon.submissions.lifecycle import ProjectState
from hackathon.submissions.models import Project, ProjectVersion
from hackathon.teams.models import Membership, Team


def round_of(event: Event) -> JudgingRound | None:
    """The round that the jury is in: the last that was opened, or the first to come; None when none is planned."""
    rounds = select(JudgingRound).where(JudgingRound.event_id == event.id).order_by(JudgingRound.number)
    found = list(db.session.scalars(rounds))
    opened = [judging for judging in found if judging.opened_at is not None]
    return next(iter([*reversed(opened), *found]), None)


def is_judged(event: Event) -> ColumnElement[bool]:
    """Which projects the jury judges: those handed in, and not withdrawn since, whoever has scored them."""
    return and_(Project.event_id == event.id, Project.state == ProjectState.SUBMITTED)


def projects_to_judge(event: Event) -> list[Project]:
    """What is judged, with its teams, in the order of its addresses."""
    handed_in = select(Project).options(joinedload(Project.team)).where(is_judged(event))
    return list(db.session.scalars(handed_in.order_by(Project.slug)))


def project_to_judge(assignment: JuryAssignment) -> dict[str, Any]:
    """What a juror reads of a project: as it was handed in, and without names where the jury judges so."""
    event, content = assignment.round.event, project_as_handed_in(assignment.project)
    if not event.hides_names:
        return content
    names = names_to_hide(event, [assignment.project.team_id])[assignment.project.team_id]
    return content_without_names(content, names, links=event.blind_links)


def names_to_hide(event: Event, teams: Iterable[int]) -> dict[int, list[str]]:
    """team id -> its name and the names of its people, where the jury must not read them; else nothing of any team."""
    hidden: dict[int, list[str]] = {team: [] for team in teams}
    if not event.hides_names:
        return hidden
    people = (
        select(Team.id, Team.name, Person.name)
        .outerjoin(Membership, Membership.team_id == Team.id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(Team.id.in_(hidden))
    )
    for team, *names in db.session.execute(people):
        hidden[team] += [name for name in names if name]
    return hidden


def project_as_handed_in(project: Project) -> dict[str, Any]:
    """The content of the version that was handed in: what the jury sees, whatever was saved since."""
    found = select(ProjectVersion.content).where(
        ProjectVersion.project_id == project.id, ProjectVersion.number == project.submitted_number
    )
    return db.session.scalars(found).one()


def desk(viewer: Standing, event: str) -> Desk | None:
    """The desk of whoever asks; for somebody who is no juror it is empty and its rule refuses."""
    found = visible_event(viewer, event)
    return None if found is None else desk_in(found, viewer.person)


def desk_in(event: Event, person: Person | None, judging: JudgingRound | None = None) -> Desk:
    """What lies before this person in this round, or else in the one that the event's jury is in."""
    judging = judging or round_of(event)
    if judging is None:
        return Desk(event, rubric_of(event), is_open=False, seats=[])
    set_committed_value(judging, "event", event)
    rubric, is_open = rubric_of_round(judging), judging.is_open
    if person is None:
        return Desk(event, rubric, is_open, [])
    seats = db.session.scalars(_own_seats(person).where(JuryAssignment.round_id == judging.id))
    return Desk(event, rubric, is_open, _as_shown(event, rubric, seats), judging)


def _as_shown(event: Event, rubric: Rubric, assignments: Iterable[JuryAssignment]) -> list[Seat]:
    """Seats as their juror may read them."""
    seats = list(assignments)
    names = names_to_hide(event, {seat.project.team_id for seat in seats})
    return [Seat(seat, rubric, names[seat.project.team_id]) for seat in seats]


def locked_desk(own: Desk, person: Person) -> Desk:
    """The same desk, read again with every seat locked: no sheet changes between reading and signing."""
    ids = [seat.assignment.id for seat in own.seats]
    db.session.execute(
        select(JuryAssignment.id).where(JuryAssignment.id.in_(ids)).order_by(JuryAssignment.id).with_for_update()
    )
    rubric = rubric_of_round(own.round, lock=True) if own.round else own.rubric
    fresh = db.session.scalars(
        _own_seats(person).where(JuryAssignment.id.in_(ids)).execution_options(populate_existing=True)
    )
    return Desk(own.event, rubric, own.is_open, _as_shown(own.event, rubric, fresh), own.round)


def _own_seats(person: Person) -> Select[JuryAssignment]:
    return (
        select(JuryAssignment)
        .where(JuryAssignment.juror_id == person.id, Project.state == ProjectState.SUBMITTED)
        .join(JuryAssignment.project)
        .join(Project.team)
        .options(
            contains_eager(JuryAssignment.project).contains_eager(Project.team),
            joinedload(JuryAssignment.recusal),
            joinedload(JuryAssignment.sheet).options(selectinload(ScoreSheet.scores), joinedload(ScoreSheet.paper)),
        )
        .order_by(JuryAssignment.position, JuryAssignment.id)
    )


def my_assignment(viewer: Standing, event: str, assignment: str) -> JuryAssignment | None:
    """One's own seat with its sheet, project and round. Another juror's is as good as missing, for everybody."""
    found = visible_event(viewer, event)
    if found is None or not viewer.is_signed_in:
        return None
    own = (
        _own_seats(viewer.person)
        .join(JuryAssignment.round)
        .options(contains_eager(JuryAssignment.round))
        .where(JuryAssignment.public_id == assignment, JudgingRound.event_id == found.id)
    )
    seat = db.session.scalars(own).one_or_none()
    if seat is not None:
        set_committed_value(seat.round, "event", found)
    return seat


def seats_to_print(event: Event) -> list[JuryAssignment]:
    """Every seat of the round that was opened last, with its juror and project, juror by juror in their own order."""
    opened = select(JudgingRound.id).where(JudgingRound.event_id == event.id, JudgingRound.opened_at.is_not(None))
    last = opened.order_by(JudgingRound.number.desc()).limit(1).scalar_subquery()
    seats = (
        select(JuryAssignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.project)
        .join(JuryAssignment.juror)
        .outerjoin(JuryAssignment.recusal)
        .where(JuryAssignment.round_id == last, is_judged(event), Recusal.id.is_(None))
        .options(
            contains_eager(JuryAssignment.round),
            contains_eager(JuryAssignment.juror).load_only(Person.name),
            contains_eager(JuryAssignment.project).joinedload(Project.team),
        )
    )
    found = list(db.session.scalars(seats.order_by(Person.name, Person.id, JuryAssignment.position, Project.slug)))
    for seat in found:
        set_committed_value(seat.round, "event", event)
    return found
