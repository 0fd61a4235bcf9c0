"""Who may do what with portals. The catalogue is public."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.lifecycle import RequestState
from hackathon.text import N_

ADMINISTRATORS_AND_ORGANISERS = N_(
    "Portals are added and harvested by administrators, and by organisers from the pages of their own event."
)


@permission("portal.add")
def may_add(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators; organisers of an event, from its pages."""
    yield person.is_organiser, ADMINISTRATORS_AND_ORGANISERS


@permission("portal.harvest")
def may_harvest(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators; organisers when a page of their event adds a portal: the pages of portals know no event.

    `thing` is the portal, or one of its readings.
    """
    yield person.is_organiser, ADMINISTRATORS_AND_ORGANISERS
    portal = thing.portal if isinstance(thing, Harvest) else thing
    yield portal.retired_at is None, N_("This portal is retired. An administrator can bring it back.")


@permission("portal.correct")
def may_correct(person: Standing, portal: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators."""
    yield person.is_administrator, N_("Only administrators correct or retire a portal.")


@permission("portal.request")
def may_request(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever is signed in: asking needs nothing but an address for the answer."""
    return iter(())


@permission("portal.support_request")
def may_support(person: Standing, request: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever is signed in, once, except for whoever asked; as long as the request is open."""
    yield person.person.id != request.asked_by_id, N_("You asked for this yourself: your own need counts already.")
    yield request.is_open, N_("This request is closed. If you need something else, ask for it.")


@permission("portal.withdraw_support")
def may_withdraw_support(person: Standing, request: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever is signed in, for their own support, at any time."""
    return iter(())


@permission("portal.change_request")
def may_change_request(person: Standing, request: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever asked, until somebody has taken it up: what is being answered stands still."""
    yield from _asked_by(person, request)
    yield (
        request.state == RequestState.NEW,
        N_("The portal has taken it up: what stands there is what is being answered. Ask again for something else."),
    )


@permission("portal.withdraw_request")
def may_withdraw_request(person: Standing, request: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever asked, as long as it is open."""
    yield from _asked_by(person, request)
    yield request.is_open, N_("This request is closed: its answer stays for everybody.")


def _asked_by(person: Standing, request: Any) -> Iterator[tuple[Any, ...]]:
    yield person.person.id == request.asked_by_id, N_("Only whoever asked can do this.")


@permission("portal.answer_request")
def may_answer(person: Standing, request: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The stewards of its portal, organisers of an event that works with the portal, and administrators."""
    yield (
        person.is_organiser or person.person.id in request.answerers,
        N_("Requests are answered by the stewards of the portal, and by organisers who work with its data."),
    )


@permission("portal.name_stewards")
def may_name_stewards(person: Standing, portal: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators."""
    yield person.is_administrator, N_("Only administrators name the stewards of a portal.")


@permission("portal.withdraw_copy")
def may_withdraw_copy(person: Standing, copy: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators: whoever may not give a content, by law or by order, must be able to give it to nobody."""
    yield person.is_administrator, N_("Only administrators withdraw a copy.")


@permission("portal.pin")
def may_pin(person: Standing, dataset: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever writes something that points at a dataset: organisers, and teams for their project."""
    yield (
        person.is_organiser or person.team is not None,
        N_("Only organisers and teams keep what a dataset says of itself."),
    )
