"""A column's type, decided from its tally: text, unless the whole column proves otherwise. Pure.

No cell decides alone and the order of rows decides nothing. Codes stay text, by their name or by their zeros.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hackathon.portal.profile.cell_words import is_marker
from hackathon.portal.profile.column_names import Role, role_of
from hackathon.portal.profile.dates import compact_date_in
from hackathon.portal.profile.shapes import DATES, NUMBERS, Shape
from hackathon.portal.profile.tally import Tally
from hackathon.text import fold

YES_NO = ({"si", "no"}, {"true", "false"}, {"verdadero", "falso"}, {"yes", "no"}, {"s", "n"}, {"v", "f"}, {"t", "f"})
# A code by its look alone: at least so many digits, all equally many, and so many different values.
CODE_DIGITS, CODE_VALUES = 6, 50
_NOTHING = {Shape.EMPTY, Shape.MARKER}


class Type(StrEnum):
    """The types of columns."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    EMPTY = "empty"


AMOUNTS = frozenset({Type.INTEGER, Type.NUMBER, Type.LATITUDE, Type.LONGITUDE})


_TRIO_OF_THOUSANDS = {".": Shape.COMMA_TRIO, ",": Shape.POINT_TRIO}


@dataclass(frozen=True)
class Decision:
    """How the cells of a column are read. `decimal` is its sign ("" where no cell has one), `groups` that of thousands."""

    type: Type
    decimal: str = ""
    groups: str = ""
    is_month_first: bool = False
    is_compact_date: bool = False
    is_unsure: bool = False  # 1.234 might be either
    unit: str = ""


def decide(name: str, tally: Tally) -> Decision:
    """The type of a column with this name and these cells, and how they are read."""
    role = role_of(name)
    shapes = {shape for shape in tally.groups if tally.groups[shape].places.count} - _NOTHING
    if not shapes:
        return Decision(Type.EMPTY)
    if shapes <= {Shape.INTEGER} and _are_compact_dates(role, tally):
        return Decision(Type.DATE, is_compact_date=True)
    if not tally.units and _is_code(role, shapes, tally):
        return Decision(Type.CODE)
    if shapes <= NUMBERS:
        return _number(role, shapes, tally)
    if shapes <= DATES:
        return _date(shapes, tally)
    if shapes == {Shape.TIME}:
        return Decision(Type.TIME)
    return Decision(Type.BOOLEAN if shapes == {Shape.TEXT} and _says_yes_or_no(tally) else Type.TEXT)


def _is_code(role: Role, shapes: set[Shape], tally: Tally) -> bool:
    digits = shapes <= {Shape.INTEGER, Shape.ZEROS}
    if Role.CODE in role and (digits or (shapes <= {Shape.INTEGER, Shape.ZEROS, Shape.TEXT} and not tally.has_spaces)):
        return True
    if not digits:
        return False
    if Shape.ZEROS in shapes or Role.AMOUNT in role:
        return Shape.ZEROS in shapes
    width, many = max(tally.widths, default=0), len(tally.values) >= CODE_VALUES
    return many and len(tally.widths) == 1 and width >= CODE_DIGITS and tally.groups[Shape.INTEGER].spread.low > 0


def _are_compact_dates(role: Role, tally: Tally) -> bool:
    if Role.DATE not in role or Role.CODE in role or set(tally.widths) != {8} or not tally.is_exact:
        return False
    return all(compact_date_in(value) for value in tally.values if value.isdigit())


def _number(role: Role, shapes: set[Shape], tally: Tally) -> Decision:
    if len(tally.units) > 1:
        return Decision(Type.TEXT)
    trios = shapes & {Shape.POINT_TRIO, Shape.COMMA_TRIO}
    signs = {"."} if Shape.POINT in shapes else set()
    signs |= {","} if Shape.COMMA in shapes else set()
    place = Role.LATITUDE in role or Role.LONGITUDE in role
    unsure = bool(trios) and not signs and not place
    if len(signs) + len(trios) > 1 and len(signs) != 1:
        return Decision(Type.TEXT)  # 1.5 beside 1,5, or 1.234 beside 1,234: nobody can tell
    if trios and not signs:
        sign = "." if Shape.POINT_TRIO in trios else ","
        # Decimals that always have three digits would also be below one, or lose a zero; thousands stand beside hundreds.
        signs = {sign} if place or Shape.INTEGER not in shapes else {"," if sign == "." else "."}
    decimal = next(iter(signs), "")
    apart = _TRIO_OF_THOUSANDS.get(decimal)
    groups = {".": ",", ",": "."}.get(decimal, "") if apart in shapes or _has_groups(tally) else ""
    kind = Type.INTEGER if shapes <= {Shape.INTEGER, apart} else Type.NUMBER
    if place:
        kind = Type.LATITUDE if Role.LATITUDE in role else Type.LONGITUDE
    return Decision(kind, decimal, groups, is_unsure=unsure, unit=next(iter(tally.units), ""))


def _has_groups(tally: Tally) -> bool:
    return any(tally.groups[shape].patterns["groups"] for shape in (Shape.POINT, Shape.COMMA) if shape in tally.groups)


def _date(shapes: set[Shape], tally: Tally) -> Decision:
    if Shape.DAY_FIRST in shapes and Shape.MONTH_FIRST in shapes:
        return Decision(Type.TEXT)  # 13/01 beside 01/13: what 02/03 means, nobody can tell
    patterns = [pattern for shape in shapes for pattern in tally.groups[shape].patterns]
    has_time = any("%H" in pattern or "%I" in pattern for pattern in patterns)
    return Decision(Type.DATETIME if has_time else Type.DATE, is_month_first=Shape.MONTH_FIRST in shapes)


def _says_yes_or_no(tally: Tally) -> bool:
    if not tally.is_exact or len(tally.values) > 20:
        return False
    said = {fold(value) for value in answers(tally.values)}
    return any(said <= pair for pair in YES_NO) and (
        len(said) == 2 or said <= {"si", "true", "false", "verdadero", "falso"}
    )


def answers(values: Mapping[str, int]) -> list[str]:
    """The values that say something: neither empty nor a marker."""
    return [value for value in values if value and not is_marker(value)]
