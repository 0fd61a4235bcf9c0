"""Opendatasoft (now Huwise), by its Explore API v2.1: pages while the catalogue is small, its export where it is not.

An answer of v2.0, which wraps each dataset once more, is read alike. Sources: the vendor's documentation of both
versions. What it refuses to believe: that a page is as long as was asked for.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from hackathon.errors import NotTheAnswer, PortalTooLarge
from hackathon.net import Answer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.opendatasoft_dataset import API, dataset_of, id_of_dataset
from hackathon.portal.kinds.reading import CATALOGUE_PAGE, NO_LIST, WHOLE_CATALOGUE, Body, Pairs, Roll, is_count
from hackathon.portal.records import NormalDataset
from hackathon.text import N_

LIMIT = 100  # the most that a page may hold
FEWEST = 10
WINDOW = 10_000  # offset and limit together stay below it; beyond it only the export tells everything
WHOLE = "whole"
"""The mark of a walk that reads the export."""


class Opendatasoft:
    """See `Kind`."""

    name = "opendatasoft"
    capabilities = Capabilities(title="Opendatasoft", since=True)
    signs: tuple[str, ...] = ("opendatasoft", "huwise", "ods-widgets")

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By a page of one dataset: a count, and a list of things with a `dataset_id`."""
        if inquiry.ask(f"{base}{API}/datasets?limit=1", _lists_like_explore):
            return Match(self.name, base, version="v2.1")
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """Pages of at most `LIMIT` in the order of ids; the export where there are more than `WINDOW`."""
        return _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One dataset of the catalogue, of v2.1 or of v2.0."""
        return dataset_of(raw, base=base)


class _Walk:
    """One reading of a catalogue: where it stands (an offset, or WHOLE), and how much it asks for."""

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll, self._limit = trip, Roll(trip), LIMIT
        self._at: int | str = self._roll.at or 0
        self._declared: int | None = None

    def pages(self) -> Iterator[Page]:
        page = Page([])
        while page.ending is None:
            with self._answer() as answer:
                for page in self._export(answer) if self._at == WHOLE else self._page(answer):
                    yield page

    def _page(self, answer: Answer) -> Iterator[Page]:
        """One page of the list, and what closes it."""
        body, before, known = Body(answer), self._offset, self._roll.count
        self._declared = declared = body.value("total_count")
        if not is_count(declared):
            raise NotTheAnswer(answer.final_url, NO_LIST)
        if declared >= WINDOW:  # its last pages cannot be asked for: everything is read at once instead
            self._at = WHOLE
            yield Page([], declared, answer.size, None, self._roll.cursor(WHOLE))
            return
        # Only v2.0 has links beside its list, and calls the list otherwise.
        path = "datasets" if isinstance(body.value("links"), list) else "results"
        yield from self._roll.pages(self._listed(body, path), declared)
        given, fresh = self._offset - before, self._roll.count - known
        ending = self._roll.ending(
            declared, is_last=not given or self._offset >= declared, is_stuck=given > 0 and not fresh
        )
        yield Page([], declared, answer.size, ending, self._roll.cursor(self._offset))

    def _export(self, answer: Answer) -> Iterator[Page]:
        """The whole catalogue, a list without a count, and what closes it."""
        pairs = ((id_of_dataset(dataset), dataset) for dataset in Body(answer).items(""))
        yield from self._roll.pages(pairs, self._declared)
        ending = self._roll.ending(self._declared, is_last=True, is_stuck=False)
        yield Page([], self._declared, answer.size, ending, self._roll.cursor(WHOLE))

    @property
    def _offset(self) -> int:
        return self._at if isinstance(self._at, int) else 0

    def _listed(self, body: Body, path: str) -> Pairs:
        for dataset in body.items(path):
            self._at = self._offset + 1
            yield id_of_dataset(dataset), dataset

    def _answer(self) -> Answer:
        while self._at != WHOLE:
            try:
                asked = {"limit": self._limit, "offset": self._at, "order_by": "dataset_id"}
                return self._trip.fetch(self._address("datasets", asked), limits=CATALOGUE_PAGE)
            except PortalTooLarge:
                if self._limit <= FEWEST:
                    raise
                self._limit = max(FEWEST, self._limit // 4)
        return self._trip.fetch(self._address("exports/json", {}), limits=WHOLE_CATALOGUE)

    def _address(self, what: str, asked: dict[str, Any]) -> str:
        if self._trip.since:
            asked = asked | {"where": f"modified >= date'{self._trip.since:%Y-%m-%d}'"}
        return f"{self._trip.base}{API}/{what}?{urlencode(asked)}".rstrip("?")


def _lists_like_explore(value: Any) -> tuple[str, dict[str, Any]] | None:
    if not isinstance(value, dict) or not is_count(value.get("total_count")):
        return None
    results = value.get("results")
    if not isinstance(results, list) or not all(map(id_of_dataset, results)):
        return None
    return N_("It lists datasets like Opendatasoft and declares %(count)s of them."), {"count": value["total_count"]}
