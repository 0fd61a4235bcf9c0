"""OGC API Records: the collections whose items are records, read page by page along `rel=next`.

Seen on pygeoapi 0.21. What it refuses to believe: the limit it asked for, `numberReturned` (past the end it lies),
and next pages on another host.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.following import Chain, whole
from hackathon.portal.kinds.ogc_record import dataset_of
from hackathon.portal.kinds.reading import NO_LIST, PASSED_OVER, Body, Pairs, Roll, id_of, is_count
from hackathon.portal.records import NormalDataset
from hackathon.portal.words import objects_in, text_of
from hackathon.text import N_

ROWS = 100
NO_DATASETS = frozenset({"service", "catalog"})
RECORDS_CLASS = "/ogcapi-records-"


class OgcRecords:
    """See `Kind`."""

    name = "ogc_records"
    capabilities = Capabilities(title="OGC API Records")
    signs = ("pygeoapi", "pycsw", "geonetwork", "ogcapi", "ogc api", "opengis.net/")

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By a collection of records; where collections do not say what they hold, by the conformance classes."""
        collections: list[dict[str, Any]] = []

        def lists_records(value: Any) -> tuple[str, dict[str, Any]] | None:
            collections.extend(_collections_in(value))
            if not _of_records(collections):
                return None
            return N_("It offers collections of records: %(count)s."), {"count": len(_of_records(collections))}

        def conforms(value: Any) -> tuple[str, dict[str, Any]] | None:
            classes = value.get("conformsTo") if isinstance(value, dict) else None
            is_records = isinstance(classes, list) and any(RECORDS_CLASS in text_of(name) for name in classes)
            return (N_("It says that it keeps to OGC API Records."), {}) if is_records else None

        if inquiry.ask(f"{base}/collections?f=json", lists_records):
            return Match(self.name, base, title=_title_of(collections))
        if collections and not _say_what_they_hold(collections) and inquiry.ask(f"{base}/conformance?f=json", conforms):
            return Match(self.name, base, title=_title_of(collections))
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """One collection after another, each at the server's own pace."""
        roll = Roll(trip)
        if isinstance(roll.at, dict):
            yield from _Walk(trip, roll, **roll.at).pages()
            return
        with trip.fetch(f"{trip.base}/collections?f=json") as answer:
            listed = _collections_in(answer.json())
            chosen = _of_records(listed) or ([] if _say_what_they_hold(listed) else listed)
            places = [f"{trip.base}/collections/{quote(text_of(one.get('id')), safe='')}" for one in chosen]
        if not places:
            raise NotTheAnswer(answer.final_url, NO_LIST)
        items = [f"{place}/items?f=json&limit={ROWS}" for place in places]
        yield from _Walk(trip, roll, here=items[0], left=items[1:], may_repeat=len(items) > 1).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One record as a dataset."""
        return dataset_of(raw)


class _Walk(Chain):
    """One reading: after the last page of a collection comes the first one of the next.

    A record may stand in several collections: then their numbers add up to more than there is.
    """

    def __init__(self, trip: Trip, roll: Roll, *, here: str, left: list[str], may_repeat: bool) -> None:
        super().__init__(trip, roll, here=here)
        self._left, self.may_repeat = left, may_repeat

    def declared(self, body: Body) -> int | None:
        matched = body.value("numberMatched")  # it may be missing: counting is dear
        return matched if is_count(matched) and not self.may_repeat else None

    def listed(self, body: Body) -> Pairs:
        for feature in body.items("features"):
            properties = feature.get("properties") if isinstance(feature, dict) else None
            kind = properties.get("type") if isinstance(properties, dict) else None
            yield id_of(feature, "id"), PASSED_OVER if isinstance(kind, str) and kind in NO_DATASETS else feature

    def following(self, body: Body, *, here: str, given: int) -> str:
        links = [link for link in objects_in(body.value("links")) if link.get("rel") == "next"]
        links.sort(key=lambda link: "json" not in text_of(link.get("type")))
        target = text_of(links[0].get("href")) if links and given else ""
        return whole(target, here=here) if target or not self._left else self._left.pop(0)

    def mark(self, following: str) -> dict[str, Any]:
        return {"here": following, "left": list(self._left), "may_repeat": self.may_repeat}


def _collections_in(value: Any) -> list[dict[str, Any]]:
    listed = value.get("collections") if isinstance(value, dict) else None
    return [one for one in objects_in(listed) if text_of(one.get("id"))]


def _of_records(collections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in collections if one.get("itemType") == "record"]


def _say_what_they_hold(collections: list[dict[str, Any]]) -> bool:
    return any(one.get("itemType") for one in collections)


def _title_of(collections: list[dict[str, Any]]) -> str:
    """Its collection's title, where it has only one: the landing page would cost one more question."""
    chosen = _of_records(collections) or collections
    return text_of(chosen[0].get("title"), 200) if len(chosen) == 1 else ""
