"""A server of OGC API Records: the pygeoapi that was recorded, or one with collections of our own."""

import json
from pathlib import Path

from tests.portal.replay import Play, Reply

LIVE = Path(__file__).parent / "answers" / "ogc-records" / "live-pygeoapi-0.21"
CAP = 20  # records a page, as recorded


def answer(name: str) -> dict:
    return json.loads((LIVE / name).read_text())


def everything() -> list[dict]:
    """The 35 records: those on the recorded pages, and copies in place of the two that no page shows."""
    found = {}
    for file in sorted(LIVE.glob("items_*.json")):
        found |= {
            feature["id"]: feature for feature in json.loads(file.read_text()).get("features", []) if "id" in feature
        }
    copied = answer("items_p4.json")["features"][0]
    return [found.get(key, copied | {"id": key}) for key in (f"reg-{number:03}" for number in range(1, 36))]


def recorded(**options) -> Play:
    """The pygeoapi that was recorded, paged like the real one, at whatever host it is played."""
    return catalogue(answer("collections.json")["collections"], {"catalogo": everything()}, **options)


def catalogue(
    collections: list[dict], items: dict[str, list[dict]], *, next_at: str = "", matched: bool = True
) -> Play:
    def play(ask):
        host = next_at or f"http://{ask.headers['host']}"
        if ask.path == "/collections":
            return Reply(body=json.dumps({"collections": collections, "links": []}).encode())
        name = ask.path.removeprefix("/collections/").removesuffix("/items")
        if ask.path == "/":
            return Reply(body=(LIVE / "landing.json").read_bytes())
        if ask.path == "/conformance":
            return Reply(body=(LIVE / "conformance.json").read_bytes())
        if name not in items:
            return Reply(404, (LIVE / "not_found.html").read_bytes(), {"Content-Type": "text/html"})
        offset, limit = int(ask.query.get("offset", 0)), min(int(ask.query["limit"]), CAP)
        following = f"{host}/collections/{name}/items?offset={offset + limit}&limit={ask.query['limit']}"
        links = [{"rel": "self", "href": "x"}, {"rel": "next", "type": "text/html", "href": f"{following}&f=html"}]
        links += [{"rel": "next", "type": "application/geo+json", "href": following}]
        page = (
            {
                "type": "FeatureCollection",
                "features": items[name][offset : offset + limit],
                "numberReturned": 10,  # whatever lies there
                "links": links if offset + limit < len(items[name]) else links[:1],
            }
            | ({"numberMatched": len(items[name])} if matched else {})
        )
        return Reply(body=json.dumps(page).encode())

    return play


def features(count: int, start: int = 0) -> list[dict]:
    return [{"id": f"r{n}", "type": "Feature", "properties": {"title": f"R {n}"}} for n in range(start, start + count)]
