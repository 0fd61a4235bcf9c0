import json

import pytest

from hackathon.errors import NotTheAnswer, PortalUnavailable
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.ogc_records import OgcRecords
from tests.portal import hostile
from tests.portal.played_records import LIVE, answer, catalogue, features, recorded
from tests.portal.reading import detected, records, trip_to, walked
from tests.portal.replay import Play, Reply, Server


def read(play: Play, **options):
    return walked(play, OgcRecords(), **options)


def test_the_recorded_catalogue_is_read_whole_at_the_servers_own_pace():
    with Server(recorded()) as server:
        pages = list(OgcRecords().walk(trip_to(server)))

    assert pages[-1].ending == Ending(True)
    assert {page.declared for page in pages} == {35}
    assert records(pages) == [f"reg-{number:03}" for number in range(1, 36)]
    assert server.hits == [
        "/collections?f=json",
        "/collections/catalogo/items?f=json&limit=100",
        "/collections/catalogo/items?offset=20&limit=100",
    ]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("items_default", 10), ("items_p1", 10), ("items_p4", 5), ("items_past_end", 0), ("items_limit_over_max", 20), ("items_q", 7),
        ("items_datetime", 9), ("items_sortby", 3), ("items_bad_param", 10), ("items_bad_datetime", 0), ("items_resulttype_hits", 0),
    ],
)  # fmt: skip
def test_every_recorded_page_holds_what_the_index_says(name, count):
    def play(ask):
        is_first = ask.path == "/collections" or "offset" not in ask.query
        body = answer("collections.json" if ask.path == "/collections" else f"{name}.json")
        return (
            Reply(body=json.dumps(body).replace("http://portal.example", f"http://{ask.headers['host']}").encode())
            if is_first
            else Reply(404, hostile.PAGE)
        )

    got = []
    with Server(play) as server:
        try:
            got.extend(OgcRecords().walk(trip_to(server)))
        except PortalUnavailable:  # its next page was not recorded
            assert "offset" in server.hits[-1]

    assert len(records(got)) == count


@pytest.mark.parametrize(
    "name", ["items_bad_limit.json", "items_jsonld.json", "items_html.html", "collection_404.json", "not_found.html"]
)
def test_no_other_recorded_answer_is_taken_for_records(name):
    def play(ask):
        return Reply(body=(LIVE / ("collections.json" if ask.path == "/collections" else name)).read_bytes())

    if name == "items_jsonld.json":  # GeoJSON-LD: features without ids, reported one by one
        assert records(read(play)) == ["", ""]
    else:
        with pytest.raises(NotTheAnswer):
            read(play)


def test_what_lies_past_the_end_ends_the_walk():
    """`numberReturned` says 10 where nothing came, and a next page is named for ever."""

    def play(ask):
        if ask.path == "/collections":
            return Reply(body=(LIVE / "collections.json").read_bytes())
        links = [{"rel": "next", "href": f"items?offset={int(ask.query.get('offset', 0)) + 2}"}]
        given = [] if "offset" in ask.query else features(2)
        return Reply(
            body=json.dumps({"features": given, "numberMatched": 2, "numberReturned": 10, "links": links}).encode()
        )

    with Server(play) as server:
        pages = list(OgcRecords().walk(trip_to(server)))

    assert (len(server.hits), pages[-1].ending) == (3, Ending(True))


@pytest.mark.parametrize("target", ["?offset=0", "?f=json&limit=100", "http://[", "ftp://x/"])
def test_a_next_page_that_repeats_or_is_none_ends_the_walk(target):
    def play(ask):
        if ask.path == "/collections":
            return Reply(body=(LIVE / "collections.json").read_bytes())
        return Reply(body=json.dumps({"features": features(2), "links": [{"rel": "next", "href": target}]}).encode())

    with Server(play) as server:
        pages = list(OgcRecords().walk(trip_to(server)))

    assert (len(server.hits) <= 3, len(records(pages))) == (True, 2)
    assert pages[-1].ending.complete is (":" in target)


def test_a_next_page_on_another_host_is_not_asked_for():
    with Server(recorded()) as other:
        pages = read(recorded(next_at=other.url))

    assert other.hits == []
    assert pages[-1].ending == Ending(
        False,
        "The next page is on another host and is not read: %(got)s datasets were received.",
        {"got": 20, "declared": 35},
    )


def test_fewer_records_than_declared_are_partial():
    def play(ask):
        reply = catalogue([{"id": "a", "itemType": "record"}], {"a": features(3)})(ask)
        return Reply(body=reply.body.replace(b'"numberMatched": 3', b'"numberMatched": 9'))

    assert read(play)[-1].ending.values == {"got": 3, "declared": 9}


def test_several_collections_are_read_one_after_another_and_each_record_once():
    collections = [
        {"id": "a", "itemType": "record"},
        {"id": "f", "itemType": "feature"},
        {"id": "ñ b", "itemType": "record"},
    ]
    play = catalogue(collections, {"a": features(30), "%C3%B1%20b": features(30, start=10), "f": features(1, start=99)})

    pages = read(play)

    assert (len(records(pages)), pages[-1].ending) == (40, Ending(True))


def test_a_walk_that_was_cut_off_goes_on_in_its_collection():
    collections = [{"id": "a", "itemType": "record"}, {"id": "b", "itemType": "record"}]
    with Server(catalogue(collections, {"a": features(30), "b": features(5, start=50)}, matched=False)) as server:
        walk = OgcRecords().walk(trip_to(server))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(OgcRecords().walk(trip_to(server, resume=json.loads(json.dumps(first.cursor)))))

    assert (len(records(rest)), rest[-1].ending) == (15, Ending(True))


def test_services_are_passed_over():
    listed = [*features(1), {"id": "s", "properties": {"title": "S", "type": "service"}}]

    pages = read(catalogue([{"id": "a", "itemType": "record"}], {"a": listed}))

    assert (records(pages), pages[-1].ending) == (["r0"], Ending(True))


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_what_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        read(hostile.NOT_A_PORTAL[name])

    def wrong_items(ask):
        is_list = ask.path == "/collections"
        return Reply(body=(LIVE / "collections.json").read_bytes()) if is_list else hostile.NOT_A_PORTAL[name](ask)

    with pytest.raises(NotTheAnswer):
        read(wrong_items)


def test_the_recorded_server_is_recognised():
    detection, server = detected(recorded())

    assert detection.match == Match("ogc_records", server.url, title="Catálogo regional")
    assert detection.probes[-1].values == {"count": 1}


@pytest.mark.parametrize(("conformance", "found"), [("conformance.json", True), ("collections.json", False)])
def test_collections_that_say_nothing_are_known_by_the_conformance(conformance, found):
    played = catalogue([{"id": "a", "title": "A"}], {"a": features(2)})

    def play(ask):
        return Reply(body=(LIVE / conformance).read_bytes()) if ask.path == "/conformance" else played(ask)

    assert (detected(play)[0].match is not None) is found
    assert len(records(read(play))) == 2


def test_a_server_of_features_is_no_catalogue():
    play = catalogue([{"id": "a", "itemType": "feature"}], {"a": features(2)})

    assert detected(play)[0].match is None
    with pytest.raises(NotTheAnswer):
        read(play)
