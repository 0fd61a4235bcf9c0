"""ArcGIS Hub, by its search (OGC API Records in manner); where a site has switched it off, by its DCAT-US feed.

Sources: Esri's documentation of the search; recorded feeds. Old Hubs have a `/data.json` and no search: DCAT-US reads them.
"""

from collections.abc import Iterator
from typing import Any

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Capabilities, Ending, Inquiry, Match, Page, Seen, Trip
from hackathon.portal.kinds.arcgis_hub_item import dataset_of, key_of
from hackathon.portal.kinds.dcat_us_file import VERSION_1, match_at
from hackathon.portal.kinds.reading import NO_LIST, WHOLE_CATALOGUE, Body, Fewer, Roll, is_count
from hackathon.portal.records import NormalDataset
from hackathon.text import N_

ITEMS = "/api/search/v1/collections/dataset/items"
FEED = "/api/feed/dcat-us/1.1.json"
ROWS = 100  # the most that the search gives at once
WINDOW = 10_000  # beyond it the search answers with an error, and its number of matches grows no more
CLOSED = (401, 403)
SWITCHED_OFF = (*CLOSED, 404, 410)


class ArcgisHub:
    """See `Kind`."""

    name = "arcgis_hub"
    capabilities = Capabilities(title="ArcGIS Hub")
    signs: tuple[str, ...] = ("arcgis", "opendata.arcgis.com")

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By the shape of its search; where that is closed, by its feed."""
        if inquiry.ask(f"{base}{ITEMS}?limit=1", _searches_like_a_hub):
            return Match(self.name, base)
        if not inquiry.probes or inquiry.probes[-1].status not in CLOSED:
            return None
        feed = match_at(f"{base}{FEED}", inquiry)
        return Match(self.name, base, title=feed.title) if feed and feed.kind == VERSION_1 else None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """Pages of a hundred, counted from one; or the whole feed."""
        return _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One item of the search, or one dataset of the feed."""
        return dataset_of(raw, base=base)


class _Walk:
    """One reading of a catalogue."""

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll, self._fewer = trip, Roll(trip), Fewer(trip, most=ROWS)
        self._start = self._roll.at or 1

    def pages(self) -> Iterator[Page]:
        ending = None
        while ending is None:
            with self._fewer.fetch(self._address) as answer:
                if answer.status in SWITCHED_OFF and not self._roll.count:
                    yield from self._feed()
                    return
                body, known, before = Body(answer), self._roll.count, self._start
                declared = body.value("numberMatched")
                if not is_count(declared):
                    raise NotTheAnswer(answer.final_url, NO_LIST)
                yield from self._roll.pages(self._listed(body), declared)
            given, fresh = self._start - before, self._roll.count - known
            ending = self._ending(
                declared, is_last=not given or self._start > declared, is_stuck=given > 0 and not fresh
            )
            yield Page([], declared, answer.size, ending, self._roll.cursor(self._start))

    def _ending(self, declared: int, *, is_last: bool, is_stuck: bool) -> Ending | None:
        if not is_last and not is_stuck and self._start + ROWS > WINDOW:
            words = N_("The portal's search shows no more than its first datasets: %(got)s were received.")
            return Ending(False, words, {"got": self._roll.count, "declared": declared})
        return self._roll.ending(declared, is_last=is_last, is_stuck=is_stuck)

    def _listed(self, body: Body) -> Iterator[tuple[str, Any]]:
        for item in body.items("features"):
            self._start += 1
            yield key_of(item), item

    def _address(self, rows: int) -> str:
        # Without an order the search ranks anew for every page, and pages repeat some items and leave out others.
        return f"{self._trip.base}{ITEMS}?limit={rows}&startindex={self._start}&sortBy=properties.created"

    def _feed(self) -> Iterator[Page]:
        with self._trip.fetch(f"{self._trip.base}{FEED}", limits=WHOLE_CATALOGUE) as answer:
            records = Body(answer).items("dataset")
            yield from self._roll.pages(((key_of(record), record) for record in records), None)
        yield Page([], size=answer.size, ending=self._roll.ending(None, is_last=True, is_stuck=False))


def _searches_like_a_hub(value: Any) -> Seen | None:
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        return None
    if not is_count(value.get("numberMatched")) or not isinstance(value.get("features"), list):
        return None
    return N_("It searches like ArcGIS Hub and declares %(count)s datasets."), {"count": value["numberMatched"]}
