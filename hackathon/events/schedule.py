"""An agenda as people read it: day by day in the event's zone, with what is over, what is on, and where now is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

# A milestone or a turning point is an instant: it is not "on" until the next hour of the agenda.
INSTANT_LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class Hour:
    """An entry of the agenda; `state` is past, now or future. Without an item it is the line that says where now is."""

    at: datetime
    state: str
    item: Any = None


@dataclass(frozen=True)
class Day:
    """A day on the wall of the event's place; `first` is its first instant that is in the agenda."""

    first: datetime
    hours: tuple[Hour, ...]


def days_of(agenda: Sequence[Any], *, zone: str, at: datetime, ends_at: datetime) -> list[Day]:
    """The days of an agenda that is in order."""

    def day(hour: Hour) -> date:
        return hour.at.astimezone(ZoneInfo(zone)).date()

    grouped = groupby(_hours_of(agenda, at, ends_at), day)
    return [Day(found[0].at, found) for _day, group in grouped if (found := tuple(group))]


def next_hours(agenda: Sequence[Any], *, at: datetime, ends_at: datetime, most: int = 4) -> list[Hour]:
    """What is on now and what comes after it."""
    return [hour for hour in _hours_of(agenda, at, ends_at) if hour.item and hour.state != "past"][:most]


def _hours_of(agenda: Sequence[Any], at: datetime, ends_at: datetime) -> list[Hour]:
    begun = [item for item in agenda if item.starts_at <= at]
    is_on = bool(begun) and at < _end_of(begun[-1], ends_at)
    past = [Hour(item.starts_at, "past", item) for item in begun]
    if is_on:
        past[-1] = Hour(begun[-1].starts_at, "now", begun[-1])
    elif begun and at < ends_at:
        past.append(Hour(at, "now"))
    return past + [Hour(item.starts_at, "future", item) for item in agenda[len(begun) :]]


def _end_of(item: Any, ends_at: datetime) -> datetime:
    """When an entry that nothing follows yet is over."""
    if item.ends_at is not None:
        end: datetime = item.ends_at
        return end
    return ends_at if item.kind == "activity" else min(ends_at, item.starts_at + INSTANT_LASTS)
