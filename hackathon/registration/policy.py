"""Who may register for an edition, change what they agreed to, withdraw, and see who registered."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.show import local_time
from hackathon.text import N_

CREW = ("owner", "staff", "volunteer")
JURY = ("juror", "jury_chair")


@permission("registration.start", public=True)
def may_start(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Everybody who may register; whoever is not signed in opens an account first."""
    yield from _may_take_part(person, event, at)


@permission("registration.register")
def may_register(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Everybody while registration is open, once; whoever organises or judges the event cannot take part in it."""
    yield from _may_take_part(person, event, at)


def _may_take_part(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    yield person.registration is None, N_("You are registered already.")
    yield (
        not person.has_role(*JURY),
        N_("You are a juror of this event, and nobody judges a contest and takes part in it."),
    )
    yield (
        not (person.is_administrator or person.has_role(*CREW)),
        N_("You organise this event, and nobody organises a contest and takes part in it."),
    )
    window = event.window("registration")
    yield window is not None and not event.is_recorded, N_("This event takes no registrations.")
    yield (
        at >= window.opens_at,
        N_("Registration opens on %(when)s."),
        {"when": local_time(window.opens_at, event.timezone, "long")},
    )
    yield (
        at < window.closes_at,
        N_("Registration closed on %(when)s."),
        {"when": local_time(window.closes_at, event.timezone, "long")},
    )


@permission("registration.change_consents")
def may_change_consents(person: Standing, registration: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The registered person, at any time: a consent is withdrawn as easily as it is given."""
    yield registration.person_id == person.person.id, N_("This registration is somebody else's.")


@permission("registration.withdraw")
def may_withdraw(person: Standing, registration: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """The registered person, until the results are published."""
    yield registration.person_id == person.person.id, N_("This registration is somebody else's.")
    yield (
        person.event.results_published_at is None,
        N_("The results are published: who took part no longer changes."),
    )


@permission("registration.list")
def may_list(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Owner and staff of the event, and administrators; every look is logged."""
    yield person.is_organiser, N_("Only the organisers of this event see who registered.")
