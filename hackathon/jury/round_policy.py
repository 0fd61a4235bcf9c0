"""Who may plan, open, mend and close a round, and take a sheet out of every number or give it back to its juror."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.jury.policy import ORGANISERS_ONLY, ROUND_CLOSED, SCORING_CLOSED, is_juror, is_scoring_over, takes_part
from hackathon.permissions import Standing, permission
from hackathon.text import N_

CHAIR = "jury_chair"
PUBLISHED = N_("The results are published: they stand, and what was wrong is said in an erratum.")
NOT_OPEN = N_("This round is not open yet.")


@permission("jury.see_rounds")
def may_see_rounds(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event and the jury's chair: who judges what, and how far they are."""
    yield person.is_organiser or person.has_role(CHAIR), ORGANISERS_ONLY


@permission("jury.plan_rounds")
def may_plan_rounds(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until scoring closes; what is open already stays as it was planned."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield not is_scoring_over(event, at), SCORING_CLOSED


@permission("jury.open_round")
def may_open_round(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, between the closing of submissions and the end of scoring."""
    yield person.is_organiser, ORGANISERS_ONLY
    submission = event.window("submission")
    is_handed_in = submission is not None and submission.closes_at <= at
    yield is_handed_in, N_("Submissions are still open: the round opens when no project can change any more.")
    yield not is_scoring_over(event, at), SCORING_CLOSED


@permission("jury.mend_round")
def may_mend_round(person: Standing, judging: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, while the round is open and scoring is not over."""
    yield from may_close_round.conditions(person, judging, at)
    yield not is_scoring_over(judging.event, at), SCORING_CLOSED


@permission("jury.close_round")
def may_close_round(person: Standing, judging: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, once, after the round was opened."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield judging.opened_at is not None, NOT_OPEN
    yield judging.closed_at is None, ROUND_CLOSED


@permission("jury.plan_visits")
def may_plan_visits(person: Standing, judging: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, while the round is open."""
    yield from may_close_round.conditions(person, judging, at)


@permission("jury.know_juror")
def may_know_juror(person: Standing, invitation: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until scoring closes: what a juror must not judge, and that a juror does not go on."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield invitation.accepted_at is not None, N_("Nobody has accepted this invitation yet.")
    yield not invitation.is_over, N_("This person does not judge any more.")
    yield not is_scoring_over(invitation.event, at), SCORING_CLOSED


@permission("jury.exclude_juror")
def may_exclude_juror(person: Standing, invitation: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until the results are published: nothing that the juror signed counts."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield invitation.accepted_at is not None, N_("Nobody has accepted this invitation yet.")
    yield invitation.excluded_at is None, N_("This juror is excluded already.")
    yield invitation.event.results_published_at is None, PUBLISHED


@permission("jury.exclude_sheet")
def may_exclude_sheet(person: Standing, assignment: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until the results are published: a conflict that was found late."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield assignment.recusal is None, N_("This sheet does not count already.")
    yield assignment.round.event.results_published_at is None, PUBLISHED


@permission("jury.reopen_sheet")
def may_reopen_sheet(person: Standing, assignment: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The chair, for another juror's signed sheet, or organisers in the chair's absence; while the round is open."""
    yield (
        person.is_organiser or person.has_role(CHAIR),
        N_("Only the jury's chair, or an organiser, opens a sheet again."),
    )
    yield (
        assignment.juror_id != person.person.id,
        N_("Nobody opens their own sheet again: an organiser does it, and says why."),
    )
    yield assignment.sheet.is_signed, N_("This sheet is not signed, so its juror can change it.")
    yield assignment.recusal is None, N_("This sheet does not count, so it cannot be opened again.")
    yield assignment.round.closed_at is None, ROUND_CLOSED
    yield assignment.round.event.window_open("scoring", at), SCORING_CLOSED


@permission("jury.type_paper")
def may_type_paper(person: Standing, assignment: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers who neither judge nor take part, from the opening of scoring until the round is closed.

    What was signed on paper in time may be typed in later. What is signed already, on screen or on paper, stands.
    """
    yield person.is_organiser, ORGANISERS_ONLY
    yield not is_juror(person), N_("Whoever judges types no paper sheets: they would read what other jurors gave.")
    yield not takes_part(person), N_("Whoever takes part types no paper sheets: they would read what their team got.")
    yield from _may_still_count(assignment)
    scoring = assignment.round.event.window("scoring")
    yield scoring is not None and scoring.opens_at <= at, N_("Scoring is not open yet, so no sheet can be signed.")
    yield assignment.round.closed_at is None, ROUND_CLOSED
    yield assignment.round.event.results_published_at is None, PUBLISHED


def _may_still_count(assignment: Any) -> Iterator[tuple[Any, ...]]:
    """Whether a signature on paper would be the first, and of a seat that counts."""
    yield (
        assignment.recusal is None,
        N_("This seat is empty: its juror stepped aside, left or was excluded. Its paper sheet counts nowhere."),
    )
    yield (
        not assignment.sheet.is_signed or assignment.sheet.paper is not None,
        N_(
            "The juror signed this sheet on screen, and that stands. If the paper says otherwise, the jury's chair opens "
            "the sheet again first."
        ),
    )
    yield not assignment.sheet.is_signed, N_("This sheet was typed in and checked already: it counts as signed.")
