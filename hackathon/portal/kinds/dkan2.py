"""DKAN 2, by its metastore: the whole catalogue in one answer, a bare list of DCAT-US datasets.

Source: GetDKAN/dkan, and the catalogue its sample content makes.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Seen, Trip
from hackathon.portal.kinds.dcat_us_record import dataset_of, key_of
from hackathon.portal.kinds.reading import WHOLE_CATALOGUE, Body, Roll
from hackathon.portal.records import NormalDataset
from hackathon.text import N_

METASTORE = "/api/1/metastore/schemas"


class Dkan2:
    """See `Kind`."""

    name = "dkan2"
    capabilities = Capabilities(title="DKAN 2")
    signs: tuple[str, ...] = ("dkan", "drupal 8", "drupal 9", "drupal 10", "drupal 11")

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By the schemas of its metastore, an object by name: a dataset is one of them."""
        return Match(self.name, base) if inquiry.ask(f"{base}{METASTORE}", _has_a_schema_of_datasets) else None

    def walk(self, trip: Trip) -> Iterator[Page]:
        """All datasets in one page: its `search` shows a hundred at once, and its `data.json` is the same list."""
        roll = Roll(trip)
        with trip.fetch(f"{trip.base}{METASTORE}/dataset/items", limits=WHOLE_CATALOGUE) as answer:
            records = Body(answer).items("")
            yield from roll.pages(((key_of(record), record) for record in records), None)
        yield Page([], size=answer.size, ending=roll.ending(None, is_last=True, is_stuck=False))

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One dataset; where it names no page of its own, that of the portal."""
        return dataset_of(raw, base=base, landing_url=f"{base}/dataset/{quote(key_of(raw), safe='')}")


def _has_a_schema_of_datasets(value: Any) -> Seen | None:
    schema = value.get("dataset") if isinstance(value, dict) else None
    if not isinstance(schema, dict) or not {"title", "properties", "type"} & schema.keys():
        return None
    return N_("Its metastore has a schema of datasets, as DKAN 2 has."), {}
