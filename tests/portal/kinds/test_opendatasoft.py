import json

import pytest

from hackathon.errors import NotTheAnswer, PortalBusy, PortalTooLarge, PortalUnavailable
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.opendatasoft import Opendatasoft
from tests.portal import hostile
from tests.portal.reading import AT, detected, records, trip_to, walked
from tests.portal.replay import Reply, Server

LIST = "/api/explore/v2.1/catalog/datasets"
EXPORT = "/api/explore/v2.1/catalog/exports/json"
PAGE = b'<!doctype html><html><head><meta name="generator" content="OpenDataSoft"></head></html>'


def datasets(count: int, **fields) -> list[dict]:
    return [
        {"dataset_id": f"d{number:05}", "has_records": True, "metas": {"default": {"title": f"D {number}"}}} | fields
        for number in range(count)
    ]


def catalogue(listed: list[dict], *, declared: int | None = None, cap: int = 100):
    """An Explore API with these datasets: pages up to its window, and an export of everything."""

    def play(ask):
        if ask.path == EXPORT:
            return Reply(body=json.dumps(listed).encode())
        if ask.path != LIST:
            return Reply(404, PAGE, {"Content-Type": "text/html"})
        offset, limit = int(ask.query.get("offset", 0)), int(ask.query.get("limit", 10))
        if limit > 100 or offset + limit > 10_000:
            return Reply(400, b'{"error_code": "InvalidRESTParameterError", "message": "Invalid value"}')
        total = len(listed) if declared is None else declared
        page = {"total_count": total, "results": listed[offset : offset + min(limit, cap)]}
        return Reply(body=json.dumps(page).encode())

    return play


def test_it_is_recognised_by_the_shape_of_its_catalogue_right_after_its_page():
    detection, server = detected(catalogue(datasets(3)))

    assert detection.match == Match("opendatasoft", server.url, version="v2.1")
    assert len(server.hits) == 4  # a CKAN twice, the page that shows the sign, and the catalogue
    assert detection.probes[-1].values == {"count": 3}


@pytest.mark.parametrize(
    "said",
    [
        {"total_count": 1, "results": [{"id": "x"}]},
        {"total_count": "1", "results": []},
        {"total_count": 1, "results": {}},
        {"total_count": 1},
        [],
    ],
)
def test_what_only_looks_like_it_is_not_taken_for_one(said):
    detection, _ = detected(hostile.says(json.dumps(said).encode()))

    assert detection.match is None


def test_a_catalogue_is_read_page_by_page_in_the_order_of_ids():
    with Server(catalogue(datasets(250))) as server:
        pages = list(Opendatasoft().walk(trip_to(server)))

    assert records(pages) == [f"d{number:05}" for number in range(250)]
    assert pages[-1].ending == Ending(True)
    assert {page.declared for page in pages} == {250}
    assert server.hits == [f"{LIST}?limit=100&offset={offset}&order_by=dataset_id" for offset in (0, 100, 200)]


def test_a_server_that_gives_fewer_than_asked_is_followed_at_its_own_pace():
    with Server(catalogue(datasets(50), cap=20)) as server:
        pages = list(Opendatasoft().walk(trip_to(server)))

    assert (len(records(pages)), pages[-1].ending) == (50, Ending(True))
    assert [hit.partition("offset=")[2].partition("&")[0] for hit in server.hits] == ["0", "20", "40"]


def test_what_is_beyond_the_window_of_pages_is_read_from_the_export():
    with Server(catalogue(datasets(10_050))) as server:
        pages = list(Opendatasoft().walk(trip_to(server)))

    assert len(set(records(pages))) == 10_050
    assert pages[-1].ending == Ending(True)
    assert [hit.partition("?")[0] for hit in server.hits] == [LIST, EXPORT]


def test_an_export_that_lacks_some_is_partial():
    pages = walked(catalogue(datasets(30), declared=12_000), Opendatasoft())

    assert pages[-1].ending == Ending(
        False, "The portal declares %(declared)s datasets and gave %(got)s.", {"got": 30, "declared": 12_000}
    )


def test_a_walk_that_was_cut_off_goes_on():
    with Server(catalogue(datasets(250))) as server:
        walk = Opendatasoft().walk(trip_to(server))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(Opendatasoft().walk(trip_to(server, resume=first.cursor)))

    assert (records(rest)[0], rest[-1].ending) == ("d00100", Ending(True))


def test_a_walk_that_was_cut_off_before_the_export_goes_on_with_it():
    with Server(catalogue(datasets(10_050))) as server:
        walk = Opendatasoft().walk(trip_to(server))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(Opendatasoft().walk(trip_to(server, resume=first.cursor)))

    assert (len(records(rest)), rest[-1].ending) == (10_050, Ending(True))
    assert [hit.partition("?")[0] for hit in server.hits] == [LIST, EXPORT]


@pytest.mark.parametrize(("count", "what"), [(1, LIST), (10_050, EXPORT)])
def test_only_what_changed_since_is_asked_for(count, what):
    with Server(catalogue(datasets(count))) as server:
        list(Opendatasoft().walk(trip_to(server, since=AT)))

    assert server.hits[-1].startswith(what)
    assert "where=modified+%3E%3D+date%272026-11-23%27" in server.hits[-1]
    assert Opendatasoft.capabilities.since is True


def test_a_page_over_the_cap_is_asked_for_in_smaller_ones():
    with Server(catalogue(datasets(60, note="x" * 500_000))) as server:
        pages = list(Opendatasoft().walk(trip_to(server)))

    assert (len(records(pages)), pages[-1].ending) == (60, Ending(True))
    assert [hit.partition("limit=")[2].partition("&")[0] for hit in server.hits] == ["100", "25", "25", "25"]


def test_a_page_that_cannot_be_made_smaller_is_refused():
    with pytest.raises(PortalTooLarge):
        walked(catalogue(datasets(10, note="x" * 3_000_000)), Opendatasoft())


def test_a_portal_that_repeats_its_page_is_left():
    same = json.dumps({"total_count": 900, "results": datasets(5)}).encode()

    pages = walked(hostile.says(same), Opendatasoft())

    assert pages[-1].ending.reason == "The portal gives the same page again after %(got)s datasets."
    assert len(records(pages)) == 5


def test_an_answer_of_the_version_before_is_read_alike():
    wrapped = {"total_count": 2, "links": [], "datasets": [{"links": [], "dataset": one} for one in datasets(2)]}

    pages = walked(hostile.says(json.dumps(wrapped).encode()), Opendatasoft())

    assert (records(pages), pages[-1].ending) == (["d00000", "d00001"], Ending(True))
    read = [Opendatasoft().normalise(one.raw, base="https://x.example") for page in pages for one in page.records]
    assert [dataset.title for dataset in read] == ["D 0", "D 1"]


def test_a_spent_quota_is_told_as_a_busy_portal():
    said = (
        b'{"errorcode": 10005, "error": "Too many requests", "reset_time": "2026-11-24T00:00:00Z", "call_limit": 5000}'
    )

    with pytest.raises(PortalBusy):
        walked(hostile.says(said, 429, **{"Retry-After": "3600"}), Opendatasoft())


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        walked(hostile.NOT_A_PORTAL[name], Opendatasoft())


@pytest.mark.parametrize("name", ["resets in the body", "gzip bomb", "redirects to file:", "shorter than it says"])
def test_a_catalogue_that_does_not_answer_is_unavailable(name):
    with pytest.raises(PortalUnavailable):
        walked(hostile.NO_ANSWER[name], Opendatasoft())


@pytest.mark.parametrize("body", [b"{}", b'{"total_count": 3}', b"[1, 2", b'"text"', hostile.PAGE])
def test_an_export_that_is_no_list_is_refused_in_words(body):
    def play(ask):
        return Reply(body=body) if ask.path == EXPORT else catalogue([], declared=20_000)(ask)

    with pytest.raises(NotTheAnswer):
        walked(play, Opendatasoft())


@pytest.mark.samples
def test_documented_answers_that_are_no_list_of_datasets_are_refused(samples):
    files = sorted((samples / "portal-samples/opendatasoft").glob("*.json"))

    assert len(files) == 6
    for file in files:
        assert detected(hostile.says(file.read_bytes()))[0].match is None
        with pytest.raises(NotTheAnswer):
            walked(hostile.says(file.read_bytes()), Opendatasoft())
