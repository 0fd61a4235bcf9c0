"""The history of datasets as harvests write it, and who is told when a harvest has ended.

Verbs like those of `actions`: they change state and never commit. Rooms above that build on datasets say whom to
tell: they add to `LISTENERS`; this file knows none of them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import joinedload

from hackathon.database import db
from hackathon.portal.harvest_models import DatasetChange, Harvest
from hackathon.portal.history import GIVEN_UP, LISTED, Difference
from hackathon.portal.models import Dataset

LISTENERS: list[Callable[[Harvest, datetime], None]] = []
"""Each is called in the transaction that ends a harvest; `changed_in` names the datasets that it changed or gave up."""


def remember(dataset_id: int, differences: Iterable[Difference], harvest: Harvest, now: datetime) -> None:
    """Keep what changed in a dataset, field by field."""
    _keep([(dataset_id, difference) for difference in differences], harvest, now)


def remember_returns(ids: Sequence[int], harvest: Harvest, now: datetime) -> None:
    """Keep which of these, seen again now, had been given up."""
    gone = select(Dataset.id).where(Dataset.id.in_(ids), Dataset.missing_since.is_not(None))
    _keep([(key, Difference("presence", GIVEN_UP, LISTED)) for key in db.session.scalars(gone)], harvest, now)


def remember_given_up(ids: Sequence[int], harvest: Harvest, now: datetime) -> None:
    """Keep which datasets are given up as gone from now on."""
    _keep([(key, Difference("presence", LISTED, GIVEN_UP)) for key in ids], harvest, now)


def tell(harvest: Harvest, now: datetime) -> None:
    """Tell whoever builds on a dataset that this harvest changed it."""
    for listener in LISTENERS:
        listener(harvest, now)


def changed_in(harvest: Harvest) -> Select[int]:
    """The ids of the datasets that this harvest changed: a question, for there may be very many."""
    return select(DatasetChange.dataset_id).where(DatasetChange.harvest_id == harvest.id)


def changed_datasets(ids: Iterable[int], harvest: Harvest) -> list[tuple[Dataset, list[DatasetChange]]]:
    """(dataset, what this harvest changed in it) for each of these, by title: what a mail about it says."""
    found = select(DatasetChange).where(DatasetChange.harvest_id == harvest.id, DatasetChange.dataset_id.in_(ids))
    whole = found.options(joinedload(DatasetChange.dataset).joinedload(Dataset.portal)).order_by(DatasetChange.id)
    grouped: dict[Dataset, list[DatasetChange]] = {}
    for change in db.session.scalars(whole):
        grouped.setdefault(change.dataset, []).append(change)
    return sorted(grouped.items(), key=lambda pair: (pair[0].title, pair[0].id))


def _keep(found: list[tuple[int, Difference]], harvest: Harvest, now: datetime) -> None:
    rows = [
        {"dataset_id": key, "harvest_id": harvest.id, "seen_at": now} | vars(difference) for key, difference in found
    ]
    if rows:
        db.session.execute(insert(DatasetChange), rows)
