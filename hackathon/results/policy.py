"""Who may see the order of merit, fix the prizes, and make results public."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.text import N_

ORGANISERS_ONLY = N_("Only the organisers of this event prepare its results.")
ORGANISERS_OF_CERTIFICATES = N_("Only the organisers of this event issue its certificates.")
PUBLISHED = N_("The results are published: they cannot change any more.")
CHAIR = "jury_chair"
JURY = ("juror", CHAIR)


@permission("results.see", public=True)
def may_see(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Everybody, from the publication on."""
    yield event.results_published_at is not None, N_("The results are not published yet.")


@permission("results.prepare")
def may_prepare(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event: how far the jury is and, once scoring is closed, the order of merit."""
    yield person.is_organiser, ORGANISERS_ONLY


@permission("results.see_order")
def may_see_order(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, only once scoring is closed: before, nobody knows who leads."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield (
        _is_scored(event, at),
        N_("The order of merit can be seen once scoring is closed. Before that nobody knows who leads."),
    )


def _is_scored(event: Any, at: datetime) -> bool:
    scoring = event.window("scoring")
    return scoring is not None and bool(scoring.closes_at <= at)


@permission("deliberation.see")
def may_see_deliberation(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The jury and the organisers of the event, once scoring is closed: what is said, and votes the chair asked for."""
    yield person.is_organiser or person.has_role(*JURY), N_("Only the jury and the organisers see how it deliberates.")
    yield _is_scored(event, at), N_("The jury deliberates once scoring is closed.")


@permission("deliberation.see_order")
def may_see_order_as_chair(person: Standing, jury: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The chair of the jury and the organisers of the event, once scoring is closed."""
    yield (
        person.is_organiser or person.has_role(CHAIR),
        N_("Only the chair of the jury and the organisers see the order of merit before it is published."),
    )
    yield from may_see_deliberation.conditions(person, jury.event, at)


@permission("deliberation.say")
def may_say(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The jury and the organisers of the event, between the closing of scoring and the publication."""
    yield from may_see_deliberation.conditions(person, event, at)
    yield event.results_published_at is None, PUBLISHED


@permission("deliberation.decide")
def may_decide(person: Standing, jury: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The chair of the jury, until the publication; where the jury has no chair, the organisers write down what it decided."""
    yield from may_see_order_as_chair.conditions(person, jury, at)
    yield (
        person.has_role(CHAIR) or not jury.has_chair,
        N_("What the jury decides, its chair writes down. Ask the chair to do it."),
    )
    yield jury.event.results_published_at is None, PUBLISHED


@permission("deliberation.vote")
def may_vote(person: Standing, paper: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Jurors who signed a sheet and stepped aside from none of these projects, until the chair closes the vote."""
    yield from may_say.conditions(person, paper.event, at)
    yield person.has_role(*JURY), N_("The jurors vote.")
    yield (
        paper.is_entitled,
        N_("Jurors vote who signed a sheet and stepped aside from none of these projects."),
    )
    yield paper.ballot.closed_at is None, N_("The chair has closed this vote.")


@permission("results.edit_prizes")
def may_edit_prizes(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, until the jury begins to score: prizes are promised before, not after."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield event.results_published_at is None, PUBLISHED
    scoring = event.window("scoring")
    yield (
        scoring is None or at < scoring.opens_at,
        N_("The jury has begun to score: the prizes stand as they were announced."),
    )


@permission("results.freeze")
def may_freeze(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, between the closing of scoring and the publication."""
    yield from may_see_order.conditions(person, event, at)
    yield event.results_published_at is None, PUBLISHED


@permission("results.confirm")
def may_confirm(person: Standing, desk: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, for an order that somebody else froze."""
    yield from may_freeze.conditions(person, desk.event, at)
    yield from _waits(desk)
    yield (
        desk.bundle.frozen_by_id != person.person.id,
        N_("You froze this order, so another organiser looks at it and confirms it."),
    )


@permission("results.waive")
def may_waive(person: Standing, desk: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The organiser of an event that has no other, with a reason that is published."""
    yield from may_freeze.conditions(person, desk.event, at)
    yield from _waits(desk)
    yield not desk.others, N_("This event has another organiser: ask them to confirm the order.")


def _waits(desk: Any) -> Iterator[tuple[Any, ...]]:
    yield desk.bundle is not None, N_("Freeze the order of merit first.")
    yield desk.event.second_person, N_("This event publishes without a second person.")
    yield desk.bundle.confirmation is None, N_("This order is confirmed already.")


@permission("results.publish")
def may_publish(person: Standing, desk: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, once, after the order was frozen and another organiser confirmed it."""
    yield from may_freeze.conditions(person, desk.event, at)
    yield desk.bundle is not None, N_("Freeze the order of merit first.")
    yield (
        desk.bundle.confirmation is not None or not desk.event.second_person,
        N_("Another organiser confirms the frozen order first: publishing takes two people here."),
    )


@permission("results.cancel_release")
def may_cancel_release(person: Standing, desk: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, before the hour that was set."""
    yield from may_freeze.conditions(person, desk.event, at)
    yield desk.bundle is not None and desk.bundle.release is not None, N_("No hour is set.")


@permission("results.correct")
def may_correct(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, once its results are published: by a public erratum, never by taking them back."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield (
        event.results_published_at is not None and not event.is_recorded,
        N_("Nothing is published yet: what is wrong is put right before the order is frozen."),
    )


@permission("results.check_winner")
def may_check_winner(person: Standing, award: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, for a prize that was given in published results."""
    yield from may_correct.conditions(person, award.event, at)
    yield award.project_id is not None, N_("Nobody has this prize.")


@permission("results.see_own")
def may_see_own(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Members of a team of the event, once the results are published: what is their own."""
    yield person.team is not None, N_("Only those who were in a team have scores of their own.")
    yield event.results_published_at is not None, N_("The results are not published yet.")


@permission("results.record")
def may_record(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, for an edition recorded from a source only."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield event.is_recorded, N_("This event is run here: its results are computed, not recorded.")


@permission("minutes.prepare")
def may_prepare_minutes(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, once scoring is closed: minutes tell the order of merit. Before its publication or after."""
    yield from may_see_order.conditions(person, event, at)


@permission("minutes.correct")
def may_correct_minutes(person: Standing, minutes: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, whenever a mistake is found: by an erratum beside the minutes."""
    yield from may_see_order.conditions(person, minutes.event, at)


@permission("certificates.prepare")
def may_name_signatories(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event: who signs, how certificates look, who has theirs."""
    yield person.is_organiser, ORGANISERS_OF_CERTIFICATES


@permission("certificates.issue")
def may_issue_certificates(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, once its results are published: from then on it is known who took part and who won."""
    yield person.is_organiser, ORGANISERS_OF_CERTIFICATES
    yield (
        event.results_published_at is not None,
        N_("Certificates and diplomas are issued once the results are published."),
    )


@permission("certificates.change")
def may_change_certificate(person: Standing, certificate: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of its event: to have it made anew, or to withdraw it with a reason."""
    yield person.is_organiser, ORGANISERS_OF_CERTIFICATES
