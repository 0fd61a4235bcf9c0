"""Changing the hours of an event: windows, embargo, beginning and end, the agenda.

After publication every change needs a reason and is put in the public record, with what was before.
"""

from datetime import datetime, timedelta

from hackathon import audit
from hackathon.database import Words, db
from hackathon.errors import RuleBroken
from hackathon.events import policy, queries
from hackathon.events.local_hours import moved
from hackathon.events.models import AgendaItem, AgendaKind, Event, TimetableChange, Window, WindowName
from hackathon.events.timetable import Span, Timetable, refuse_contradictions
from hackathon.permissions import Standing, ensure
from hackathon.text import N_


def timetable_of(event: Event) -> Timetable:
    """The timetable as it stands."""
    windows = {window.name: (window.opens_at, window.closes_at) for window in event.windows}
    return Timetable(event.starts_at, event.ends_at, event.embargo_ends_at, windows)


def set_timetable(event: Event, wanted: Timetable, *, reason: Words, by: Standing, now: datetime) -> None:
    """Give an event these hours. Raises RuleBroken, at the field, for hours that contradict each other."""
    ensure(policy.may_set_timetable(by, event, at=now))
    refuse_contradictions(wanted)
    changes = _differences(timetable_of(event), wanted)
    if not changes:
        raise RuleBroken(N_("Nothing is different: the timetable stays as it is."))
    if event.published_at is not None:
        if not reason:
            raise RuleBroken(
                N_("The event is public: say why the timetable changes. Everybody reads it."), field="reason_es"
            )
        _publish_changes(event, changes, reason=reason, by=by, now=now)
    event.starts_at, event.ends_at, event.embargo_ends_at = wanted.starts_at, wanted.ends_at, wanted.embargo_ends_at
    _set_windows(event, wanted.windows)
    event.changed_at = now
    audit.record("event.timetable_set", event, by=by, now=now, note=reason.es)


def move_all(event: Event, by_length: timedelta, *, reason: Words, by: Standing, now: datetime) -> None:
    """Move the whole event, agenda included, by this much on the wall: eight in the morning stays eight."""
    before = timetable_of(event)

    def later(instant: datetime) -> datetime:
        return moved(instant, by_length, event.timezone)

    wanted = Timetable(
        later(before.starts_at),
        later(before.ends_at),
        later(before.embargo_ends_at) if before.embargo_ends_at else None,
        {name: (later(opens), later(closes)) for name, (opens, closes) in before.windows.items()},
    )
    set_timetable(event, wanted, reason=reason, by=by, now=now)
    for item in queries.agenda_of(event):
        item.starts_at = later(item.starts_at)
        item.ends_at = later(item.ends_at) if item.ends_at else None


def add_hour(
    event: Event, *, title: Words, starts_at: datetime, kind: AgendaKind, place: str, by: Standing, now: datetime
) -> AgendaItem:
    """Put an hour in the agenda."""
    ensure(policy.may_edit(by, event, at=now))
    item = AgendaItem(event_id=event.id, title=title, starts_at=starts_at, kind=kind, place=place)
    db.session.add(item)
    db.session.flush()
    event.changed_at = now
    audit.record("agenda.hour_added", item, by=by, now=now, event=event)
    return item


def edit_hour(
    item: AgendaItem, *, title: Words, starts_at: datetime, kind: AgendaKind, place: str, by: Standing, now: datetime
) -> None:
    """Change an hour of the agenda."""
    ensure(policy.may_edit(by, item.event, at=now))
    item.title, item.starts_at, item.kind, item.place = title, starts_at, kind, place
    item.event.changed_at = now
    audit.record("agenda.hour_edited", item, by=by, now=now, event=item.event)


def remove_hour(item: AgendaItem, *, by: Standing, now: datetime) -> None:
    """Take an hour out of the agenda."""
    ensure(policy.may_edit(by, item.event, at=now))
    item.event.changed_at = now
    db.session.delete(item)
    audit.record("agenda.hour_removed", item, by=by, now=now, event=item.event)


Change = tuple[str, tuple[datetime | None, datetime | None], tuple[datetime | None, datetime | None]]


def _differences(before: Timetable, after: Timetable) -> list[Change]:
    """(what, span before, span after) for each hour that changes."""
    pairs: list[Change] = [
        ("event", (before.starts_at, before.ends_at), (after.starts_at, after.ends_at)),
        ("embargo", (None, before.embargo_ends_at), (None, after.embargo_ends_at)),
    ]
    nothing = (None, None)
    pairs += [(name, before.windows.get(name, nothing), after.windows.get(name, nothing)) for name in WindowName]
    return [(what, old, new) for what, old, new in pairs if old != new]


def _publish_changes(event: Event, changes: list[Change], *, reason: Words, by: Standing, now: datetime) -> None:
    db.session.add_all(
        TimetableChange(
            event_id=event.id,
            what=what,
            before_opens_at=old[0],
            before_closes_at=old[1],
            after_opens_at=new[0],
            after_closes_at=new[1],
            reason=reason,
            author_id=by.person.id,
            changed_at=now,
        )
        for what, old, new in changes
    )


def _set_windows(event: Event, windows: dict[str, Span]) -> None:
    for window in list(event.windows):
        if window.name not in windows:
            event.windows.remove(window)
            db.session.delete(window)
    for name, (opens, closes) in windows.items():
        window = event.window(name)
        if window is None:
            event.windows.append(Window(name=name, opens_at=opens, closes_at=closes))
        else:
            window.opens_at, window.closes_at = opens, closes
