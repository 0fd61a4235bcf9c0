"""Who may see the order of merit, fix the prizes, and make results public."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.text import N_

ORGANISERS_ONLY = N_("Only the organisers of this event prepare its results.")
ORGANISERS_OF_CERTIFICATES = N_("Only the organisers of this event issue its certificates.")
PUBLISHED = N_("The results are published: they cannot change any more.")


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
    scoring = event.window("scoring")
    yield (
        scoring is not None and scoring.closes_at <= at,
        N_("The order of merit can be seen once scoring is closed. Before that nobody knows who leads."),
    )


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


@permission("results.publish")
def may_publish(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, once, after the order was frozen without an unsolved tie on a prize."""
    yield from may_freeze.conditions(person, event, at)


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
