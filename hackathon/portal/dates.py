"""Dates that portals write: days without a time, and what a content manager wrote for people. Pure.

A day is kept as midnight UTC, exactly (decision 0036): `day_of` gives it back, whatever zone its reader is in.

Dates for people look like `Lun, 08/05/2024 - 12:47`; their weekday is a check digit.

Drupal prints dates in its site's own order of day and month, without a zone. Both orders are tried, and the one whose
weekday fits is right. Seen: month first with Spanish weekdays (Peru), day first with French ones.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from hackathon.text import fold

LIMA = ZoneInfo("America/Lima")

# The first three letters, folded, of the weekdays in Spanish, French, English and Portuguese; Monday is 0.
# `mar` is Tuesday in both languages that have it, and `dom` and `sab` are the same days wherever they occur.
_WEEKDAYS = {
    letters: number
    for number, names in enumerate(
        (
            "lun mon seg",
            "mar tue ter",
            "mie mer wed qua",
            "jue jeu thu qui",
            "vie ven fri sex",
            "sab sam sat",
            "dom dim sun",
        )
    )
    for letters in names.split()
}
# What stands before the weekday is left: DKAN 7 writes `Date changed  Lun, 08/05/2024 - 12:47`.
_WRITTEN = re.compile(
    r"\b([a-z]{3})[a-z]{0,10}(?:-feira)?[.,]{0,2}\s{1,3}"
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s{0,3}-?\s{0,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s{0,9}$"
)


class Order(StrEnum):
    """Which of two numbers is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def weekday_instant(value: Any, *, zone: ZoneInfo = LIMA, order: Order | None = None) -> datetime | None:
    """The instant of a date with its weekday; None for anything else, and where no order or either of two fits.

    `order` settles what the weekday leaves open. Without a time of day it is that day, as `day_of` reads it.
    """
    fitting = _readings(value)
    if len(set(fitting.values())) == 1:
        local = next(iter(fitting.values()))
    elif order in fitting:
        local = fitting[order]
    else:
        return None
    try:
        return local.replace(tzinfo=zone if _has_time(value) else UTC).astimezone(UTC)
    except OverflowError:
        return None


def _has_time(value: str) -> bool:
    written = _WRITTEN.search(fold(value[:200]))
    return written is not None and written[5] is not None


def is_day(when: datetime) -> bool:
    """Whether this instant stands for a day without a time."""
    return when.astimezone(UTC).time() == time.min


def day_of(when: datetime, zone: ZoneInfo = LIMA) -> date:
    """The day that a portal said; an instant with a time is on the day that it has in this zone."""
    return when.astimezone(UTC if is_day(when) else zone).date()


def order_among(values: Iterable[Any]) -> Order | None:
    """The order that these dates of one site prove: each has a weekday. None where they prove none, or both."""
    proven = {next(iter(fitting)) for fitting in map(_readings, values) if len(fitting) == 1}
    return proven.pop() if len(proven) == 1 else None


def _readings(value: Any) -> dict[Order, datetime]:
    """The local times that a text may mean, by the order that makes its weekday fit."""
    written = _WRITTEN.search(fold(value[:200])) if isinstance(value, str) else None
    if not written:
        return {}
    weekday = _WEEKDAYS.get(written[1])
    first, second, year, hour, minute, seconds = (int(part or 0) for part in written.groups()[1:])
    read = {}
    for order, day, month in ((Order.DAY_FIRST, first, second), (Order.MONTH_FIRST, second, first)):
        try:
            local = datetime(year, month, day, hour, minute, seconds)  # noqa: DTZ001 - the zone is its reader's
        except ValueError:
            continue
        if local.weekday() == weekday:
            read[order] = local
    return read
