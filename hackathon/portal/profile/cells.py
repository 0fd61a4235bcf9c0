"""One cell read as its column decided: for extremes, for the clean copy, for looking at coordinates. Pure."""

from datetime import datetime, timedelta

from hackathon.portal.profile.cell_words import unit_of
from hackathon.portal.profile.columns import AMOUNTS, Decision, Type
from hackathon.portal.profile.dates import compact_date_in, date_in, time_in

_BEGINNING = datetime(1, 1, 1)  # noqa: DTZ001 # a calendar's beginning has no zone


def plain_number(cell: str, decision: Decision) -> str:
    """The number with a decimal point and nothing else: `1234.56` of `S/ 1.234,56`."""
    number = unit_of(cell)[0] if decision.unit else cell
    if decision.groups:
        number = number.replace(decision.groups, "")
    return number.replace(",", ".") if decision.decimal == "," else number


def iso_date(cell: str, decision: Decision) -> str:
    """The date or instant in ISO 8601; the cell itself where it is none."""
    if decision.is_compact_date:
        day = compact_date_in(cell)
        return day.isoformat() if day else cell
    written = date_in(cell)
    if written is None:
        return cell
    moment = written.other if decision.is_month_first and written.other else written.moment
    text = moment.replace(tzinfo=None).isoformat()
    return text if decision.type == Type.DATETIME else text[:10]


def iso_time(cell: str) -> str:
    """The time of day in ISO 8601; the cell itself where it is none."""
    found = time_in(cell)
    return found.isoformat() if found else cell


def rewritten(cell: str, decision: Decision) -> str:
    """A stripped cell, neither empty nor a marker, as programs read it."""
    if decision.type in AMOUNTS:
        return plain_number(cell, decision)
    if decision.type in (Type.DATE, Type.DATETIME):
        return iso_date(cell, decision)
    return iso_time(cell) if decision.type == Type.TIME else cell


def shown(value: float, kind: Type) -> float | str:
    """A number of a spread as people read it in this type: dates and times in ISO 8601."""
    if kind in (Type.DATE, Type.DATETIME):
        moment = _BEGINNING + timedelta(seconds=round(value))
        return moment.isoformat() if kind == Type.DATETIME else moment.date().isoformat()
    if kind == Type.TIME:
        return (_BEGINNING + timedelta(seconds=value)).time().isoformat()
    return int(value) if kind == Type.INTEGER or float(value).is_integer() else float(f"{value:.15g}")
