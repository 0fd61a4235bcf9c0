"""Reading a played portal without an application: detection and walks over real HTTP."""

from datetime import UTC, datetime
from typing import Any

from hackathon.portal.detect import Detection, detect
from hackathon.portal.kinds import Kind, Page, Trip
from hackathon.portal.kinds.ckan import Ckan
from tests.machinery.network import way_out
from tests.portal.replay import Server

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def fetch_of(server: Server):
    return way_out(server).fetch


def detected(play, path: str = "") -> tuple[Detection, Server]:
    with Server(play) as server:
        return detect(server.url + path, fetch_of(server)), server


def trip_to(server: Server, path: str = "", **options: Any) -> Trip:
    return Trip(server.url + path, fetch_of(server), lambda: AT, **options)


def walked(play, kind: Kind | None = None, path: str = "", **options: Any) -> list[Page]:
    """The pages of a walk through a played portal; a CKAN unless another kind is given."""
    with Server(play) as server:
        return list((kind or Ckan()).walk(trip_to(server, path, **options)))


def records(pages: list[Page]) -> list[str]:
    return [record.native_id for page in pages for record in page.records]


def packages(count: int, **fields) -> list[dict]:
    return [
        {"id": f"{number:05}", "name": f"d{number}", "title": f"D {number}", "type": "dataset"} | fields
        for number in range(count)
    ]
