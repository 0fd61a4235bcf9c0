"""Jurors who leave or are excluded, sheets that do not count, sheets opened again, what a juror must not judge.

Nothing is deleted: a sheet that does not count has a `Recusal`, and by it leaves every number.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from hackathon import audit
from hackathon.accounts.queries import hash_of_token
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.jury import invitation_queries, round_policy, seat_queries
from hackathon.jury.conflicts import Cause
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import JuryAssignment, Recusal, RecusalKind, SheetState
from hackathon.permissions import Standing, ensure
from hackathon.text import N_


def exclude_sheet(assignment: JuryAssignment, *, reason: str, by: Standing, now: datetime) -> None:
    """A conflict found late: the sheet, signed or not, leaves every number and stays in the log."""
    ensure(round_policy.may_exclude_sheet(by, assignment, at=now))
    _empty([assignment], RecusalKind.EXCLUDED, reason, now)
    audit.record("jury.sheet_excluded", assignment, by=by, now=now, event=assignment.round.event, note=reason)


def exclude_juror(invitation: JurorInvitation, *, reason: str, by: Standing, now: datetime) -> None:
    """Nothing of this juror counts, in any round; they leave the jury at once."""
    ensure(round_policy.may_exclude_juror(by, invitation, at=now))
    _empty(seat_queries.seats_of_juror(invitation.event, invitation.person_id), RecusalKind.EXCLUDED, reason, now)
    invitation.excluded_at = now
    _dismiss(invitation)
    audit.record("jury.juror_excluded", invitation, by=by, now=now, note=reason)


def let_go(invitation: JurorInvitation, *, reason: str, by: Standing, now: datetime) -> None:
    """A juror who does not go on: what is signed counts, every other seat is empty and can be given to another."""
    ensure(round_policy.may_know_juror(by, invitation, at=now))
    seats = seat_queries.seats_of_juror(invitation.event, invitation.person_id)
    _empty([seat for seat in seats if not seat.sheet.is_signed], RecusalKind.LEFT, reason, now)
    invitation.left_at = now
    _dismiss(invitation)
    audit.record("jury.juror_left", invitation, by=by, now=now, note=reason)


def _empty(seats: Iterable[JuryAssignment], kind: RecusalKind, reason: str, now: datetime) -> None:
    for seat in seats:
        if seat.recusal is None:
            seat.recusal = Recusal(kind=kind, cause=reason, recused_at=now)


def _dismiss(invitation: JurorInvitation) -> None:
    """Link and roles end; the invitation stays, for the jury's history."""
    invitation.token_hash, invitation.is_chair = hash_of_token(secrets.token_urlsafe(24)), False
    for role in invitation_queries.jury_roles(invitation):
        db.session.delete(role)


def reopen_sheet(assignment: JuryAssignment, *, reason: str, absence: str, by: Standing, now: datetime) -> None:
    """Give a signed sheet back to its juror, scores and all, on paper as well. Organisers say why the chair does not."""
    ensure(round_policy.may_reopen_sheet(by, assignment, at=now))
    if not by.has_role(round_policy.CHAIR) and not absence:
        raise RuleBroken(
            N_("Opening a sheet again is the chair's. Say why the chair cannot do it; it is kept in the log."),
            field="absence",
        )
    assignment.sheet.state, assignment.sheet.signed_at = SheetState.DRAFT, None
    assignment.sheet.paper, assignment.readings = None, []  # another paper is read anew, by two people
    note = " · ".join(words for words in (reason, absence) if words)
    audit.record("jury.sheet_reopened", assignment.sheet, by=by, now=now, event=assignment.round.event, note=note)


def know_juror(
    invitation: JurorInvitation,
    *,
    limits: Sequence[int],
    teams: Sequence[int],
    challenges: Sequence[int],
    cause: Cause,
    words: str,
    by: Standing,
    now: datetime,
) -> None:
    """What organisers know: the only challenges that somebody judges, and teams or challenges that they must not.

    What the juror declared stays; what organisers named before is replaced by `teams` and `challenges`.
    """
    ensure(round_policy.may_know_juror(by, invitation, at=now))
    if (teams or challenges) and not words:
        raise RuleBroken(N_("Say why they must not judge them."), field="words")
    declared = [conflict for conflict in invitation.conflicts if "kind" not in conflict]
    kept = {_key(conflict): conflict for conflict in invitation.conflicts if "kind" in conflict}
    named: list[dict[str, Any]] = [{"team_id": team} for team in sorted(set(teams))]
    named += [{"challenge_id": challenge} for challenge in sorted(set(challenges))]
    invitation.conflicts = declared + [
        kept.get(_key(one)) or one | {"cause": words, "kind": cause.value} for one in named
    ]
    invitation.limits = sorted(set(limits))
    audit.record("jury.juror_known", invitation, by=by, now=now)


def _key(conflict: dict[str, Any]) -> tuple[Any, Any]:
    return conflict.get("team_id"), conflict.get("challenge_id")
