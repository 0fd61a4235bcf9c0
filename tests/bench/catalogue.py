"""A portal as big as wanted: the records of a real CKAN, over and over, each with its own ids and words."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

from tests.portal.replay import LIVE, Ask, Play, Reply, Server

PAGE = 1_000
NOTES = (
    "Registro {number} del catálogo regional. Contiene una fila por establecimiento y por mes, con su ubicación, su código "
    "de distrito y la unidad que lo informa. Los vacíos significan que la unidad no informó. Se publica el quinto día "
    "hábil de cada mes; las cifras de los dos últimos meses son provisionales y se corrigen cuando llegan los partes."
)


def record(number: int, models: list[dict[str, Any]]) -> dict[str, Any]:
    """The dataset of this number: one of the recorded ones with ids, address, title and notes of its own."""
    model = models[number % len(models)]
    resources = [
        resource | {"id": _id(number, place), "package_id": _id(number), "name": f"tabla {place + 1} de {number}"}
        for place, resource in enumerate(model["resources"])
    ]
    own = {"name": f"conjunto-{number}", "title": f"{model['title']} {number}", "notes": NOTES.format(number=number)}
    return model | own | {"id": _id(number), "resources": resources}


def _id(number: int, place: int = 0) -> str:
    return f"00000000-0000-4000-8{place:03x}-{number:012x}"


def models() -> list[dict[str, Any]]:
    """The recorded datasets that the others are made of."""
    found = json.loads((LIVE / "package_search_all.json").read_text())["result"]["results"]
    return [one for one in found if one["type"] == "dataset"]


@contextlib.contextmanager
def portal(datasets: int) -> Iterator[Server]:
    """A CKAN with so many datasets, at an address; its answers are made beforehand, so that giving them costs nothing."""
    with Server(_play(datasets)) as server:
        yield server


def _play(datasets: int) -> Play:
    kinds = models()
    bodies = {
        start: _page([record(number, kinds) for number in range(start, min(start + PAGE, datasets))], datasets)
        for start in range(0, max(datasets, 1), PAGE)
    }
    status = json.dumps({"success": True, "result": {"ckan_version": "2.11.3", "site_title": "Big"}}).encode()

    def play(ask: Ask) -> Reply:
        if ask.path == "/api/3/action/status_show":
            return Reply(body=status)
        if "fq" in ask.query:  # since an instant: nothing has changed since
            return Reply(body=_page([], 0))
        if ask.path == "/api/3/action/package_search":
            return Reply(body=bodies.get(int(ask.query.get("start", 0)), _page([], datasets)))
        return Reply(404, b"no such page", {"Content-Type": "text/plain"})

    return play


def _page(records: list[dict[str, Any]], count: int) -> bytes:
    result = {"count": count, "facets": {}, "results": records, "sort": "id asc", "search_facets": {}}
    return json.dumps({"help": "package_search", "success": True, "result": result}).encode()
