"""A DKAN 7 to read: it answers as the recorded ones do, with lists inside lists and the last change first."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.portal import hostile
from tests.portal.replay import Ask, Play, Reply

Packages = list[dict[str, Any]]
ACTIONS = "/api/3/action/"
NOT_FOUND = Reply(404, json.dumps({"help": "x", "success": False, "error": {"__type": "Not Found Error"}}).encode())


def package(number: int = 0, **fields: Any) -> dict[str, Any]:
    """A package as Peru's portal writes it: month first, private and yet public, on another host."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "name": f"evaluación-{number}-y",
        "title": f"Evaluación {number}",
        "license_title": "http://opendefinition.org/licenses/odc-by/",
        "notes": '<p paraid="1">Aire&nbsp;limpio</p>',
        "url": f"https://otro.portal.example/dataset/evaluaci%C3%B3n-{number}-y",
        "state": "Active",
        "private": True,
        "revision_timestamp": "Lun, 08/05/2024 - 12:47",
        "metadata_created": "Mar, 04/30/2024 - 05:10",
        "metadata_modified": "Lun, 08/05/2024 - 12:47",
        "type": "Dataset",
        "resources": [
            {
                "id": f"r{number}",
                "url": f"https://otro.portal.example/sites/default/files/datos_{number}.csv",
                "name": "Datos",
                "description": "<p>Datos</p>",
                "format": ".csv",
                "mimetype": "text/csv",
                "size": "1.23 GB",
                "created": "Mar, 04/30/2024 - 05:18",
                "last_modified": "Date changed  Lun, 08/05/2024 - 12:47",
            }
        ],
        "tags": [{"id": "t", "vocabulary_id": "2", "name": "Aire"}],
        "groups": [{"id": "g", "title": "Organismo", "name": "group/organismo"}],
        "extras": [{"key": "frequency", "value": "Mensual"}],
    } | fields


def packages(count: int) -> Packages:
    return [package(number) for number in range(count)]


def around(recorded: dict[str, Any], count: int) -> Packages:
    """A catalogue of `count` packages, the first of which was recorded and the others made like it."""
    made = [recorded]
    for number in range(1, count):
        other = deepcopy(recorded)
        other["id"], other["name"] = f"{number:032x}", f"{recorded['name']}-{number}"
        made.append(other)
    return made


def envelope(result: Any) -> Reply:
    return Reply(body=json.dumps({"help": "Return a list.", "success": True, "result": result}).encode())


def portal(
    listed: Packages,
    *,
    cap: int = 1000,
    unlisted: Packages = (),
    past_the_end: Any = (),
    answers: dict[str, Callable[[Ask], Reply | None]] | None = None,
) -> Play:
    """A DKAN 7 with these packages; `unlisted` are not in its pages, `answers` replaces what an action says."""
    everything = [*listed, *unlisted]

    def play(ask: Ask) -> Reply | None:
        action = urlsplit(ask.target).path.removeprefix(ACTIONS)
        if answers and action in answers:
            return answers[action](ask)
        if action == "site_read":
            return envelope(True)
        if action == "package_list":
            return envelope([one["name"] for one in everything])
        if action == "current_package_list_with_resources":
            start, rows = int(ask.query["offset"]), min(int(ask.query["limit"]), cap)
            page = listed[start : start + rows]
            return envelope([page] if page else list(past_the_end) if past_the_end == () else past_the_end)
        if action == "package_show":
            asked = unquote(ask.target.partition("?id=")[2])
            found = [one for one in everything if one["name"] == asked]
            return envelope(found) if found else NOT_FOUND
        return hostile.says(hostile.PAGE, 404)(ask)

    return play
