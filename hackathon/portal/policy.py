"""Who may do what with portals. The catalogue is public."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.text import N_

ADMINISTRATORS_AND_ORGANISERS = N_(
    "Portals are added and harvested by administrators, and by organisers from the pages of their own event."
)


@permission("portal.add")
def may_add(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators; organisers of an event, from its pages."""
    yield person.is_organiser, ADMINISTRATORS_AND_ORGANISERS


@permission("portal.harvest")
def may_harvest(person: Standing, portal: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Administrators; organisers for the portals of their event (the loader has chosen those)."""
    yield person.is_organiser, ADMINISTRATORS_AND_ORGANISERS


@permission("portal.pin")
def may_pin(person: Standing, dataset: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever writes something that points at a dataset: organisers, and teams for their project."""
    yield (
        person.is_organiser or person.team is not None,
        N_("Only organisers and teams keep what a dataset says of itself."),
    )
