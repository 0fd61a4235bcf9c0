"""Reading a file that somebody handed in, without an application."""

import json

from hackathon.portal.kinds import Page, Trip
from hackathon.portal.kinds.manual import Manual, stored
from hackathon.portal.records import NormalDataset, Unreadable
from tests.portal.reading import AT

BASE = "file-of:archivo"


def pages_of(content: bytes | str | list | dict, name: str = "catalogo.csv", base: str = BASE) -> list[Page]:
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode()
    return list(Manual().walk(Trip(base, stored(content, base, name=name), lambda: AT)))


def read(content, **options) -> list[NormalDataset]:
    """The datasets in this file; those that are none are left out."""
    base = options.get("base", BASE)
    found = []
    for record in (record for page in pages_of(content, **options) for record in page.records):
        try:
            found.append(Manual().normalise(record.raw, base=base))
        except Unreadable:
            continue
    return found


def problems(content) -> dict[str, str]:
    """What is wrong, by the number of the line."""
    found = {}
    for record in (record for page in pages_of(content) for record in page.records):
        try:
            Manual().normalise(record.raw, base=BASE)
        except Unreadable as wrong:
            found[record.native_id] = str(wrong)
    return found
