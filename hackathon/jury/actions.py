"""Opening the round, scoring, stepping aside, signing. Inviting and the rubric have files of their own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm.attributes import flag_modified

from hackathon import audit
from hackathon.database import db
from hackathon.errors import RuleBroken, Stale
from hackathon.events.models import Event
from hackathon.jury import invitation_queries, policy, queries
from hackathon.jury.desk import Desk, pure_criteria
from hackathon.jury.models import JudgingRound, JurorInvitation, JuryAssignment, Recusal, Score, ScoreSheet, SheetState
from hackathon.jury.rubric_actions import stored_rubric
from hackathon.jury.rubric_files import fingerprint
from hackathon.jury.rubric_models import ANSWERS, Rubric
from hackathon.jury.scoring import check_score
from hackathon.permissions import Standing, ensure
from hackathon.submissions.models import Project
from hackathon.text import N_


def open_round(event: Event, *, by: Standing, now: datetime) -> JudgingRound:
    """Give every juror a seat at every project handed in. Doing it again seats whoever came since, and only them."""
    ensure(policy.may_open_round(by, event, at=now))
    projects, jury = queries.projects_to_judge(event), invitation_queries.accepted_invitations(event)
    if not projects:
        raise RuleBroken(N_("No project was handed in, so there is nothing to judge."))
    if not jury:
        raise RuleBroken(N_("No juror has accepted yet. Invite the jury first."))
    judging = queries.round_of(event) or JudgingRound(event=event, rubric=stored_rubric(event), number=1)
    judging.opened_at = judging.opened_at or now
    db.session.add(judging)
    db.session.flush()
    give_seats(judging, jury, projects, now=now)
    audit.record("jury.round_opened", judging, by=by, now=now)
    return judging


def give_seats(
    judging: JudgingRound, jury: Sequence[JurorInvitation], projects: Sequence[Project], *, now: datetime
) -> None:
    taken, team_of = queries.taken_seats(judging), queries.team_of_each(judging.event)
    for invitation in jury:
        causes = {conflict["team_id"]: conflict["cause"] for conflict in invitation.conflicts}
        for position, project in enumerate(_in_own_order(invitation, projects), start=1):
            is_own = team_of.get(invitation.person_id or 0) == project.team_id
            if is_own or (invitation.person_id, project.id) in taken:
                continue
            seat = JuryAssignment(round=judging, juror_id=invitation.person_id, project=project, position=position)
            seat.sheet = ScoreSheet(saved_at=now, state=SheetState.DRAFT)
            if project.team_id in causes:
                seat.recusal = Recusal(cause=causes[project.team_id], recused_at=now)
            db.session.add(seat)


def _in_own_order(invitation: JurorInvitation, projects: Sequence[Project]) -> list[Project]:
    """Each juror meets the projects in another order, so that none is always seen by tired eyes. Always the same one."""
    return sorted(projects, key=lambda project: sha256(f"{invitation.code} {project.slug}".encode()).digest())


def save_sheet(
    assignment: JuryAssignment,
    *,
    scores: Mapping[str, int | None],
    comment: str = "",
    comment_to_team: str = "",
    note: str = "",
    by: Standing,
    now: datetime,
) -> None:
    """Keep a draft, gaps and all. Raises RuleBroken for a score outside its scale, NotAllowed out of time or place."""
    ensure(policy.may_score(by, assignment, at=now))
    rubric = queries.rubric_of(assignment.round.event)
    _check_scores(rubric, scores)
    _write_scores(assignment.sheet, rubric, scores)
    sheet = assignment.sheet
    sheet.comment, sheet.comment_to_team, sheet.note, sheet.saved_at = comment, comment_to_team, note, now
    flag_modified(sheet, "saved_at")  # scores alone must move the sheet's version too, within one instant
    audit.record("jury.sheet_saved", sheet, by=by, now=now)


def _check_scores(rubric: Rubric, scores: Mapping[str, int | None]) -> None:
    for criterion in pure_criteria(rubric):
        score = scores.get(criterion.id)
        try:
            if score is not None:
                check_score(score, criterion)
        except RuleBroken as refusal:
            refusal.field = f"score_{criterion.id}"
            raise
    for gate in rubric.gates:
        if scores.get(gate.key) not in (None, *ANSWERS):
            raise RuleBroken(N_("Answer with yes or no."), field=f"score_{gate.key}")


def _write_scores(sheet: ScoreSheet, rubric: Rubric, scores: Mapping[str, int | None]) -> None:
    stored = {score.criterion_id: score for score in sheet.scores}
    for criterion in rubric.criteria:
        value, score = scores.get(criterion.key), stored.get(criterion.id)
        if value is None and score is not None:
            sheet.scores.remove(score)
        elif value is not None and score is None:
            sheet.scores.append(Score(criterion_id=criterion.id, value=value))
        elif value is not None and score is not None:
            score.value = value


def recuse(assignment: JuryAssignment, *, cause: str, by: Standing, now: datetime) -> None:
    """Step aside from a project: the seat is gone, and nothing of it counts as a zero."""
    ensure(policy.may_recuse(by, assignment, at=now))
    assignment.recusal = Recusal(cause=cause, recused_at=now)
    audit.record("jury.recused", assignment, by=by, now=now)


def sign(own: Desk, *, by: Standing, now: datetime) -> list[ScoreSheet]:
    """Sign every whole sheet on one's desk; what has gaps stays a draft. The first signature locks the rubric.

    Raises Stale when a sheet was saved after the page that shows them was opened: one signs what one sees.
    """
    ensure(policy.may_sign(by, own.event, at=now))
    seen = own.version
    fresh = queries.locked_desk(own, by.person)
    if fresh.version != seen:
        raise Stale(N_("A sheet was saved after you opened this page. Look at the table again, then sign."))
    whole = fresh.with_state("complete")
    if not whole:
        raise RuleBroken(N_("No sheet is ready to be signed: score every criterion of a project first."))
    for seat in whole:
        seat.sheet.state, seat.sheet.signed_at = SheetState.SIGNED, now
        audit.record("jury.signed", seat.sheet, by=by, now=now)
    _lock_rubric(fresh.rubric, by=by, now=now)
    return [seat.sheet for seat in whole]


def _lock_rubric(rubric: Rubric, *, by: Standing, now: datetime) -> None:
    if rubric.locked_at is None:
        rubric.locked_at, rubric.sha256 = now, fingerprint(rubric)
        audit.record("jury.rubric_locked", rubric, by=by, now=now)
