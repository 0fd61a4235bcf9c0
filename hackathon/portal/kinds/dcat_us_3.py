"""A catalogue in one file in DCAT-US 3: JSON-LD with catalogues in catalogues, and series that hold their datasets.

Read by its names as plain JSON: no context is fetched. Source: the schema, and files its harvesters are tested with.
"""

from collections.abc import Iterator
from typing import Any

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.dcat_us_file import VERSION_3
from hackathon.portal.kinds.dcat_us_record import dataset_of, key_of, listed
from hackathon.portal.kinds.reading import NO_LIST, WHOLE_CATALOGUE, Body, Pairs, Roll
from hackathon.portal.records import NormalDataset

OF_A_CATALOGUE = ("dataset", "datasetSeries", "catalog", "service", "record")
OF_A_SERIES = ("seriesMember", "first", "last")


class DcatUs3:
    """See `Kind`."""

    name = VERSION_3
    capabilities = Capabilities(title="DCAT-US 3", is_file=True)
    signs: tuple[str, ...] = ("dcat-us",)

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """None: it stands in the same file as DCAT-US 1.1, whose kind looks there and answers for both."""
        return None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """The datasets of the catalogue, of the catalogues in it, and of all their series; services are passed over."""
        roll = Roll(trip)
        with trip.fetch(trip.base, limits=WHOLE_CATALOGUE) as answer:
            body = Body(answer)
            parts = [name for name in OF_A_CATALOGUE if body.holds(name)]
            if not parts:
                raise NotTheAnswer(answer.final_url, NO_LIST)
            for name in parts:
                yield from roll.pages(_below(name, body), None)
        yield Page([], size=answer.size, ending=roll.ending(None, is_last=True, is_stuck=False))

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One dataset of the file."""
        return dataset_of(raw, base=base)


def _below(name: str, body: Body) -> Pairs:
    """The datasets under this name of the catalogue, each part of it at a time."""
    for part in body.members(name):
        yield from _datasets_in({name: part})


def _datasets_in(catalogue: dict[str, Any]) -> Pairs:
    for record in listed(catalogue.get("dataset")):
        yield key_of(record), record
    for series in listed(catalogue.get("datasetSeries")):
        for name in OF_A_SERIES if isinstance(series, dict) else ():
            # A member may be embedded, or be just the address of a dataset that is listed elsewhere.
            members = (one for one in listed(series.get(name)) if isinstance(one, dict) and "title" in one)
            yield from ((key_of(member), member) for member in members)
    for inner in listed(catalogue.get("catalog")):
        if isinstance(inner, dict):
            yield from _datasets_in(inner)
