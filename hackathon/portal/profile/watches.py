"""Values that a column with such a name should not have, or that are somebody's. Pure.

Peru's frame is wide enough for its islands and its border: 0.1° north to 18.4° south, 68.6° to 81.4° west.
"""

import re
from collections.abc import Callable

from hackathon.portal.profile.column_names import Role

LATITUDES = (-18.6, 0.3)
LONGITUDES = (-81.6, -68.4)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?$")
_MOBILE = re.compile(r"(?:\+?51)?[ -]?9\d{2}[ -]?\d{3}[ -]?\d{3}$")
_RUC_OF_A_PERSON = re.compile(r"10\d{9}$")


def watch_of(role: Role) -> Callable[[str], str] | None:
    """What to look for in a column of this role: a function that names what is odd about a value."""
    if Role.LATITUDE in role:
        return fault_of_latitude
    if Role.LONGITUDE in role:
        return fault_of_longitude
    if Role.PHONE in role:
        return mobile
    return ruc_of_a_person if Role.RUC in role else None


def fault_of_latitude(text: str) -> str:
    """Whether this is no latitude of Peru, and why."""
    return _fault(text, LATITUDES, LONGITUDES)


def fault_of_longitude(text: str) -> str:
    """Whether this is no longitude of Peru, and why."""
    return _fault(text, LONGITUDES, LATITUDES)


def mobile(text: str) -> str:
    """Whether this is the number of a mobile telephone of Peru."""
    return "mobile" if _MOBILE.match(text) else ""


def ruc_of_a_person(text: str) -> str:
    """Whether this tax number holds the DNI of a person: those of companies begin with 20."""
    return "ruc_of_a_person" if _RUC_OF_A_PERSON.match(text) else ""


def _fault(text: str, own: tuple[float, float], other: tuple[float, float]) -> str:
    if not _NUMBER.match(text):
        return ""
    number = float(text.replace(",", "."))
    if own[0] <= number <= own[1] and number:
        return ""
    if other[0] <= number <= other[1] and number:
        return "swapped"
    return "no_sign" if own[0] <= -number <= own[1] and number else "outside"
