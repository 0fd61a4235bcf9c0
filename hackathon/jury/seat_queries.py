"""Questions about seats as the rounds give and empty them; a juror's own are in `queries.py`."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.jury.models import JudgingRound, JuryAssignment
from hackathon.teams.models import Membership


def taken_seats(judging: JudgingRound) -> set[tuple[int, int]]:
    """(juror, project) of every seat of a round."""
    seats = select(JuryAssignment.juror_id, JuryAssignment.project_id).where(JuryAssignment.round_id == judging.id)
    return {(juror, project) for juror, project in db.session.execute(seats)}


def team_of_each(event: Event) -> dict[int, int]:
    """person id -> team id, for everybody in a team of the event."""
    members = select(Membership.person_id, Membership.team_id).where(Membership.event_id == event.id)
    return {row.person_id: row.team_id for row in db.session.execute(members)}


def seats_of_juror(event: Event, person: int | None) -> list[JuryAssignment]:
    """Every seat that somebody has in an event, in whatever round."""
    seats = select(JuryAssignment).join(JuryAssignment.round)
    seats = seats.where(JudgingRound.event_id == event.id, JuryAssignment.juror_id == person)
    loaded = seats.options(joinedload(JuryAssignment.sheet), joinedload(JuryAssignment.recusal))
    return list(db.session.scalars(loaded.order_by(JuryAssignment.id)))
