"""Who may prepare, change and publish an event."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.text import N_

ORGANISERS_ONLY = N_("Only the organisers of this event may do this.")
RECORDED = N_("This edition was recorded from a source: it is shown, not run.")


@permission("events.add_organization")
def may_add_organization(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators."""
    yield person.is_administrator, N_("Only administrators add organisations. Ask yours to add this one.")


@permission("events.create")
def may_create(person: Standing, organizations: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators; owners and staff of an organisation, for it. The organisations they may act for are handed in."""
    yield (
        bool(organizations) or person.is_administrator,
        N_("Only organisers of an organisation create its events. Ask an administrator to make you one."),
    )


@permission("events.manage")
def may_manage(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Owner and staff of the event or of its organisation, and administrators."""
    yield person.is_organiser, ORGANISERS_ONLY


@permission("events.edit")
def may_edit(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, at any time, except for an edition recorded from a source."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield not event.is_recorded, RECORDED


@permission("events.set_timetable")
def may_set_timetable(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, until the results are published."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield not event.is_recorded, RECORDED
    yield (
        event.results_published_at is None,
        N_("The results are published: the timetable that led to them no longer changes."),
    )


@permission("events.publish")
def may_publish(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers, once; what is missing refuses it too."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield event.published_at is None, N_("This event is public already.")


@permission("events.choose_crew")
def may_choose_crew(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Owners of the event or of its organisation, and administrators."""
    yield (
        person.is_administrator or person.has_role("owner"),
        N_("Only an owner of this event decides who works on it."),
    )
