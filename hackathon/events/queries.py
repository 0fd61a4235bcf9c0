"""Questions about events, their rules, hours and people."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon.accounts.models import Organization, Person
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import AgendaItem, Event, Role, RoleKind, Rules, TimetableChange
from hackathon.permissions import Standing
from hackathon.text import N_

HOSTS = (RoleKind.OWNER, RoleKind.STAFF)
CREW = (RoleKind.OWNER, RoleKind.STAFF, RoleKind.VOLUNTEER)
_WHOLE = (selectinload(Event.windows), joinedload(Event.organization))


def event_with_slug(slug: str) -> Event | None:
    """The event of an address, with its timetable and organisation."""
    return db.session.scalars(select(Event).options(*_WHOLE).where(Event.slug == slug)).one_or_none()


def event_with_id(event_id: int) -> Event:
    """The same for an id that a row or a job holds."""
    return db.session.scalars(select(Event).options(*_WHOLE).where(Event.id == event_id)).one()


def roles_of(person: Person, event: Event) -> frozenset[str]:
    """The roles of a person in an event: its own, and those in the organisation that holds it."""
    held = select(Role.kind).where(
        Role.person_id == person.id,
        or_(Role.event_id == event.id, Role.organization_id == event.organization_id),
    )
    return frozenset(db.session.scalars(held))


def visible_event(viewer: Standing, event: str) -> Event | None:
    """The event of an address when this viewer may know of it: published, or theirs to prepare."""
    found: Event | None = viewer.event
    if found is None:
        return None
    return found if found.is_public() or viewer.is_organiser or viewer.roles else None


def managed_event(viewer: Standing, event: str) -> Event | None:
    """The event of an address when this viewer organises it: for anybody else these pages do not exist."""
    return viewer.event if viewer.event is not None and viewer.is_organiser else None


def public_events() -> Sequence[Event]:
    """Every published event, the latest opening first."""
    published = select(Event).options(*_WHOLE).where(Event.published_at.is_not(None))
    return db.session.scalars(published.order_by(Event.starts_at.desc(), Event.slug)).all()


def events_organised_by(viewer: Standing) -> Sequence[Event]:
    """The events that this person prepares or runs, the latest opening first; all of them for an administrator."""
    organised = select(Event).options(*_WHOLE)
    if not viewer.is_administrator:
        held = select(Role.id).where(
            Role.person_id == (viewer.person.id if viewer.person else None),
            Role.kind.in_(HOSTS),
            or_(Role.event_id == Event.id, Role.organization_id == Event.organization_id),
        )
        organised = organised.where(held.exists())
    return db.session.scalars(organised.order_by(Event.starts_at.desc(), Event.slug)).all()


def organizations_hosted_by(viewer: Standing) -> Sequence[Organization]:
    """The organisations that this person may create events for, by address."""
    hosted = select(Organization).order_by(Organization.slug)
    if not viewer.is_administrator:
        mine = select(Role.organization_id).where(
            Role.person_id == (viewer.person.id if viewer.person else None), Role.kind.in_(HOSTS)
        )
        hosted = hosted.where(Organization.id.in_(mine))
    return db.session.scalars(hosted).all()


def organization_with_slug(slug: str) -> Organization | None:
    return db.session.scalars(select(Organization).where(Organization.slug == slug)).one_or_none()


def agenda_of(event: Event) -> Sequence[AgendaItem]:
    """The hours of an event in their order."""
    hours = select(AgendaItem).where(AgendaItem.event_id == event.id)
    return db.session.scalars(hours.order_by(AgendaItem.starts_at, AgendaItem.id)).all()


def agenda_hour(viewer: Standing, event: str, hour: int) -> AgendaItem | None:
    """An hour of an event that this viewer organises."""
    found = managed_event(viewer, event)
    if found is None:
        return None
    wanted = select(AgendaItem).options(joinedload(AgendaItem.event).options(*_WHOLE)).where(AgendaItem.id == hour)
    item = db.session.scalars(wanted).one_or_none()
    return item if item is not None and item.event_id == found.id else None


def rules_versions(event: Event) -> Sequence[Rules]:
    """The published versions of an event's rules, the newest first."""
    published = select(Rules).where(Rules.event_id == event.id, Rules.published_at.is_not(None))
    return db.session.scalars(published.order_by(Rules.number.desc())).all()


def newest_rules(event: Event) -> Rules | None:
    """The last version, a draft included: what organisers edit."""
    return db.session.scalars(
        select(Rules).where(Rules.event_id == event.id).order_by(Rules.number.desc()).limit(1)
    ).one_or_none()


def current_rules(event: Event) -> Rules | None:
    """The version that is in force: what a participant accepts."""
    published = select(Rules).where(Rules.event_id == event.id, Rules.published_at.is_not(None))
    return db.session.scalars(published.order_by(Rules.number.desc()).limit(1)).one_or_none()


def timetable_changes(event: Event) -> Sequence[TimetableChange]:
    """The public record of changes of the timetable, the latest first, with who made them."""
    changes = select(TimetableChange).options(joinedload(TimetableChange.author))
    return db.session.scalars(
        changes.where(TimetableChange.event_id == event.id).order_by(TimetableChange.id.desc())
    ).all()


def crew_of(event: Event) -> Sequence[Role]:
    """Owners, staff and volunteers of an event, those of its organisation included, by name."""
    held = select(Role).join(Role.person).options(joinedload(Role.person))
    mine = or_(Role.event_id == event.id, Role.organization_id == event.organization_id)
    return db.session.scalars(held.where(mine, Role.kind.in_(CREW)).order_by(Person.name, Role.id)).all()


def host_ids(event: Event) -> set[int]:
    """Ids of the people who organise an event: its owners and staff, those of its organisation included."""
    return {role.person_id for role in crew_of(event) if role.kind in HOSTS}


def crew_member(viewer: Standing, event: str, role: int) -> Role | None:
    """A role given in an event that this viewer organises; those of its organisation are not the event's to take."""
    found = managed_event(viewer, event)
    if found is None:
        return None
    held = select(Role).options(joinedload(Role.person)).where(Role.id == role, Role.kind.in_(CREW))
    given = db.session.scalars(held).one_or_none()
    return given if given is not None and given.event_id == found.id else None


def role_of(person: Person, event: Event, kind: str) -> Role | None:
    """The role of this kind that was given to a person in this very event."""
    held = select(Role).where(Role.person_id == person.id, Role.event_id == event.id, Role.kind == kind)
    return db.session.scalars(held).one_or_none()


def is_live(event: Event, at: datetime) -> bool:
    """Whether the event is yet to end, or its results are yet to come."""
    return not event.is_recorded and (at < event.ends_at or event.results_published_at is None)


@matter("settings", title=N_("Settings"), endpoint="events.settings", order=10)
def lacking_in_settings(event: Event, at: datetime) -> Iterator[Lack]:
    """What people must know before they come."""
    if not event.city:
        yield Lack(N_("Say in which city the event takes place."))
    if not event.organization.contact_email:
        yield Lack(N_("The organisation has no address that people can write to about their data."))


@matter("timetable", title=N_("Timetable"), endpoint="events.timetable", order=20)
def lacking_in_timetable(event: Event, at: datetime) -> Iterator[Lack]:
    """An event that is over cannot be announced."""
    if event.ends_at <= at and not event.is_public():
        yield Lack(N_("The event has ended by its timetable: move it to new dates."))


@matter("rules", title=N_("Rules"), endpoint="events.edit_rules", order=30)
def lacking_in_rules(event: Event, at: datetime) -> Iterator[Lack]:
    """Nobody can accept rules that are not there."""
    newest = newest_rules(event)
    if newest is None or not newest.text:
        yield Lack(N_("Write the rules: whoever registers accepts them."))


@matter("agenda", title=N_("Agenda"), endpoint="events.agenda", order=25)
def lacking_in_agenda(event: Event, at: datetime) -> Iterator[Lack]:
    """An event may do without."""
    return iter(())


@matter("people", title=N_("People"), endpoint="events.people", order=90)
def lacking_in_people(event: Event, at: datetime) -> Iterator[Lack]:
    """What takes two people needs two."""
    if event.second_person and len(host_ids(event)) < 2:
        yield Lack(
            N_(
                "One person alone organises this event: add a second one, so that nobody is missed in the decisive hour."
            ),
            before="scoring",
        )
