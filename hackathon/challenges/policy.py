"""Who may write challenges, and who may know of them before they are revealed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.text import N_

ORGANISERS_ONLY = N_("Only the organisers of this event write its challenges.")
RECORDED = N_("This edition was recorded from a source: it is shown, not run.")


def may_know(viewer: Standing, event: Any, at: datetime) -> bool:
    """Whether the challenges of an event exist for this viewer: its organisers, and everybody once the embargo ends.

    Not a rule with a reason: before that instant even a refusal would tell that there is something to refuse.
    """
    return viewer.is_organiser or (event.is_public() and event.challenges_are_public(at))


@permission("challenges.edit")
def may_edit(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, for its challenges, their datasets and its portals."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield not event.is_recorded, RECORDED


@permission("challenges.remove")
def may_remove(person: Standing, event: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Organisers of the event, until its challenges are revealed: teams may have begun."""
    yield person.is_organiser, ORGANISERS_ONLY
    yield not event.is_recorded, RECORDED
    yield (
        not (event.is_public() and event.challenges_are_public(at)),
        N_("The challenges are public: teams may be working on this one. Its text may still be changed."),
    )
