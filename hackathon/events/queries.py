"""Questions about events."""

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.models import Event, Role
from hackathon.permissions import Standing


def event_with_slug(slug: str) -> Event | None:
    """The event of an address, with its timetable and organisation."""
    found = select(Event).options(selectinload(Event.windows), joinedload(Event.organization)).where(Event.slug == slug)
    return db.session.scalars(found).one_or_none()


def roles_of(person: Person, event: Event) -> frozenset[str]:
    """The roles of a person in an event: its own, and those in the organisation that holds it."""
    held = select(Role.kind).where(
        Role.person_id == person.id,
        or_(Role.event_id == event.id, Role.organization_id == event.organization_id),
    )
    return frozenset(db.session.scalars(held))


def visible_event(viewer: Standing, event: str) -> Event | None:
    """The event of an address when this viewer may know of it: published, or theirs to prepare."""
    found = viewer.event
    if found is None:
        return None
    return found if found.is_public() or viewer.is_organiser or viewer.roles else None
