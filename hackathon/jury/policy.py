"""Who may invite, judge, sign and step aside. Nobody is both juror and participant of one event."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.text import N_

JURY = ("juror", "jury_chair")

ORGANISERS_ONLY = N_("Only the organisers of this event manage its jury.")
JURORS_ONLY = N_("Only the jury of this event sees this.")
SCORING_CLOSED = N_("Scoring is closed: sheets can be saved and signed only while the jury scores.")
ROUND_CLOSED = N_("This round is closed: what was signed counts, and nothing in it changes any more.")


def is_juror(person: Standing) -> bool:
    return person.has_role(*JURY)


def takes_part(person: Standing) -> bool:
    """Whether somebody is a participant of the event: registered, or in a team."""
    return person.registration is not None or person.team is not None


@permission("jury.see_rubric", public=True)
def may_see_rubric(person: Standing, rubric: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Everybody from the call on; organisers before."""
    call = rubric.event.window("call")
    is_called = call is None or call.opens_at <= at
    yield person.is_organiser or is_called, N_("How projects are scored is published when the call opens.")


@permission("jury.manage")
def may_manage(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event."""
    yield person.is_organiser, ORGANISERS_ONLY


@permission("jury.edit_rubric")
def may_edit_rubric(person: Standing, rubric: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until the first sheet is signed: the rule stands before the scores do."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield rubric.locked_at is None, N_("The first sheet is signed, so the rubric cannot change any more.")


@permission("jury.replace_rubric")
def may_replace_rubric(person: Standing, replacement: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until a juror has scored by the rubric: then no score may lose its criterion."""
    yield from may_edit_rubric.conditions(person, replacement.rubric, at)
    yield not replacement.has_scores, N_("Jurors have scored by this rubric already, so no template can replace it.")


@permission("jury.invite")
def may_invite(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until scoring closes."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield not is_scoring_over(event, at), N_("Scoring is closed: nobody can join the jury any more.")


@permission("jury.revoke")
def may_revoke(person: Standing, juror: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, while the juror has signed nothing: a signed sheet is not undone by dismissing its juror."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield juror.invitation.revoked_at is None, N_("This invitation is revoked already.")
    yield not juror.signed, N_("This juror has signed sheets: they stand, and the juror stays.")


@permission("jury.accept", public=True)
def may_accept(person: Standing, invitation: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever holds the invitation's link, until scoring closes; an account with a password signs in first."""
    yield (
        invitation.revoked_at is None,
        N_("The organisers took this invitation back. Ask them if you think it is a mistake."),
    )
    yield not is_scoring_over(invitation.event, at), N_("The jury's work is over, and so is this invitation.")
    yield (
        not invitation.is_somebody_else(person),
        N_("This invitation is for another person than the one who is signed in here. Sign out first."),
    )


@permission("jury.decline", public=True)
def may_decline(person: Standing, invitation: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever holds the invitation's link and has not accepted, until scoring closes."""
    verdict = may_accept(person, invitation, at=at)
    yield bool(verdict), verdict.reason
    yield (
        invitation.accepted_at is None,
        N_("You are on the jury already. Tell the organisers if you cannot judge any more."),
    )


@permission("jury.judge")
def may_judge(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Jurors of the event: their own list, sheets and signature."""
    yield is_juror(person), JURORS_ONLY


@permission("jury.score")
def may_score(person: Standing, assignment: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The juror of the sheet, while scoring is open, unless recused, signed or of that team."""
    yield is_juror(person), JURORS_ONLY
    yield assignment.juror_id == person.person.id, N_("This sheet is another juror's.")
    yield not is_own_team(person, assignment), N_("Nobody judges their own team.")
    yield assignment.recusal is None, N_("You stepped aside from this project, so you do not score it.")
    yield not assignment.sheet.is_signed, N_("This sheet is signed: it cannot change any more.")
    yield assignment.round.closed_at is None, ROUND_CLOSED
    yield assignment.round.event.window_open("scoring", at), SCORING_CLOSED


@permission("jury.recuse")
def may_recuse(person: Standing, assignment: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The juror of the sheet, until it is signed or scoring closes."""
    yield is_juror(person), JURORS_ONLY
    yield assignment.juror_id == person.person.id, N_("This sheet is another juror's.")
    yield assignment.recusal is None, N_("You stepped aside from this project already.")
    yield not assignment.sheet.is_signed, N_("This sheet is signed: it cannot change any more.")
    yield assignment.round.closed_at is None, ROUND_CLOSED
    yield not is_scoring_over(assignment.round.event, at), SCORING_CLOSED


@permission("jury.sign")
def may_sign(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Jurors of the event, while scoring is open."""
    yield is_juror(person), JURORS_ONLY
    yield event.window_open("scoring", at), SCORING_CLOSED


def is_own_team(person: Standing, assignment: Any) -> bool:
    return person.team is not None and person.team.id == assignment.project.team_id


def is_scoring_over(event: Any, at: datetime) -> bool:
    scoring = event.window("scoring")
    return scoring is not None and scoring.closes_at <= at
