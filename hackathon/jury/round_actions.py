"""Planning the rounds, opening them with a draw, mending and closing them. What becomes of one sheet: `exclusion_actions`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm.attributes import set_committed_value

from hackathon import audit
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.jury import (
    invitation_queries,
    outcome,
    oversight,
    queries,
    round_policy,
    round_queries,
    rubric_queries,
    seat_queries,
)
from hackathon.jury.contest import Seat
from hackathon.jury.finalists import NO_CHANCES, finalists
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import QUORUM, JudgingRound, JuryAssignment, Recusal, RoundKind, ScoreSheet, SheetState
from hackathon.jury.ranking import rank
from hackathon.jury.round_queries import Ground
from hackathon.jury.rubric_actions import stored_rubric
from hackathon.jury.rubric_models import Rubric
from hackathon.permissions import Standing, ensure
from hackathon.submissions.models import Project
from hackathon.text import N_

LIKELY = "calibrated"  # the method that says how likely each project is the best, whichever one ranks


@dataclass(frozen=True)
class RoundText:
    """A round as an organiser plans it, by the number of its rubric; see `JudgingRound` for what None means."""

    kind: RoundKind = RoundKind.SINGLE
    rubric: int = 1
    quorum: int = QUORUM
    per_project: int | None = None
    capacity: int | None = None
    finalists_wanted: int | None = None
    carries_over: bool = False
    bars_domains: bool = False


def plan_rounds(event: Event, texts: Sequence[RoundText], *, by: Standing, now: datetime) -> list[JudgingRound]:
    """Plan an event's rounds anew, but for those that are open or over: these stay, and cannot be left out."""
    ensure(round_policy.may_plan_rounds(by, event, at=now))
    _check(texts)
    stored = {judging.number: judging for judging in round_queries.rounds_of(event)}
    begun = [judging for judging in stored.values() if judging.opened_at is not None]
    if any(judging.kind != texts[judging.number - 1].kind for judging in begun):
        raise RuleBroken(N_("The first round is open already, so it stays the kind that it is."), field="kind")
    rounds: list[JudgingRound] = []
    for number, text in enumerate(texts, start=1):
        judging = stored.pop(number, None) or JudgingRound(event=event, number=number)
        if judging.opened_at is None:
            judging.rubric = _rubric_for(event, text, rounds)
            _write(judging, text)
            db.session.add(judging)
        rounds.append(judging)
    for left_out in stored.values():
        db.session.delete(left_out)
    db.session.flush()
    audit.record("jury.rounds_planned", event, by=by, now=now)
    return rounds


def _rubric_for(event: Event, text: RoundText, before: Sequence[JudgingRound]) -> Rubric:
    """The rubric that a round is planned by. Marks by another one mean something else, and are not carried over."""
    rubric = rubric_queries.rubric_numbered(event, text.rubric) if text.rubric != 1 else stored_rubric(event)
    if rubric is None:
        raise RuleBroken(N_("This event has no such rubric any more. Choose another one."), field="rubric")
    if text.carries_over and any(judging.rubric is not rubric for judging in before):
        raise RuleBroken(
            N_(
                "Sheets of the first round count in the final only where both are judged by the same rubric. Choose the same "
                "one, or let the final have sheets of its own."
            ),
            field="carries_over",
        )
    return rubric


def _check(texts: Sequence[RoundText]) -> None:
    for text in texts:
        if text.per_project is not None and text.quorum > text.per_project:
            raise RuleBroken(
                N_("A project cannot have %(quorum)s sheets from %(jurors)s jurors: lower the one or raise the other."),
                field="quorum",
                quorum=text.quorum,
                jurors=text.per_project,
            )


def _write(judging: JudgingRound, text: RoundText) -> None:
    judging.kind, judging.quorum = text.kind, text.quorum
    judging.per_project, judging.capacity = text.per_project, text.capacity
    judging.finalists_wanted, judging.carries_over = text.finalists_wanted, text.carries_over
    judging.bars_domains = text.bars_domains


def open_round(event: Event, *, wanted: int | None = None, by: Standing, now: datetime) -> JudgingRound:
    """Open the round that comes next, a single one when none is planned, and draw its seats.

    `wanted` is a number of finalists, heard only where the planned rule cannot be computed from the sheets.
    """
    ensure(round_policy.may_open_round(by, event, at=now))
    rounds = round_queries.rounds_of(event)
    judging = round_queries.next_round(rounds) or _single(event, rounds)
    if judging.kind == RoundKind.FINAL:
        _choose_finalists(judging, rounds[0], wanted)
    ground = round_queries.ground_of(judging)
    if not ground.projects:
        raise RuleBroken(N_("No project was handed in, so there is nothing to judge."))
    if not ground.jurors:
        raise RuleBroken(N_("No juror has accepted yet. Invite the jury first."))
    judging.opened_at, judging.seed = now, ground.seed
    db.session.add(judging)
    db.session.flush()
    give_seats(ground, ground.draw().seats, now=now)
    audit.record("jury.round_opened", judging, by=by, now=now, note=ground.seed)
    return judging


def _single(event: Event, rounds: Sequence[JudgingRound]) -> JudgingRound:
    if rounds:
        raise RuleBroken(N_("Every planned round is open already. Seats that lack are given by a repair."))
    judging = unplanned(event)
    judging.rubric = stored_rubric(event)
    return judging


def unplanned(event: Event) -> JudgingRound:
    """The round of an event that planned none: everybody judges everything."""
    judging = JudgingRound(event_id=event.id, number=1, finalists=[])
    set_committed_value(judging, "event", event)
    _write(judging, RoundText())
    return judging


def _choose_finalists(final: JudgingRound, first: JudgingRound, wanted: int | None) -> None:
    """The finalists of the first round; kept, and told to nobody but the jury that judges them."""
    if first.closed_at is None:
        raise RuleBroken(N_("Close the first round: its sheets choose the finalists."))
    done = outcome.outcome_of(first)
    if not done.judgements:
        raise RuleBroken(N_("No sheet of the first round is signed, so there is nobody to send on."))
    number = first.finalists_wanted or wanted
    try:
        method = done.contest.method if first.finalists_wanted else LIKELY
        final.finalists = finalists(rank(done.contest, done.judgements, method=method).places, first.finalists_wanted)
    except RuleBroken as unlikely:
        if number is None:
            raise RuleBroken(NO_CHANCES, field="wanted") from unlikely
        final.finalists = finalists(rank(done.contest, done.judgements, method=done.contest.method).places, number)


def give_seats(ground: Ground, seats: Iterable[Seat], *, now: datetime) -> None:
    """Store these seats, each with its empty sheet, in the juror's own order; declared conflicts become recusals."""
    judging, given = ground.judging, set(seats)
    taken = seat_queries.taken_seats(judging)
    carried = outcome.carried_seats(judging)
    for juror in ground.jurors.values():
        causes = {conflict["team_id"]: conflict["cause"] for conflict in juror.conflicts if "kind" not in conflict}
        for position, project in enumerate(_in_own_order(juror, ground.projects.values()), start=1):
            is_given = (juror.code, project.slug) in given and (juror.code, project.slug) not in carried
            if (juror.person_id, project.id) in taken or not (is_given or project.team_id in causes):
                continue
            seat = JuryAssignment(
                round=judging, juror_id=juror.person_id, project=project, position=position, seated_at=now
            )
            seat.sheet = ScoreSheet(saved_at=now, state=SheetState.DRAFT)
            if project.team_id in causes:
                seat.recusal = Recusal(cause=causes[project.team_id], recused_at=now)
            db.session.add(seat)


def _in_own_order(invitation: JurorInvitation, projects: Iterable[Project]) -> list[Project]:
    """Each juror meets the projects in another order, so that none is always seen by tired eyes. Always the same one."""
    return sorted(projects, key=lambda project: sha256(f"{invitation.code} {project.slug}".encode()).digest())


def seat_newcomer(invitation: JurorInvitation, *, now: datetime) -> None:
    """A juror who joins an open round in which everybody judges everything does so at once; else a repair seats them."""
    judging = queries.round_of(invitation.event)
    if judging is None or not judging.is_open or judging.per_project is not None:
        return
    judging.event = invitation.event
    ground = round_queries.ground_of(judging)
    mine = [seat for seat in ground.draw().seats if seat[0] == invitation.code]
    give_seats(ground, mine, now=now)


def mend_round(judging: JudgingRound, *, seen: str, by: Standing, now: datetime) -> int:
    """Give the seats that a repair proposes; how many changed. Refused when the proposal is not the one seen."""
    ensure(round_policy.may_mend_round(by, judging, at=now))
    ground, seats = round_queries.ground_of(judging), round_queries.seats_of(judging)
    mending = round_queries.mending_of(ground, seats)
    if not mending.changes_something:
        raise RuleBroken(N_("No seat can be given: every project has its jurors, or nobody is free to judge it."))
    if fingerprint(mending.given, mending.taken) != seen:
        raise RuleBroken(N_("Something changed after you opened this page: look at the repair again, then do it."))
    codes = invitation_queries.codes_by_person(judging.event)
    for seat in seats:
        if (codes[seat.juror_id], seat.project.slug) in mending.taken:
            db.session.delete(seat)
    db.session.flush()
    give_seats(ground, mending.given, now=now)
    audit.record("jury.round_mended", judging, by=by, now=now)
    return len(mending.given)


def fingerprint(given: Iterable[Seat], taken: Iterable[Seat]) -> str:
    """Tells one proposal of a repair from another."""
    lines = [*(f"+{judge} {entry}" for judge, entry in given), *(f"-{judge} {entry}" for judge, entry in taken)]
    return sha256("\n".join(lines).encode()).hexdigest()


def close_round(judging: JudgingRound, *, quorum: int, reason: str, by: Standing, now: datetime) -> None:
    """Nobody signs or saves in this round any more; what each project had is kept.

    Without a reason it is refused while a sheet is open, a project is below its quorum or the quorum is lowered, and
    after jurors joined late, left or were excluded.
    """
    ensure(round_policy.may_close_round(by, judging, at=now))
    state = oversight.closing_state(judging)
    short = [line.project for line in state.coverage if line.signed < quorum]
    if short:
        raise RuleBroken(
            N_("Fewer signed sheets than the quorum: %(projects)s. Wait, repair the round, or lower the quorum."),
            field="quorum",
            projects=", ".join(short),
        )
    if not reason and (state.needs_reason or quorum < judging.quorum):
        raise RuleBroken(
            N_("Not everything went as planned. Say why the round is closed all the same; it is kept in the log."),
            field="reason",
        )
    judging.closed_at, judging.quorum = now, quorum
    judging.coverage = [[line.project, line.signed, line.open, line.recused] for line in state.coverage]
    audit.record("jury.round_closed", judging, by=by, now=now, note=reason)
