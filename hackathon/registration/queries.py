"""Questions about registrations."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event
from hackathon.paging import Page, page_by
from hackathon.permissions import Standing
from hackathon.registration.models import Registration, RegistrationState
from hackathon.text import N_


def about(event: Event) -> str:
    """What the consents given with a registration are about."""
    return f"event:{event.slug}"


def registration_of(person: Person, event: Event) -> Registration | None:
    """The registration that counts: not withdrawn."""
    own = select(Registration).where(Registration.event_id == event.id, Registration.person_id == person.id)
    return db.session.scalars(own.where(Registration.state == RegistrationState.ACTIVE)).one_or_none()


def any_registration(person: Person, event: Event) -> Registration | None:
    """The registration in whatever state, locked: who comes back after withdrawing gets the same row."""
    own = select(Registration).where(Registration.event_id == event.id, Registration.person_id == person.id)
    return db.session.scalars(own.with_for_update()).one_or_none()


def own_registration(viewer: Standing, event: str) -> Registration | None:
    """The viewer's registration in this event, with its consent and the rules they accepted."""
    if viewer.registration is None:
        return None
    found = select(Registration).options(joinedload(Registration.consent), joinedload(Registration.rules))
    return db.session.scalars(found.where(Registration.id == viewer.registration.id)).one_or_none()


def registration_count(event: Event) -> int:
    """How many registrations count."""
    counted = select(func.count(Registration.id)).where(
        Registration.event_id == event.id, Registration.state == RegistrationState.ACTIVE
    )
    return db.session.scalar(counted) or 0


def is_still_registered(registration: Registration) -> bool:
    """Whether a registration counts, asked under its lock: a withdrawal at the same moment waits, or has happened."""
    locked = select(Registration.state).where(Registration.id == registration.id).with_for_update()
    return db.session.scalar(locked) == RegistrationState.ACTIVE


def registrations_page(event: Event, *, before: str, after: str, most: int) -> Page[Registration]:
    """Everyone who ever registered, the first first; `before` and `after` are public ids."""
    counted = select(func.count(Registration.id)).where(Registration.event_id == event.id)
    return page_by(
        _in_order(event),
        Registration.id,
        total=db.session.scalar(counted) or 0,
        most=most,
        before=_place_of(event, before),
        after=_place_of(event, after),
    )


def _place_of(event: Event, public_id: str) -> int | None:
    if not public_id:
        return None
    place = select(Registration.id).where(Registration.event_id == event.id, Registration.public_id == public_id)
    return db.session.scalar(place)


def _in_order(event: Event) -> Select[Registration]:
    rows = select(Registration).options(joinedload(Registration.person), joinedload(Registration.rules))
    return rows.where(Registration.event_id == event.id)


def registrations_in_order(event: Event) -> Sequence[Registration]:
    """Everyone who ever registered, with person and accepted rules, the first first."""
    return db.session.scalars(_in_order(event).order_by(Registration.id)).all()


@matter("registrations", title=N_("Registrations"), endpoint="registration.registrations", order=50)
def _lacking(event: Event, at: datetime) -> Iterator[Lack]:
    """Nothing: people register by themselves."""
    return iter(())
