"""udata, the software of data.gouv.fr, by its API v1: recognised by its site, read along `next_page`.

From its source and from objects of data.gouv.fr. What it refuses to believe: the page size it asked for, and next
pages on another host.
"""

from collections.abc import Iterator
from typing import Any

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.following import Chain, whole
from hackathon.portal.kinds.reading import NO_LIST, PASSED_OVER, Body, Pairs, Roll, id_of, is_count
from hackathon.portal.kinds.udata_dataset import dataset_of
from hackathon.portal.records import NormalDataset
from hackathon.portal.words import text_of
from hackathon.text import N_

ROWS = 50  # a dataset with hundreds of files weighs a megabyte


class Udata:
    """See `Kind`."""

    name = "udata"
    capabilities = Capabilities(title="udata")
    signs = ("udata", "data.gouv.fr")

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By what it says of itself: an id, a title and its metrics."""
        site: dict[str, Any] = {}

        def tells_of_itself(value: Any) -> tuple[str, dict[str, Any]] | None:
            if not isinstance(value, dict) or not isinstance(value.get("metrics"), dict):
                return None
            if not text_of(value.get("id")) or not text_of(value.get("title")):
                return None
            site.update(value)
            return N_("It tells of its site as udata does."), {}

        if not inquiry.ask(f"{base}/api/1/site/", tells_of_itself):
            return None
        version, title = text_of(site.get("version"), 40), text_of(site["title"], 200)
        return Match(self.name, base, version=version, title=title)

    def walk(self, trip: Trip) -> Iterator[Page]:
        """Pages in the order of creation: what is new during the walk comes at its end."""
        roll = Roll(trip)
        first = f"{trip.base}/api/1/datasets/?page=1&page_size={ROWS}&sort=created"
        return _Walk(trip, roll, here=str(roll.at or first)).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One dataset of theirs as ours."""
        return dataset_of(raw, base=base)


class _Walk(Chain):
    def declared(self, body: Body) -> int | None:
        total = body.value("total")
        if not is_count(total):
            raise NotTheAnswer(self._here, NO_LIST)
        return total

    def listed(self, body: Body) -> Pairs:
        for dataset in body.items("data"):
            is_gone = isinstance(dataset, dict) and (
                _is_said(dataset.get("deleted")) or _is_said(dataset.get("archived"))
            )
            yield id_of(dataset, "id"), PASSED_OVER if is_gone else dataset

    def following(self, body: Body, *, here: str, given: int) -> str:
        target = body.value("next_page")
        return whole(target, here=here) if given and isinstance(target, str) else ""


def _is_said(instant: Any) -> bool:
    """Whether something was deleted or archived: they say when, or null."""
    return instant is not None and instant is not False and instant != ""
