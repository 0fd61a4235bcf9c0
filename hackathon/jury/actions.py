"""Scoring, stepping aside, signing. Inviting, the rubric and the rounds have files of their own."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from hackathon import audit
from hackathon.errors import NotAllowed, RuleBroken, Stale
from hackathon.jury import policy, queries, rubric_queries
from hackathon.jury.desk import Desk, pure_criteria
from hackathon.jury.models import JuryAssignment, Recusal, Score, ScoreSheet, SheetState
from hackathon.jury.rubric_files import fingerprint
from hackathon.jury.rubric_models import ANSWERS, Rubric
from hackathon.jury.scoring import check_score
from hackathon.permissions import Standing, ensure
from hackathon.text import N_


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
    rubric = rubric_queries.rubric_of_round(assignment.round)
    check_scores(rubric, scores)
    write_scores(assignment.sheet, rubric, scores)
    sheet = assignment.sheet
    sheet.comment, sheet.comment_to_team, sheet.note, sheet.saved_at = comment, comment_to_team, note, now
    flag_modified(sheet, "saved_at")  # scores alone must move the sheet's version too, within one instant
    audit.record("jury.sheet_saved", sheet, by=by, now=now)


def check_scores(rubric: Rubric, scores: Mapping[str, int | None]) -> None:
    """Refuse a score outside its scale, at its field; gaps are none."""
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


def write_scores(sheet: ScoreSheet, rubric: Rubric, scores: Mapping[str, int | None]) -> None:
    """Make the sheet hold these scores, gaps and all."""
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
    if seen and not fresh.is_open:
        raise NotAllowed(policy.ROUND_CLOSED)
    whole = fresh.with_state("complete")
    if not whole:
        raise RuleBroken(N_("No sheet is ready to be signed: score every criterion of a project first."))
    for seat in whole:
        seat.sheet.state, seat.sheet.signed_at = SheetState.SIGNED, now
        audit.record("jury.signed", seat.sheet, by=by, now=now)
    lock_rubric(fresh.rubric, by=by, now=now)
    return [seat.sheet for seat in whole]


def lock_rubric(rubric: Rubric, *, by: Standing, now: datetime) -> None:
    """At the first signature: from now on the rubric stands, under its fingerprint."""
    if rubric.locked_at is None:
        rubric.locked_at, rubric.sha256 = now, fingerprint(rubric)
        audit.record("jury.rubric_locked", rubric, by=by, now=now)
