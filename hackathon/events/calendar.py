"""An event's agenda as a calendar file (RFC 5545), for phones. Knows no web, no database."""

from collections.abc import Iterable
from typing import Any

from icalendar import Calendar
from icalendar import Event as Entry


def calendar_of(event: Any, agenda: Iterable[Any], *, page: str, language: str) -> bytes:
    """The event and each hour of its agenda; entries keep their identity when hours change, so that phones follow."""
    name = event.name.shown_in(language)
    calendar = Calendar()
    calendar.add("prodid", "-//Minka//schedule//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add_component(
        _entry(event, f"event@{event.slug}", name, event.starts_at, event.ends_at, event.place, page)
    )
    for item in agenda:
        title = f"{item.title.shown_in(language)} · {name}"
        ends = item.ends_at or item.starts_at
        where = item.place or event.place
        calendar.add_component(_entry(event, f"hour-{item.id}@{event.slug}", title, item.starts_at, ends, where, page))
    return calendar.to_ical()


def _entry(event: Any, uid: str, title: str, starts: Any, ends: Any, place: str, page: str) -> Entry:
    entry = Entry()
    entry.add("uid", uid)
    entry.add("summary", title)
    entry.add("dtstart", starts)
    entry.add("dtend", ends)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("location", ", ".join(part for part in (place, event.city) if part))
    entry.add("url", page)
    return entry
