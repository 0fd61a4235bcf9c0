import json
from datetime import UTC, datetime

import pytest

from hackathon.errors import NotTheAnswer, PortalTooLarge, PortalUnavailable
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.socrata import Socrata
from tests.portal import hostile
from tests.portal.reading import detected, records, trip_to, walked
from tests.portal.replay import Reply, Server

API = "/api/catalog/v1"
BASE = "https://data.example.org"
PAGE = b"<!doctype html><html><head><script src='https://cdn.example/socrata/blist.js'></script></head></html>"


def results(count: int, **fields) -> list[dict]:
    return [
        {"resource": {"id": f"d{number:05}", "name": f"D {number}", "type": "dataset"} | fields}
        for number in range(count)
    ]


def catalogue(listed: list[dict], *, declared: int | None = None, most: int = 10_000):
    """A Discovery API: by offset up to ten thousand, then by the id of the last."""

    def play(ask):
        if ask.path != API:
            return Reply(404, PAGE, {"Content-Type": "text/html"})
        asked = ask.query
        offset, limit = int(asked.get("offset", 0)), min(int(asked.get("limit", 100)), most)
        if offset + limit > 10_000:
            return Reply(500, b'{"error": "We are sorry: something went wrong"}')
        after = listed
        if "scroll_id" in asked:
            after = [one for one in listed if one["resource"]["id"] > asked["scroll_id"]]
        total = len(listed) if declared is None else declared
        return Reply(body=json.dumps({"results": after[offset : offset + limit], "resultSetSize": total}).encode())

    return play


def test_it_is_recognised_by_the_shape_of_its_catalogue_right_after_its_page():
    detection, server = detected(catalogue(results(3)))

    assert detection.match == Match("socrata", server.url)
    assert len(server.hits) == 4  # a CKAN twice, the page that shows the sign, and the catalogue
    assert server.hits[-1] == f"{API}?domains=127.0.0.1&search_context=127.0.0.1&only=dataset&limit=1"


@pytest.mark.parametrize(
    "said",
    [
        {"resultSetSize": 1, "results": [{"resource": {}}]},
        {"resultSetSize": 1, "results": ["x"]},
        {"resultSetSize": "1", "results": []},
        {"resultSetSize": 1, "results": {}},
        {"results": []},
    ],
)
def test_what_only_looks_like_it_is_not_taken_for_one(said):
    assert detected(hostile.says(json.dumps(said).encode()))[0].match is None


def test_a_catalogue_is_read_in_the_order_of_ids_and_only_this_portals():
    with Server(catalogue(results(2_100))) as server:
        pages = list(Socrata().walk(trip_to(server)))

    assert records(pages) == [f"d{number:05}" for number in range(2_100)]
    assert pages[-1].ending == Ending(True)
    own = f"{API}?domains=127.0.0.1&search_context=127.0.0.1&only=dataset&limit=1000"
    assert server.hits == [f"{own}&offset={offset}&order=dataset_id" for offset in (0, 1000, 2000)]


def test_beyond_ten_thousand_it_goes_on_after_the_last_id():
    with Server(catalogue(results(11_500))) as server:
        pages = list(Socrata().walk(trip_to(server)))

    assert (len(set(records(pages))), pages[-1].ending) == (11_500, Ending(True))
    assert ["scroll_id" in hit for hit in server.hits] == [False] * 10 + [True] * 2
    assert server.hits[-2].endswith("&limit=1000&scroll_id=d09999")


def test_a_server_that_gives_fewer_than_asked_is_followed_at_its_own_pace():
    pages = walked(catalogue(results(50), most=20), Socrata())

    assert (len(records(pages)), pages[-1].ending) == (50, Ending(True))


def test_ids_that_come_twice_are_read_once_and_what_they_pushed_off_the_page_is_still_read():
    once = results(30)
    listed = [*once[:20], *once[10:20], *once[20:]]

    pages = walked(catalogue(listed, declared=30, most=20), Socrata())

    assert (records(pages), pages[-1].ending) == ([one["resource"]["id"] for one in once], Ending(True))


def test_what_never_comes_makes_the_walk_partial():
    pages = walked(catalogue(results(30), declared=31), Socrata())

    assert pages[-1].ending == Ending(
        False, "The portal declares %(declared)s datasets and gave %(got)s.", {"got": 30, "declared": 31}
    )


def test_a_portal_that_repeats_its_page_is_left():
    same = json.dumps({"results": results(5), "resultSetSize": 900}).encode()

    pages = walked(hostile.says(same), Socrata())

    assert pages[-1].ending.reason == "The portal gives the same page again after %(got)s datasets."


def test_views_of_datasets_are_passed_over():
    mixed = [
        *results(2),
        {"resource": {"id": "m", "name": "Map", "type": "map"}},
        {"resource": {"id": "s", "type": "story"}},
    ]

    pages = walked(catalogue(mixed), Socrata())

    assert (records(pages), pages[-1].ending) == (["d00000", "d00001"], Ending(True))


def test_a_walk_that_was_cut_off_goes_on_on_both_sides_of_the_window():
    with Server(catalogue(results(11_500))) as server:
        closings = [page for page in Socrata().walk(trip_to(server)) if page.size]
        for page in (closings[0], closings[10]):
            rest = list(Socrata().walk(trip_to(server, resume=page.cursor)))
            assert (rest[-1].ending, page.cursor["count"] + len(records(rest))) == (Ending(True), 11_500)


def test_a_page_over_the_cap_is_asked_for_in_smaller_ones():
    with Server(catalogue(results(300, columns="x" * 100_000))) as server:
        pages = list(Socrata().walk(trip_to(server)))

    assert (len(records(pages)), pages[-1].ending) == (300, Ending(True))
    assert [hit.partition("limit=")[2].partition("&")[0] for hit in server.hits] == ["1000", "250", "62", *["62"] * 4]


def test_a_page_that_cannot_be_made_smaller_is_refused():
    with pytest.raises(PortalTooLarge):
        walked(catalogue(results(10, columns="x" * 3_000_000)), Socrata())


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        walked(hostile.NOT_A_PORTAL[name], Socrata())


@pytest.mark.parametrize("name", ["resets in the body", "gzip bomb", "redirects to file:", "shorter than it says"])
def test_a_catalogue_that_does_not_answer_is_unavailable(name):
    with pytest.raises(PortalUnavailable):
        walked(hostile.NO_ANSWER[name], Socrata())


@pytest.mark.samples
def test_a_recorded_portal_is_read_whole_with_the_values_of_the_index(samples):
    lines = (samples / "portal-samples/socrata/catalog-data.delaware.gov.jsonl").read_text().splitlines()

    pages = walked(catalogue([json.loads(line) for line in lines], most=20), Socrata())

    read = [Socrata().normalise(one.raw, base=BASE) for page in pages for one in page.records]
    assert (len(read), pages[-1].ending) == (54, Ending(True))
    assert [read[0].title, read[0].frequency, read[0].organization.title] == [
        "Delaware Business Licenses",
        "P1D",
        "Department of Finance, Division of Revenue",
    ]
    periods = [dataset.frequency for dataset in read]
    assert {period: periods.count(period) for period in set(periods)} == {
        "P1Y": 12, "P1D": 9, "P1M": 7, "P7D": 3, "P3M": 3, "": 20,
    }  # fmt: skip
    assert [dataset.licence.code for dataset in read].count("public-domain") == 31
    assert [dataset.licence.is_open for dataset in read].count(None) == 23
    assert [dataset.organization for dataset in read].count(None) == 21


@pytest.mark.samples
def test_a_recorded_answer_of_the_network_is_read_and_declares_what_the_index_says(samples):
    body = (samples / "portal-samples/socrata/catalog-v1-get_datasets.json").read_bytes()

    first = next(page for page in walked(hostile.says(body), Socrata()) if page.records)

    read = [Socrata().normalise(one.raw, base=BASE) for one in first.records]
    assert (len(read), first.declared, read[0].title) == (7, 150_680, "Approved Building Permits")
    assert (read[0].licence.code, read[0].licence.is_open) == ("CC-BY-3.0", True)
    assert read[0].modified_at == datetime(2017, 7, 21, 10, 1, 47, tzinfo=UTC)


@pytest.mark.samples
@pytest.mark.parametrize(
    "file", ["403.json", "api-views-metadata.json", "bike_counts_page_1.json", "bike_counts_page_2.json"]
)
def test_recorded_answers_that_are_no_catalogue_are_refused(samples, file):
    body = (samples / "portal-samples/socrata" / file).read_bytes()

    assert detected(hostile.says(body, 403 if file == "403.json" else 200))[0].match is None
    with pytest.raises(NotTheAnswer):
        walked(hostile.says(body), Socrata())
