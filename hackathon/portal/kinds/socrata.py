"""Socrata (Tyler Data & Insights), by the Discovery API that every such portal answers about itself.

Sources: the vendor's documentation, recorded answers, and socrata/cetera#278 for what lies beyond ten thousand. What it
refuses to believe: that an id comes once, and that only datasets are listed because only they were asked for.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from hackathon.errors import NotTheAnswer, PortalTooLarge
from hackathon.net import Answer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.reading import CATALOGUE_PAGE, NO_LIST, PASSED_OVER, Body, Pairs, Roll, id_of, is_count
from hackathon.portal.kinds.socrata_dataset import dataset_of, resource_in
from hackathon.portal.records import NormalDataset
from hackathon.text import N_

LIMIT = 1000
FEWEST = 10
WINDOW = 10_000  # offset and limit together; more is answered by an error


class Socrata:
    """See `Kind`."""

    name = "socrata"
    capabilities = Capabilities(title="Socrata")
    signs: tuple[str, ...] = ("socrata",)

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By a page of one result: `resultSetSize`, and a list of things with a `resource`."""
        if inquiry.ask(f"{base}/api/catalog/v1?{urlencode(_own(base) | {'limit': 1})}", _discovers_like_socrata):
            return Match(self.name, base)
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """Pages by offset in the order of ids; beyond the window, by the id of the last one that was given."""
        return _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One result of the Discovery API."""
        return dataset_of(raw, base=base)


class _Walk:
    """One reading of a catalogue: how many results were given, and the id of the last."""

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll, self._limit = trip, Roll(trip), LIMIT
        before = self._roll.at if isinstance(self._roll.at, dict) else {}
        self._given, self._last = before.get("given", 0), before.get("last", "")

    def pages(self) -> Iterator[Page]:
        ending = None
        while ending is None:
            before, known = self._given, self._roll.count
            with self._answer() as answer:
                body = Body(answer)
                declared = body.value("resultSetSize")
                if not is_count(declared):
                    raise NotTheAnswer(answer.final_url, NO_LIST)
                yield from self._roll.pages(self._listed(body), declared)
            given, fresh = self._given - before, self._roll.count - known
            # Repeated ids make what was given outrun what there is: the records that are known decide, not the offset.
            is_last = not given or self._roll.count >= declared or (given < self._limit and self._given >= declared)
            ending = self._roll.ending(declared, is_last=is_last, is_stuck=given > 0 and not fresh)
            at = {"given": self._given, "last": self._last}
            yield Page([], declared, answer.size, ending, self._roll.cursor(at))

    def _listed(self, body: Body) -> Pairs:
        for result in body.items("results"):
            self._given += 1
            resource = resource_in(result)
            own = id_of(resource, "id")
            self._last = own or self._last
            # Maps, charts and stories are views of a dataset, not datasets.
            is_other = resource.get("type") not in {None, "dataset"}
            yield own, PASSED_OVER if is_other else result

    def _answer(self) -> Answer:
        while True:
            try:
                return self._trip.fetch(self._address(), limits=CATALOGUE_PAGE)
            except PortalTooLarge:
                if self._limit <= FEWEST:
                    raise
                self._limit = max(FEWEST, self._limit // 4)

    def _address(self) -> str:
        asked = _own(self._trip.base) | {"limit": self._limit}
        if self._given + self._limit <= WINDOW:
            asked |= {"offset": self._given, "order": "dataset_id"}
        else:
            asked |= {"scroll_id": self._last}  # which is in the order of ids by itself
        return f"{self._trip.base}/api/catalog/v1?{urlencode(asked)}"


def _own(base: str) -> dict[str, Any]:
    """What confines an answer to this portal: without it the whole network of the vendor answers."""
    host = urlsplit(base).hostname or ""
    return {"domains": host, "search_context": host, "only": "dataset"}


def _discovers_like_socrata(value: Any) -> tuple[str, dict[str, Any]] | None:
    if not isinstance(value, dict) or not is_count(value.get("resultSetSize")):
        return None
    results = value.get("results")
    if not isinstance(results, list) or not all(id_of(resource_in(result), "id") for result in results):
        return None
    return N_("It lists datasets like Socrata and declares %(count)s of them."), {"count": value["resultSetSize"]}
