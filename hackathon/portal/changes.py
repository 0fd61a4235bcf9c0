"""The history of datasets as harvests write it, and what is told of it.

Verbs like those of `actions`: they change state and never commit. Rooms above that build on datasets say whom to
tell: they add to `LISTENERS`; this file knows none of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, insert, literal, select
from sqlalchemy.orm import joinedload

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.portal.harvest_models import DatasetChange, Harvest
from hackathon.portal.history import GIVEN_UP, LISTED, NAMES, Difference
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import PinnedFile
from hackathon.text import N_

NEW_CONTENT = N_("Content of a file")


@dataclass(frozen=True)
class News:
    """What is told at once: `datasets` are the ids of what changed (a question, for there may be very many), `whats` how.

    `key` names it in the keys of its mails, so that telling it again writes nothing twice.
    """

    key: str
    datasets: Select[int]
    whats: Select[int, str]  # (dataset id, what changed in it: a gettext source)

    def about(self, ids: Iterable[int]) -> list[tuple[Dataset, list[str]]]:
        """(dataset, what changed in it, each once) for each of these, by title: what a mail about it says."""
        those = select(Dataset).where(Dataset.id.in_(list(ids)), Dataset.id.in_(self.datasets))
        named = {one.id: one for one in db.session.scalars(those.options(joinedload(Dataset.portal)))}
        said: dict[int, dict[str, None]] = {key: {} for key in named}
        which = self.whats.selected_columns[0]
        for key, what in db.session.execute(self.whats.where(which.in_(list(named)))):
            said[key][NAMES.get(what, what)] = None
        pairs = [(named[key], list(whats)) for key, whats in said.items()]
        return sorted(pairs, key=lambda pair: (pair[0].title, pair[0].id))


@dataclass(frozen=True)
class Listener:
    """A room above whose people build on datasets."""

    readers: Callable[[News, datetime], list[tuple[int, int]]]
    """Who is told, because of what: (id of a thing of that room, id of a person), in an order of its own."""
    write: Callable[[News, int, Sequence[Person], datetime], None]
    """Write to these people because of that thing, in the running transaction."""


LISTENERS: list[Listener] = []


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


def news_of(harvest: Harvest) -> News:
    """What this harvest changed."""
    mine = DatasetChange.harvest_id == harvest.id
    whats = select(DatasetChange.dataset_id, DatasetChange.field).where(mine).order_by(DatasetChange.id)
    return News(str(harvest.id), select(DatasetChange.dataset_id).where(mine), whats)


def news_of_copies(first: PinnedFile) -> News:
    """The new contents of files of a dataset, from this copy on: other bytes than before."""
    mine = PinnedFile.dataset_id == first.dataset_id, PinnedFile.id >= first.id, PinnedFile.revision > 1
    whats = select(PinnedFile.dataset_id, literal(NEW_CONTENT)).where(*mine)
    return News(f"copy {first.id}", select(PinnedFile.dataset_id).where(*mine), whats)


def _keep(found: list[tuple[int, Difference]], harvest: Harvest, now: datetime) -> None:
    rows = [
        {"dataset_id": key, "harvest_id": harvest.id, "seen_at": now} | vars(difference) for key, difference in found
    ]
    if rows:
        db.session.execute(insert(DatasetChange), rows)
