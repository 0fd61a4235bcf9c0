"""The matters that organisers look after, and what each still lacks. Rooms above add theirs; this file knows none.

A room says `@matter("rubric", title=…, endpoint=…, order=…)` over a query that yields what is lacking; publishing
an event and the organisers' list ask them all (decision: docs/decisions/0008).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Lack:
    """Something missing, and what must not begin without it: `publication`, `results`, or the name of a window."""

    reason: str
    before: str = "publication"
    values: dict[str, Any] = field(default_factory=dict)


Asking = Callable[[Any, datetime], Iterable[Lack]]


@dataclass(frozen=True)
class Matter:
    """A page of the organisers: its name in the list, its route, and the question what it lacks."""

    key: str
    title: str
    endpoint: str
    order: int
    lacking: Asking


MATTERS: dict[str, Matter] = {}


def matter(key: str, *, title: str, endpoint: str, order: int) -> Callable[[Asking], Asking]:
    """Put a matter on the organisers' list; `title` is a gettext source, `endpoint` takes the event's slug."""

    def register(lacking: Asking) -> Asking:
        MATTERS[key] = Matter(key, title, endpoint, order, lacking)
        return lacking

    return register


def matters_of(event: Any, at: datetime) -> list[tuple[Matter, list[Lack]]]:
    """Every matter with what it lacks at this instant, in the order of the work."""
    ordered = sorted(MATTERS.values(), key=lambda entry: (entry.order, entry.key))
    return [(entry, list(entry.lacking(event, at))) for entry in ordered]


def lacking_before(moment: str, matters: Iterable[tuple[Matter, list[Lack]]]) -> list[Lack]:
    """Of what these matters lack, what stands in the way of `publication`, of `results`, or of a window."""
    return [lack for _, lacks in matters for lack in lacks if lack.before == moment]
