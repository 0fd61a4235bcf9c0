import json
import logging
import traceback
from io import BytesIO

import pytest
from sqlalchemy import select, update

from hackathon.database import db, transaction
from hackathon.errors import NotTheAnswer, PortalUnavailable
from hackathon.net import Answer
from hackathon.permissions import SYSTEM
from hackathon.portal import actions
from hackathon.portal.kinds import Ending, Inquiry, Match, Trip
from hackathon.portal.kinds.junar import Junar
from hackathon.portal.kinds.registry import named
from hackathon.portal.models import DataPortal, Dataset
from tests.machinery.network import way_out
from tests.portal import hostile
from tests.portal.conftest import harvested
from tests.portal.reading import AT, detected, records, trip_to, walked
from tests.portal.replay import Reply, Server

KEY = "k3y+of/the portal"
QUOTED = "k3y%2Bof%2Fthe%20portal"
PAGE = b"<!doctype html><html><body>Powered by <a href='https://www.junar.com'>Junar</a></body></html>"
REFUSAL = b'{"detail": "The parameter auth_key is missing or wrong."}'


def things(count: int, **fields) -> list[dict]:
    return [{"guid": f"D-{number:05}", "title": f"D {number}", "type": "dt"} | fields for number in range(count)]


def catalogue(listed: list[dict], *, name: str = "resources", cap: int = 100):
    """A Junar portal: closed without its key, and with the key in the `next` of its answers."""

    def play(ask):
        if ask.path == "/":
            return Reply(200, PAGE, {"Content-Type": "text/html"})
        if ask.path != f"/api/v2/{name}.json":
            return Reply(404, b'{"detail": "Not found."}')
        if ask.query.get("auth_key") != KEY:
            return Reply(401, REFUSAL)
        offset, limit = int(ask.query["offset"]), min(int(ask.query["limit"]), cap)
        more = f"http://x.example{ask.path}?auth_key={QUOTED}&limit={limit}&offset={offset + limit}"
        page = {"count": len(listed), "next": more, "previous": None, "results": listed[offset : offset + limit]}
        return Reply(body=json.dumps(page).encode())

    return play


def test_it_is_recognised_by_the_key_it_asks_for_right_after_its_page():
    detection, server = detected(catalogue([]))

    assert detection.match == Match("junar", server.url, version="v2")
    assert named(detection.match.kind).capabilities.needs_key is True
    assert (detection.probes[-1].status, detection.probes[-1].matched) == (401, True)
    assert "auth_key" in detection.probes[-1].seen
    assert server.hits[-2:] == ["/", "/api/v2/resources.json?limit=1"]


@pytest.mark.parametrize(
    ("base", "status", "body", "is_one"),
    [
        ("https://cne.cloudapi.junar.com", 401, b'{"detail": "Not authenticated."}', True),
        ("https://cne.cloudapi.junar.com", 403, b'{"detail": "Access is not allowed."}', True),
        ("https://cne.cloudapi.junar.com", 404, b'{"detail": "Not found."}', False),
        ("https://cne.cloudapi.junar.com", 403, hostile.PAGE, False),
        ("https://datos.example.org", 401, b'{"detail": "Not authenticated."}', False),
        ("https://datos.example.org", 403, b'{"error": "auth_key is required"}', True),
        ("https://datos.example.org", 200, b'{"error": "auth_key is required"}', False),
        ("https://datos.example.org", 401, b'["auth_key"]', False),
        ("https://notjunar.com", 401, b'{"detail": "Not authenticated."}', False),
    ],
)
def test_a_refusal_counts_by_its_words_or_at_junars_own_domain(base, status, body, is_one):
    def fetch(url, **options):
        return Answer(url, url, status, {}, BytesIO(body), len(body))

    match = Junar().probe(base, Inquiry(fetch))

    assert (match is not None) is is_one


def test_without_a_key_the_walk_ends_with_the_reason_and_asks_nothing():
    with Server(catalogue(things(3))) as server:
        pages = list(Junar().walk(trip_to(server)))

    assert [page.ending for page in pages] == [
        Ending(False, "This portal gives its catalogue only to those who have a key, and none is set here.")
    ]
    assert server.hits == []
    assert Junar.capabilities.needs_key is True


def test_a_catalogue_is_read_page_by_page_and_its_next_is_not_followed():
    with Server(catalogue(things(250))) as server:
        pages = list(Junar().walk(trip_to(server, key=KEY)))

    assert records(pages) == [f"dt/D-{number:05}" for number in range(250)]
    assert (pages[-1].ending, pages[-1].declared) == (Ending(True), 250)
    assert server.hits == [
        f"/api/v2/resources.json?limit=100&offset={offset}&auth_key={QUOTED}" for offset in (0, 100, 200)
    ]


def test_a_server_that_gives_fewer_than_asked_is_followed_at_its_own_pace():
    pages = walked(catalogue(things(50), cap=20), Junar(), key=KEY)

    assert (len(records(pages)), pages[-1].ending) == (50, Ending(True))


def test_an_older_portal_is_read_by_its_list_of_datasets():
    with Server(catalogue(things(150), name="datasets")) as server:
        walk = Junar().walk(trip_to(server, key=KEY))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(Junar().walk(trip_to(server, key=KEY, resume=first.cursor)))

    assert (len(records(rest)), rest[-1].ending) == (50, Ending(True))
    assert [hit.partition("?")[0] for hit in server.hits] == [
        "/api/v2/resources.json",
        "/api/v2/datasets.json",
        "/api/v2/datasets.json",
    ]


def test_a_wrong_key_is_told():
    assert walked(catalogue(things(3)), Junar(), key="another")[-1].ending == Ending(
        False, "The portal does not accept the key that is set here."
    )


def test_charts_and_dashboards_are_passed_over():
    listed = [*things(2), {"guid": "C", "title": "C", "type": "vz"}, {"guid": "B", "type": "db"}, *things(1, type="ds")]

    pages = walked(catalogue(listed), Junar(), key=KEY)

    assert (records(pages), pages[-1].ending) == (["dt/D-00000", "dt/D-00001", "ds/D-00000"], Ending(True))


def test_a_portal_that_repeats_its_page_is_left():
    same = json.dumps({"count": 900, "next": None, "results": things(5)}).encode()

    pages = walked(hostile.says(same), Junar(), key=KEY)

    assert pages[-1].ending.reason == "The portal gives the same page again after %(got)s datasets."


def test_the_key_is_in_no_record_no_cursor_and_no_page():
    told = things(2, link=f"https://x.example/?auth_key={KEY}", sources=[{"source__url": f"?k={QUOTED}", KEY: KEY}])

    pages = walked(catalogue(told), Junar(), key=KEY)

    assert len(records(pages)) == 2
    assert all(secret not in repr(pages) for secret in (KEY, QUOTED))
    assert KEY not in repr(Trip("https://x.example", way_out().fetch, lambda: AT, key=KEY))


FAILS = {
    "a page": hostile.page,
    "no JSON": hostile.says(b"{"),
    "no list": hostile.says(b"{}"),
    "busy": hostile.says(b"{}", 503),
    "resets": hostile.resets,
    "too short": hostile.too_short,
    "elsewhere": lambda ask: Reply(302, b"", {"Location": f"http://10.0.0.1/{ask.target}"}),
    "elsewhere, spelled out": lambda ask: Reply(302, b"", {"Location": f"ftp://x.example/{KEY}"}),
    "in a circle": lambda ask: Reply(302, b"", {"Location": f"{ask.target}x"}),
    "bad headers": lambda ask: ask.wire.write(b"HTTP/1.1 200 OK\r\nno header at all\r\n\r\n<html>"),
}


@pytest.mark.parametrize("name", FAILS)
def test_the_key_is_in_no_failure_and_no_log(name, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(PortalUnavailable) as failed:
        walked(FAILS[name], Junar(), key=KEY)

    assert_keyless(failed.value, caplog.text)


def test_the_key_is_not_in_what_is_told_of_a_portal_that_is_gone(caplog):
    with Server(catalogue([])) as server:
        trip = trip_to(server, key=KEY)

    with caplog.at_level(logging.DEBUG), pytest.raises(PortalUnavailable) as failed:
        list(Junar().walk(trip))

    assert_keyless(failed.value, caplog.text)


def assert_keyless(failure: PortalUnavailable, logged: str) -> None:
    told = "".join(traceback.format_exception(failure)) + repr(vars(failure)) + logged
    assert KEY not in told
    assert QUOTED not in told
    assert "auth_key=" not in failure.url.replace("auth_key=…", "")


@pytest.mark.parametrize("name", [name for name in hostile.NOT_A_PORTAL if name not in {"401", "403"}])
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        walked(hostile.NOT_A_PORTAL[name], Junar(), key=KEY)


@pytest.mark.usefixtures("session")
def test_a_harvest_without_a_key_ends_with_the_reason(play):
    with transaction() as now:
        portal = actions.add(Match("junar", play(catalogue(things(3))).url), [], name="Junar", by=SYSTEM, now=now)

    run = harvested(portal)

    assert (run.state, run.reason.partition(",")[0]) == (
        "failed",
        "This portal gives its catalogue only to those who have a key",
    )
    assert db.session.scalars(select(Dataset)).all() == []


@pytest.mark.usefixtures("session")
def test_a_harvest_with_the_key_of_the_portal_stores_everything_but_the_key(app, play):
    with transaction() as now:
        portal = actions.add(Match("junar", play(catalogue(things(3))).url), [], name="Junar", by=SYSTEM, now=now)
        actions.set_reading(portal, every_hours=24, api_key=KEY, by=SYSTEM, now=now)

    run = harvested(portal)

    assert (run.state, run.new) == ("complete", 3)
    db.session.execute(update(DataPortal).values(api_key=""))
    everything = str([db.session.execute(select(table)).all() for table in db.metadata.sorted_tables])
    assert "D-00002" in everything
    assert all(secret not in everything for secret in (KEY, QUOTED))
