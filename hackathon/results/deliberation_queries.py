"""Questions about what the jury decided, voted and said once its scores were in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon.database import db
from hackathon.events.models import Event, Role, RoleKind
from hackathon.events.queries import visible_event
from hackathon.jury.models import JudgingRound, JuryAssignment, Recusal, RecusalKind, ScoreSheet, SheetState
from hackathon.permissions import Standing
from hackathon.results.deliberation_models import Ballot, DeliberationNote, JuryDecision
from hackathon.results.models import Award
from hackathon.results.queries import announced_prizes
from hackathon.submissions.models import Project


@dataclass(frozen=True)
class Deliberation:
    """An event's jury at its table: whether somebody has its chair."""

    event: Event
    has_chair: bool


@dataclass(frozen=True)
class OpenDecision:
    """A decision that counts, before those who may take it back."""

    event: Event
    has_chair: bool
    decision: JuryDecision


@dataclass(frozen=True)
class OpenPrize:
    """A prize before the chair, with the decisions about it that count."""

    event: Event
    has_chair: bool
    award: Award
    decisions: Sequence[JuryDecision]


@dataclass(frozen=True)
class Electorate:
    """The jurors (person ids) who are asked, and (juror, slug) of what each of them stepped aside from."""

    asked: set[int]
    aside: set[tuple[int, str]]

    def voters_on(self, entries: Iterable[str]) -> set[int]:
        """Those who stepped aside from none of these."""
        on = list(entries)
        return {juror for juror in self.asked if self.aside.isdisjoint((juror, slug) for slug in on)}


@dataclass(frozen=True)
class BallotPaper:
    """A vote as one juror finds it: whether they may take part in it, and what they have voted so far."""

    event: Event
    ballot: Ballot
    is_entitled: bool
    own: str | None


def deliberation_of(event: Event) -> Deliberation:
    """The jury's deliberation."""
    chair = select(Role.id).where(Role.event_id == event.id, Role.kind == RoleKind.JURY_CHAIR).limit(1)
    return Deliberation(event, db.session.scalar(chair) is not None)


def deliberation_led(viewer: Standing, event: str) -> Deliberation | None:
    """The same, for those before whom the order lies: the chair and the organisers. Nobody else knows these pages."""
    leads = viewer.is_organiser or viewer.has_role(RoleKind.JURY_CHAIR)
    found = visible_event(viewer, event) if leads else None
    return None if found is None else deliberation_of(found)


def decisions_of(event: Event) -> list[JuryDecision]:
    """Every decision, those taken back too, in the order in which they were taken."""
    return list(db.session.scalars(_decisions(event)))


def standing_decisions(event: Event) -> list[JuryDecision]:
    """The decisions that count."""
    return [one for one in decisions_of(event) if one.withdrawn_at is None]


def _decisions(event: Event) -> Select[JuryDecision]:
    found = select(JuryDecision).options(joinedload(JuryDecision.decided_by))
    return found.where(JuryDecision.event_id == event.id).order_by(JuryDecision.id)


def decision_to_take_back(viewer: Standing, event: str, decision: str) -> OpenDecision | None:
    """One decision that counts, for those before whom the order lies."""
    led = deliberation_led(viewer, event)
    if led is None:
        return None
    wanted = _decisions(led.event).where(JuryDecision.public_id == decision, JuryDecision.withdrawn_at.is_(None))
    found = db.session.scalars(wanted).one_or_none()
    return None if found is None else OpenDecision(led.event, led.has_chair, found)


def prize_to_decide(viewer: Standing, event: str, position: str) -> OpenPrize | None:
    """One prize, for those before whom the order lies."""
    led = deliberation_led(viewer, event)
    awards = announced_prizes(led.event) if led is not None else []
    found = next((award for award in awards if str(award.position) == position), None)
    if led is None or found is None:
        return None
    said = [one for one in standing_decisions(led.event) if one.prize == found.position]
    return OpenPrize(led.event, led.has_chair, found, said)


def notes_of(event: Event) -> list[DeliberationNote]:
    """What was said, the first thing first."""
    found = select(DeliberationNote).options(joinedload(DeliberationNote.author))
    return list(db.session.scalars(found.where(DeliberationNote.event_id == event.id).order_by(DeliberationNote.id)))


def ballots_of(event: Event) -> list[Ballot]:
    """Every vote that the chair asked for, the newest first."""
    found = select(Ballot).options(selectinload(Ballot.votes)).where(Ballot.event_id == event.id)
    return list(db.session.scalars(found.order_by(Ballot.id.desc())))


def newest_ballot(event: Event, entries: Iterable[str]) -> Ballot | None:
    """The last vote on just these projects."""
    return newest_among(ballots_of(event), entries)


def newest_among(ballots: Iterable[Ballot], entries: Iterable[str]) -> Ballot | None:
    """The first of these votes, the newest first, that is on just these projects."""
    wanted = sorted(entries)
    return next((one for one in ballots if one.entries == wanted), None)


def papers_for(viewer: Standing, event: Event) -> list[BallotPaper]:
    """The open votes, as the viewer finds them."""
    jury = electorate_of(event)
    return [_paper(viewer, event, ballot, jury) for ballot in ballots_of(event) if ballot.closed_at is None]


def paper_to_fill_in(viewer: Standing, event: str, ballot: str) -> BallotPaper | None:
    """One vote, open or closed, for the jury and the organisers."""
    knows = viewer.is_organiser or viewer.has_role(RoleKind.JUROR, RoleKind.JURY_CHAIR)
    found = visible_event(viewer, event) if knows else None
    if found is None:
        return None
    asked = next((one for one in ballots_of(found) if one.public_id == ballot), None)
    return None if asked is None else _paper(viewer, found, asked, electorate_of(found))


def _paper(viewer: Standing, event: Event, ballot: Ballot, jury: Electorate) -> BallotPaper:
    own = next((vote.entry for vote in ballot.votes if vote.juror_id == viewer.person.id), None)
    return BallotPaper(event, ballot, viewer.person.id in jury.voters_on(ballot.entries), own)


def voters_of(event: Event, entries: Iterable[str]) -> set[int]:
    """Person ids of the jurors who vote on these projects."""
    return electorate_of(event).voters_on(entries)


def electorate_of(event: Event) -> Electorate:
    """Who signed a sheet and still sits in the jury, and who stepped aside from what."""
    seats = (
        select(JuryAssignment.juror_id)
        .join(JuryAssignment.round)
        .outerjoin(JuryAssignment.recusal)
        .where(JudgingRound.event_id == event.id)
    )
    signed = seats.join(JuryAssignment.sheet).where(ScoreSheet.state == SheetState.SIGNED, Recusal.id.is_(None))
    sitting = Role.event_id == event.id, Role.kind.in_((RoleKind.JUROR, RoleKind.JURY_CHAIR))
    asked = select(Role.person_id).where(Role.person_id.in_(signed), *sitting)
    aside = seats.join(JuryAssignment.project).add_columns(Project.slug).where(Recusal.kind != RecusalKind.LEFT)
    return Electorate(set(db.session.scalars(asked)), {(juror, slug) for juror, slug in db.session.execute(aside)})
