"""What is wrong with a file, as rows of a table: which fault, how bad, in which column, where, how often. Pure.

The words are in `finding_texts`; a finding holds only what they need.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from hackathon.portal.profile.description import storable
from hackathon.portal.profile.places import Places

MOST_VALUES = 10
LONGEST_VALUE = 120


class Severity(StrEnum):
    """How bad: urgent must be taken away today, info is only good to know."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    URGENT = "urgent"


SERIOUS = frozenset({Severity.MAJOR, Severity.URGENT})
"""What its owner should mend; the rest is good to know."""


@dataclass(frozen=True)
class Finding:
    """One fault. `column` is empty where it is the file's; `places` are the first few, `count` says how many there are."""

    code: str
    severity: Severity
    column: str = ""
    places: list[int] = field(default_factory=list)
    count: int = 0
    values: list[str] = field(default_factory=list)


def finding(
    code: str, severity: Severity, *, column: str = "", places: Places | None = None, values: Iterable[str] = ()
) -> Finding:
    """A finding with storable values and places."""
    said = [storable(str(value))[:LONGEST_VALUE] for value in values]
    where = places or Places(len(said))
    return Finding(code, severity, column, list(where.first), where.count, said[:MOST_VALUES])
