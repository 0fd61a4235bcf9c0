"""An agenda as people read it: day by day in the event's zone, with what is over and what is on now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Hour:
    """An entry of the agenda; `state` is past, now or future."""

    item: Any
    state: str


@dataclass(frozen=True)
class Day:
    """A day on the wall of the event's place; `first` is its first instant that is in the agenda."""

    first: datetime
    hours: tuple[Hour, ...]


def days_of(agenda: Sequence[Any], *, zone: str, at: datetime, ends_at: datetime) -> list[Day]:
    """The days of an agenda that is in order. On now is what began last, until the next begins or the event ends."""
    begun = sum(item.starts_at <= at for item in agenda)
    hours = []
    for number, item in enumerate(agenda, 1):
        is_on = number == begun and at < max(item.ends_at or ends_at, item.starts_at)
        hours.append(Hour(item, "now" if is_on else "past" if number <= begun else "future"))

    def day(hour: Hour) -> date:
        local: datetime = hour.item.starts_at.astimezone(ZoneInfo(zone))
        return local.date()

    return [Day(found[0].item.starts_at, found) for _day, group in groupby(hours, day) if (found := tuple(group))]
