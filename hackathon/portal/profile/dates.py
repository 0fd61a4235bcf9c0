"""Dates and times as Peru's offices write them: day first, ISO 8601, two-digit years, names of months. Pure."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache

from hackathon.text import fold

_MONTHS = (
    ("ene", "enero", "jan", "january"),
    ("feb", "febrero", "february"),
    ("mar", "marzo", "march"),
    ("abr", "abril", "apr", "april"),
    ("may", "mayo"),
    ("jun", "junio", "june"),
    ("jul", "julio", "july"),
    ("ago", "agosto", "aug", "august"),
    ("set", "sep", "setiembre", "septiembre", "sept", "september"),
    ("oct", "octubre", "october"),
    ("nov", "noviembre", "november"),
    ("dic", "diciembre", "dec", "december"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s?([ap]\.?\s?m\.?)?"
_NUMBERS = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d\d)(?:[ T]{_CLOCK})?$", re.IGNORECASE)
_ISO = re.compile(
    r"(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?:[ T](\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?))?$"
)
_NAMED = re.compile(r"(\d{1,2})(\sde\s|[ /.-])([^\W\d_]{3,10})\.?(\sdel?\s|[ /.-])(\d{4}|\d\d)$", re.IGNORECASE)
_TIME = re.compile(rf"{_CLOCK}$", re.IGNORECASE)
_CENTURY = 69  # two digits from here on are of the 1900s, as in Python and POSIX


_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


def seconds(moment: datetime) -> float:
    """Seconds since the first day of the calendar."""
    return (moment - _BEGINNING).total_seconds()


@dataclass(frozen=True)
class Written:
    """A date as it was read. `order`: "iso", "day", "month" (first), "either" or "named"; `other`: month first."""

    order: str
    pattern: str
    moment: datetime
    other: datetime | None = None
    seconds: float = field(init=False)
    other_seconds: float | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seconds", seconds(self.moment))
        object.__setattr__(self, "other_seconds", seconds(self.other) if self.other else None)


@lru_cache(maxsize=20_000)
def date_in(text: str) -> Written | None:
    """The date (at midnight) or instant in this text, or None. Where both orders are possible, day first is `moment`."""
    try:
        if found := _NUMBERS.match(text):
            return _from_numbers(found)
        if found := _ISO.match(text):
            return _from_iso(found)
        if found := _NAMED.match(text):
            return _from_name(found)
    except (ValueError, OverflowError):  # no such day, or before the first year
        return None
    return None


@lru_cache(maxsize=2_000)
def time_in(text: str) -> time | None:
    """The time of day in this text, or None."""
    found = _TIME.match(text)
    try:
        return _clock(found.groups()) if found else None
    except ValueError:
        return None


def compact_date_in(text: str) -> date | None:
    """The date in eight digits (20240521), or None."""
    try:
        return (
            date(int(text[:4]), int(text[4:6]), int(text[6:])) if re.fullmatch("(?:19|20|21)[0-9]{6}", text) else None
        )
    except ValueError:
        return None


def month_first(pattern: str) -> str:
    """The pattern of the same digits read month first."""
    return pattern.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m")


def _from_numbers(found: re.Match[str]) -> Written | None:
    first, sign, second, year = int(found[1]), found[2], int(found[3]), _year(found[4])
    if sign == "." and len(found[4]) == 2:
        return None  # 1.2.20 is a number of something
    pattern = sign.join(("%d", "%m", "%Y" if len(found[4]) == 4 else "%y"))
    clock = _clock(found.groups()[4:]) if found[5] else time()
    if found[5]:
        pattern += (" %I:%M" if found[8] else " %H:%M") + (":%S" if found[7] else "") + (" %p" if found[8] else "")
    if first > 12:
        return Written("day", pattern, _moment(year, second, first, clock))
    if second > 12:
        moment = _moment(year, first, second, clock)
        return Written("month", month_first(pattern), moment, moment)
    return Written("either", pattern, _moment(year, second, first, clock), _moment(year, first, second, clock))


def _from_iso(found: re.Match[str]) -> Written:
    year, sign, month, day, clock = found.groups()
    moment = datetime(int(year), int(month), int(day), tzinfo=UTC)
    pattern = sign.join(("%Y", "%m", "%d"))
    if clock:
        moment = datetime.fromisoformat(f"{moment.date().isoformat()}T{clock.replace(',', '.')}")
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        pattern += "T%H:%M" + (":%S" if clock.count(":") > 1 else "")
    return Written("iso", pattern, moment)


def _from_name(found: re.Match[str]) -> Written | None:
    month = MONTHS.get(fold(found[3]))
    if month is None:
        return None
    name = "%b" if len(found[3]) == 3 or found[3].lower() == "sept" else "%B"
    pattern = f"%d{found[2]}{name}{found[4]}{'%Y' if len(found[5]) == 4 else '%y'}"
    return Written("named", pattern, _moment(_year(found[5]), month, int(found[1]), time()))


def _clock(parts: tuple[str | None, ...]) -> time:
    hour, minute, second = int(parts[0] or 0), int(parts[1] or 0), int(parts[2] or 0)
    half = (parts[3] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    return time(hour % 12 + 12 * (half == "p") if half else hour, minute, second)


def _year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= _CENTURY else 2000)


def _moment(year: int, month: int, day: int, clock: time) -> datetime:
    return datetime.combine(date(year, month, day), clock, UTC)
