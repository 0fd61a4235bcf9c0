"""A stored catalogue before a portal that has gone wrong: everything that a portal can do to its reader, by name."""

from collections.abc import Callable
from typing import Any

from tests.portal import hostile, replay
from tests.portal.reading import packages
from tests.portal.replay import Ask, Play, Reply

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(1)">'
GOOD = packages(12, notes="Unas palabras.", metadata_modified="2026-10-01T12:00:00")


def paged(change: Callable[[list[dict[str, Any]], int], Any]) -> Play:
    """GOOD in pages of five, each page's records and the declared count as `change(page, start)` gives them."""

    def play(ask: Ask) -> Reply:
        start = int(ask.query.get("start", 0))
        page, count = change(GOOD[start : start + 5], start)
        return replay.search_page(page, count=count)

    return play


def each(**fields: Any) -> Play:
    """GOOD with these fields in every record."""
    return replay.catalogue([record | fields for record in GOOD])


# A catalogue whose shape is right and whose content is not; the good records are in it, or it is no catalogue.
ODD_CATALOGUES: dict[str, Play] = {
    "it has nothing": replay.catalogue([]),
    "half is gone": replay.catalogue(GOOD[:6]),
    "a fourth is gone": replay.catalogue(GOOD[:9]),
    "it declares more than it gives": paged(lambda page, start: (page, 4_000)),
    "it declares less than it gives": paged(lambda page, start: (page, 3)),
    "the same page for ever": paged(lambda page, start: (GOOD[:5], 10**6)),
    "the page in the middle is empty": paged(lambda page, start: ([] if start == 5 else page, 12)),
    "the page in the middle is doubled": paged(lambda page, start: (GOOD[:5] if start == 5 else page, 12)),
    "records that are no records": paged(lambda page, start: ([None, 7, [], "x", *page], 12)),
    "no record has an id": replay.catalogue([{"title": record["title"]} for record in GOOD]),
    "one id for all": each(id="00000"),
    "every id is new": replay.catalogue([record | {"id": f"new-{record['id']}"} for record in GOOD]),
    "ids without end": each(id="x" * 100_000),
}

# Records under their own ids, and what is in them is not fit for a page.
ODD_RECORDS: dict[str, dict[str, Any]] = {
    "scripts in every text": dict.fromkeys(
        ("name", "title", "notes", "author", "maintainer", "license_title", "version", "url"), SCRIPT
    ),
    "scripts in every list": {
        "tags": [{"name": SCRIPT, "display_name": SCRIPT}],
        "groups": [{"name": SCRIPT, "title": SCRIPT}],
        "organization": {"name": SCRIPT, "title": SCRIPT},
        "resources": [{"id": SCRIPT, "name": SCRIPT, "format": SCRIPT, "url": "javascript:alert(1)"}],
        "extras": [{"key": SCRIPT, "value": SCRIPT}],
    },
    "dates that are none": {"metadata_modified": "yesterday", "metadata_created": "9999-99-99"},
    "dates of the year 9999": {"metadata_modified": "9999-12-31T23:59:59", "metadata_created": "0001-01-01"},
    "a megabyte of title": {"title": "x" * 1_000_000},
    "signs that no database carries": {"title": "a\0b\ud800", "notes": "\0"},
    "text that turns around": {"title": "\u202egnp.exe", "notes": "\u2066\u200b"},
    "files at addresses inside": {
        "resources": [{"id": "1", "format": "CSV", "url": "http://169.254.169.254/latest/meta-data/"}]
    },
    "files that are no files": {"resources": [None, 7, {"id": []}, {"url": {"a": 1}}]},
}

NO_CATALOGUE: dict[str, Play] = hostile.NO_ANSWER | hostile.NOT_A_PORTAL
