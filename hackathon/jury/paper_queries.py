"""Questions about paper sheets: a seat by the code on its paper, what waits for a second person, what was signed so."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.jury.models import JudgingRound, JuryAssignment, PaperReading, PaperSignature, Recusal, ScoreSheet
from hackathon.jury.queries import is_judged
from hackathon.permissions import Standing
from hackathon.submissions.models import Project
from hackathon.text import paper_code


def paper_seat(viewer: Standing, event: str, assignment: str) -> JuryAssignment | None:
    """The seat whose code stands on a paper sheet, of a project that is still judged; for organisers alone."""
    found = managed_event(viewer, event)
    return None if found is None else _seat_with(found, [assignment])


def seat_with_code(event: Event, typed: str) -> JuryAssignment | None:
    """The same seat from its code as somebody typed it, in any case, with or without hyphens."""
    return _seat_with(event, [typed.strip(), paper_code(typed)])


def _seat_with(event: Event, codes: Sequence[str]) -> JuryAssignment | None:
    seat = db.session.scalars(
        _seats(event)
        .where(JuryAssignment.public_id.in_(codes), is_judged(event))
        .options(joinedload(JuryAssignment.sheet).selectinload(ScoreSheet.scores))
    ).one_or_none()
    if seat is not None:
        set_committed_value(seat.round, "event", event)
    return seat


def _seats(event: Event) -> Select[JuryAssignment]:
    paper = joinedload(JuryAssignment.sheet).joinedload(ScoreSheet.paper)
    name = joinedload(PaperSignature.typed_by).load_only(Person.name)
    return (
        select(JuryAssignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.project)
        .where(JudgingRound.event_id == event.id)
        .options(
            joinedload(JuryAssignment.round),
            joinedload(JuryAssignment.juror).load_only(Person.name),
            joinedload(JuryAssignment.project).joinedload(Project.team),
            joinedload(JuryAssignment.recusal),
            selectinload(JuryAssignment.readings).joinedload(PaperReading.reader).load_only(Person.name),
            paper.options(name, joinedload(PaperSignature.checked_by).load_only(Person.name)),
        )
    )


@dataclass(frozen=True)
class Papers:
    """The paper sheets of an event: read by one person or by two who differ, and signed ones; those that count."""

    waiting: Sequence[JuryAssignment]
    signed: Sequence[JuryAssignment]


def papers_of(event: Event) -> Papers:
    """Every paper sheet that somebody typed in, the newest reading first."""
    typed = exists().where(PaperReading.assignment_id == JuryAssignment.id)
    counts = is_judged(event) & ~exists().where(Recusal.assignment_id == JuryAssignment.id)
    seats = list(db.session.scalars(_seats(event).where(typed, counts)))
    seats.sort(key=lambda seat: max(one.read_at for one in seat.readings), reverse=True)
    return Papers(
        waiting=[seat for seat in seats if not seat.sheet.is_signed],
        signed=[seat for seat in seats if seat.sheet.paper is not None],
    )


@dataclass(frozen=True)
class Difference:
    """One criterion or gate as each person read it; None where the rubric got it after that reading."""

    key: str
    marks: Sequence[int | None]

    @property
    def differs(self) -> bool:
        return len(set(self.marks)) > 1


def readings_seen_by(viewer: Standing, assignment: JuryAssignment) -> list[PaperReading]:
    """What was read of a paper sheet, for those who read it themselves: whoever has not, reads it unseen."""
    mine = [one for one in assignment.readings if viewer.person and one.reader_id == viewer.person.id]
    return [*mine, *(one for one in assignment.readings if one not in mine)] if mine else []


def differences(readings: Sequence[PaperReading], keys: Sequence[str]) -> list[Difference]:
    """Criterion by criterion, what each of them read."""
    return [Difference(key, [reading.marks.get(key) for reading in readings]) for key in keys]
