"""How instants, numbers, money and points are shown: in the event's zone and the reader's language, rounded once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from flask import Flask
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import Words, language

HOME_ZONE = "America/Lima"
LOCALES = {"es": "es_PE", "en": "en"}
PATTERNS = {
    "es": {
        "short": "d/MM HH:mm",
        "day": "EEE d 'de' MMM",
        "weekday": "EEEE d 'de' MMMM",
        "long": "EEEE d 'de' MMMM 'de' y, HH:mm",
        "date": "dd/MM/y",
        "time": "HH:mm",
        "exact": "HH:mm:ss",
        "full": "dd/MM/y HH:mm:ss",
    },
    "en": {
        "short": "d MMM HH:mm",
        "day": "EEE d MMM",
        "weekday": "EEEE d MMMM",
        "long": "EEEE d MMMM y, HH:mm",
        "date": "d MMM y",
        "time": "HH:mm",
        "exact": "HH:mm:ss",
        "full": "d MMM y HH:mm:ss",
    },
}

# Day, day and month, whole date: as much as the last day does not say already.
DAYS = {"es": ("d", "d 'de' MMMM", "d 'de' MMMM 'de' y"), "en": ("d", "d MMMM", "d MMMM y")}


def local_time(when: datetime | str, zone: str = HOME_ZONE, style: str = "short") -> str:
    """An instant in a zone: styles `short`, `day`, `weekday`, `long`, `date`, `time`, `exact` (the second), `full` (date and second, for receipts).

    Stored documents (JSON) hold instants as ISO text: that is read too.
    """
    code = language.get()
    when = datetime.fromisoformat(when) if isinstance(when, str) else when
    return format_datetime(when.astimezone(ZoneInfo(zone)), PATTERNS[code][style], locale=LOCALES[code])


def day_span(starts: datetime, ends: datetime, zone: str = HOME_ZONE) -> str:
    """The days that something lasts: "17 and 18 October 2026", "31 de octubre al 2 de noviembre de 2026"."""
    place, code = ZoneInfo(zone), language.get()
    first, last = starts.astimezone(place).date(), ends.astimezone(place).date()
    day, month, year = DAYS[code]
    whole = format_date(last, year, locale=LOCALES[code])
    if first == last:
        return whole
    shape = year if first.year != last.year else month if first.month != last.month else day
    begin = format_date(first, shape, locale=LOCALES[code])
    if (last - first).days == 1:
        return _("%(first)s and %(last)s", first=begin, last=whole)
    return _("%(first)s to %(last)s", first=begin, last=whole)


def moment(when: datetime, zone: str = HOME_ZONE, now: datetime | None = None) -> str:
    """An instant as people say it near its day: "today 13:00", "tomorrow 08:00", else the weekday and the date."""
    place = ZoneInfo(zone)
    days = (when.astimezone(place).date() - (now or clock.now()).astimezone(place).date()).days
    hour = local_time(when, zone, "time")
    if days == 0:
        return _("today %(hour)s", hour=hour)
    if days == 1:
        return _("tomorrow %(hour)s", hour=hour)
    return f"{local_time(when, zone, 'weekday')}, {hour}"


def from_now(when: datetime, now: datetime | None = None) -> str:
    """How far an instant is from this moment, in words: "in 42 min", "3 days ago"."""
    distance = when - (now or clock.now())
    words = duration(abs(distance))
    return _("in %(time)s", time=words) if distance > timedelta(0) else _("%(time)s ago", time=words)


def duration(length: timedelta) -> str:
    """A length of time by its largest unit: minutes, hours with minutes, days."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return _("%(minutes)s min", minutes=minutes)
    if minutes < 48 * 60:
        return _("%(hours)s h %(minutes)s min", hours=minutes // 60, minutes=minutes % 60)
    days = minutes // (24 * 60)
    return ngettext("%(num)s day", "%(num)s days", days)


def number(value: int | float | Decimal) -> str:
    """1234.5 as "1,234.5"."""
    return format_decimal(value, locale=LOCALES[language.get()])


def money(amount: int | Decimal, currency: str = "PEN") -> str:
    """An amount, as "S/ 5,000.00"."""
    return format_currency(amount, currency, locale=LOCALES["es"])


def points(value: Fraction | Decimal | int | float | None, places: int = 2) -> str:
    """A score over 100 with two decimals, rounded half up; a dash when there is none."""
    if value is None:
        return "–"
    exact = Fraction(value)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(decimal.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def file_size(size: int | None) -> str:
    """Bytes as people say them: "186 kB"."""
    if size is None:
        return "–"
    for unit, bytes_each in (("MB", 1_000_000), ("kB", 1_000)):
        if size >= bytes_each:
            return f"{number(round(size / bytes_each, 1 if unit == 'MB' else 0))} {unit}"
    return f"{size} B"


def dotted(facts: Iterable[object]) -> str:
    """What there is of these, in one line with dots between; a new line never begins with a dot."""
    return "\u00a0· ".join(str(fact) for fact in facts if fact)


def other_language(words: Words) -> str | None:
    """The language that a text is really shown in, when it is not the page's: for `lang` at that phrase."""
    return None if words.shown_language == language.get() else words.shown_language


def said(source: str, values: dict[str, Any]) -> str:
    """A kept reason in the reader's language, its numbers and days as the reader writes them."""
    return _(source, **{name: _spoken(value) for name, value in values.items()}) if source else ""


def _spoken(value: Any) -> Any:
    if isinstance(value, datetime):
        return local_time(value, style="date")
    return number(value) if isinstance(value, int) else value


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Say everything in this language meanwhile: a mail or a paper in that of whom it is for."""
    before = language.set(code)
    try:
        with force_locale(code):
            yield
    finally:
        language.reset(before)


def init_app(app: Flask) -> None:
    """Make them template filters; `said`, which takes two things, a function."""
    app.add_template_global(said)
    filters: dict[str, Callable[..., str | None]] = {
        "local_time": local_time,
        "day_span": day_span,
        "moment": moment,
        "from_now": from_now,
        "duration": duration,
        "number": number,
        "money": money,
        "points": points,
        "file_size": file_size,
        "dotted": dotted,
        "other_language": other_language,
    }
    for name, shown in filters.items():
        app.add_template_filter(shown, name)
