"""A catalogue in one file: `/data.json` in DCAT-US 1.1, the bare list of POD 1.0, or Argentina's profile of it.

Its address is the file's own. Some portals give a hundred datasets a page (`?page=2`), and say so nowhere.
"""

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Capabilities, Inquiry, Match, Page, Trip
from hackathon.portal.kinds.dcat_us_file import VERSION_1, file_at, match_at
from hackathon.portal.kinds.dcat_us_record import dataset_of, key_of
from hackathon.portal.kinds.reading import WHOLE_CATALOGUE, Body, Pairs, Roll
from hackathon.portal.records import NormalDataset

ROUND = 5  # the size of a page is a round number
OF_A_PAGER = 100  # and usually this one
PAST_THE_END = (400, 404, 410)


class DataJson:
    """See `Kind`."""

    name = VERSION_1
    capabilities = Capabilities(title="data.json (DCAT-US 1.1)", is_file=True)
    signs: tuple[str, ...] = ("data.json", "project-open-data")

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        """By the shape of the file. It answers for DCAT-US 3 as well, so that the file is asked for once."""
        return match_at(file_at(base), inquiry)

    def walk(self, trip: Trip) -> Iterator[Page]:
        """The file's datasets; and of the pages that may follow, until one brings nothing new."""
        return _Walk(trip).pages()

    def normalise(self, raw: Any, *, base: str) -> NormalDataset:
        """One dataset of the file."""
        return dataset_of(raw, base=base)


class _Walk:
    """One reading of a file, and of its pages when it has them."""

    def __init__(self, trip: Trip) -> None:
        self._trip, self._roll, self._given = trip, Roll(trip), 0

    def pages(self) -> Iterator[Page]:
        number, ending, first = 1, None, 0
        while ending is None:
            known, self._given = self._roll.count, 0
            has_pages = number != 2 or first % OF_A_PAGER == 0
            with self._trip.fetch(_page_of(self._trip.base, number), limits=WHOLE_CATALOGUE) as answer:
                if number == 1 or answer.status not in PAST_THE_END:
                    # What a portal says to a question that it does not know takes nothing from a whole file.
                    with nullcontext() if has_pages else suppress(NotTheAnswer):
                        yield from self._roll.pages(self._listed(Body(answer)), None)
            first = first or self._given
            # A file that knows no pages answers the same again: that is its end, not a fault.
            is_last = self._roll.count == known or (number == 1 and self._given % ROUND != 0)
            ending = self._roll.ending(None, is_last=is_last, is_stuck=False)
            number += 1
            yield Page([], size=answer.size, ending=ending)

    def _listed(self, body: Body) -> Pairs:
        # Null for the list is a catalogue without datasets; no list at all is another answer.
        for record in body.members("dataset") if body.holds("dataset") else body.items(""):
            self._given += 1
            yield key_of(record), record


def _page_of(address: str, number: int) -> str:
    """The address of this page; that of the first as it was given."""
    if number == 1:
        return address
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "page"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", number)])))
