"""Catalogues in one file, played over HTTP: as they are, or a page at a time."""

import json
from typing import Any

from tests.portal import hostile
from tests.portal.replay import Ask, Play, Reply


def dataset(number: int = 0, **fields: Any) -> dict[str, Any]:
    """A dataset as DCAT-US 1.1 writes it, nothing left out that we read."""
    return {
        "@type": "dcat:Dataset",
        "identifier": f"d-{number}",
        "title": f"Presupuesto {number}",
        "description": "<p>Gasto</p>",
        "keyword": ["gasto", "ingreso"],
        "modified": "2020-05-06",
        "issued": "2019-01-02T03:04:05-05:00",
        "publisher": {"@type": "org:Organization", "name": "Ministerio", "subOrganizationOf": {"name": "Estado"}},
        "contactPoint": {"fn": "Ada", "hasEmail": "mailto:ada@example.org"},
        "accessLevel": "public",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "accrualPeriodicity": "R/P1M",
        "theme": ["Economía"],
        "landingPage": f"https://portal.example/p/{number}",
        "distribution": [
            {
                "@type": "dcat:Distribution",
                "identifier": f"d-{number}.1",
                "title": "Archivo",
                "description": "Todo",
                "downloadURL": f"https://portal.example/f/{number}.csv",
                "accessURL": f"https://portal.example/p/{number}",
                "mediaType": "text/csv",
                "format": "CSV",
                "byteSize": 5120,
                "modified": "2020-05-06",
            }
        ],
    } | fields


def datasets(count: int, **fields: Any) -> list[dict[str, Any]]:
    return [dataset(number, **fields) for number in range(count)]


def catalogue(records: Any, **fields: Any) -> dict[str, Any]:
    """The file of DCAT-US 1.1 with these datasets."""
    return {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": records,
    } | fields


def file(value: Any, at: str = "/data.json") -> Play:
    """A portal with this one file; whatever is asked of it besides its path is ignored, as static files do."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()

    def play(ask: Ask) -> Reply | None:
        return Reply(200, body) if ask.path == at else hostile.says(hostile.PAGE, 404)(ask)

    return play


def paged(records: list[dict[str, Any]], *, size: int, past_the_end: str) -> Play:
    """A portal that gives its catalogue in pages. Past the end: an `empty` list, the `last` page again, or an `error`."""
    last = max(1, -(-len(records) // size))

    def play(ask: Ask) -> Reply | None:
        if ask.path != "/data.json":
            return hostile.says(hostile.PAGE, 404)(ask)
        number = int(ask.query.get("page", 1))
        if number > last and past_the_end == "last":
            return Reply(302, b"", {"Location": f"/data.json?page={last}"})
        if number > last and past_the_end == "error":
            return Reply(404, hostile.PAGE, {"Content-Type": "text/html"})
        return Reply(body=json.dumps(catalogue(records[(number - 1) * size : number * size])).encode())

    return play
