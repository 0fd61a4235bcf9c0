"""Builders of the cast and of what they make: Ada founds a team, Ben joins, Chi judges, Olu organises, Zed is a stranger.

A builder takes only what a test cares about, stores it in one transaction and returns it. Nothing here surprises.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import select

from hackathon import audit
from hackathon.accounts import actions as accounts
from hackathon.accounts.models import Organization, Person
from hackathon.database import Words, db, transaction
from hackathon.events import actions as events
from hackathon.events import crew_actions as crew
from hackathon.events.models import Event, RoleKind
from hackathon.events.queries import event_with_slug, organization_with_slug
from hackathon.events.rules_actions import put_in_force
from hackathon.events.templates import DEFAULT, template_named
from hackathon.permissions import SYSTEM, Standing, standing_of
from hackathon.registration import actions as registrations
from hackathon.registration.models import Registration
from hackathon.submissions import actions as submissions
from hackathon.teams import actions as teams
from hackathon.teams.models import Team

CAST = ("Ada", "Ben", "Chi", "Olu", "Zed")
PASSWORD = "cuatro palabras bien largas"

OPENS = datetime.fromisoformat("2026-10-17T08:00")
"""When Olu's event opens, on the wall in Trujillo: two hours before a test's clock begins."""

# One instant in each phase of Olu's event.
PREPARATION = datetime(2026, 8, 1, 15, tzinfo=UTC)
CALL = datetime(2026, 9, 10, 15, tzinfo=UTC)
REGISTRATION = datetime(2026, 10, 1, 15, tzinfo=UTC)
HACKING = datetime(2026, 10, 17, 15, tzinfo=UTC)
CHECKING = datetime(2026, 10, 18, 18, 30, tzinfo=UTC)
SCORING = datetime(2026, 10, 18, 19, 30, tzinfo=UTC)
DELIBERATION = datetime(2026, 10, 18, 21, tzinfo=UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Do something at another time: `with at(REGISTRATION): register(ada)`."""
    clock = current_app.config["CLOCK"]
    before = clock()
    clock.set(instant)
    try:
        yield
    finally:
        clock.set(before)


@cache
def _hashed() -> str:
    return accounts.hash_password(PASSWORD)


def person(name: str = "Ada", *, email: str = "", administrator: bool = False, confirmed: bool = True) -> Person:
    """Somebody with an account: ada@example.pe, whose password is PASSWORD."""
    email = email or f"{name.lower().replace(' ', '.')}@example.pe"
    with transaction() as now:
        said = {"name": name, "email": email, "password": PASSWORD, "password_hash": _hashed(), "language": "es"}
        someone = accounts.sign_up(**said, is_confirmed=confirmed, now=now)
        if administrator:
            accounts.make_administrator(someone, now=now)
    return someone


def somebody(email: str) -> Person:
    """Who has this address."""
    return db.session.scalars(select(Person).where(Person.email == email)).one()


def administrator() -> Person:
    return person("Nora", administrator=True)


def sign_in(client: Any, someone: Person) -> Any:
    """The same visitor, signed in; the form and its password are tested in tests/accounts."""
    with transaction() as now:
        token = accounts.begin_session(someone, device="a test", address="127.0.0.1", days=7, now=now)
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie.update(_user_id=token, _fresh=True)
    return client


def organization(slug: str = "region", *, name: str = "Gobierno Regional") -> Organization:
    """A body that holds events; the same again when it is there already."""
    with transaction() as now:
        return organization_with_slug(slug) or events.add_organization(
            name=Words(name), slug=slug, contact_email="datos@example.pe", by=SYSTEM, now=now
        )


def event(
    owner: Person,
    *,
    slug: str = "libertad",
    name: str = "Hackathon La Libertad",
    published: bool = True,
    **options: Any,
) -> Event:
    """The owner's event from the usual template, public unless told otherwise; it opens at OPENS."""
    body = organization(options.pop("organization", "region"))
    options = {"opens": OPENS, "timezone": "America/Lima", "city": "Trujillo"} | options
    with at(PREPARATION), transaction() as now:
        made = events.create(body, template_named(DEFAULT), name=Words(name), slug=slug, by=SYSTEM, now=now, **options)
    give_role(owner, made, RoleKind.OWNER)
    if published:
        publish(made)
    return found(slug)


def found(slug: str) -> Event:
    """The event as a page loads it, with timetable and organisation."""
    there = event_with_slug(slug)
    assert there is not None
    return there


def give_role(someone: Person, where: Event, kind: RoleKind) -> None:
    """Let somebody work on an event."""
    with transaction() as now:
        crew.give_role(someone, where, kind, by=SYSTEM, now=now)


def publish(made: Event) -> None:
    """Make an event public whatever it lacks: a test arranges only what it cares about."""
    with at(PREPARATION), transaction() as now:
        ready = found(made.slug)
        ready.published_at = now
        put_in_force(ready, now=now)
        audit.record("event.published", ready, by=SYSTEM, now=now)


def standing(someone: Person | None, where: Event | None = None) -> Standing:
    """How this event sees a person now."""
    return standing_of(someone, found(where.slug) if where is not None else None)


def registration(someone: Person, where: Event) -> Registration:
    """Somebody's registration, as they would send it while it is open."""
    with at(REGISTRATION), transaction() as now:
        agreed = registrations.Agreed(rules_number=1, declares=True, consents=True)
        return registrations.register(found(where.slug), agreed, by=standing(someone, where), now=now)


def team(where: Event, *people: Person, name: str = "Búhos", fictional: bool = False) -> Team:
    """A team, founded by the first and joined by the others; all of them are registered for it if they were not."""
    for someone in people:
        if standing(someone, where).registration is None:
            registration(someone, where)
    with at(REGISTRATION), transaction() as now:
        founded = teams.found(found(where.slug), name=name, by=standing(people[0], where), now=now)
        founded.is_fictional = fictional
        for someone in people[1:]:
            teams.join(founded, by=standing(someone, where), now=now)
        submissions.open_project(founded, by=standing(people[0], where), now=now)
    return founded
