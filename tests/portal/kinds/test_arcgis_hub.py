import json
from datetime import UTC, datetime

import pytest

from hackathon.errors import NotTheAnswer, PortalUnavailable
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.arcgis_hub import ArcgisHub
from hackathon.portal.records import Licence
from tests.portal import hostile
from tests.portal.kinds.files import catalogue, dataset, datasets
from tests.portal.kinds.hub_portal import HEX, hub, items
from tests.portal.mangling import BASE
from tests.portal.reading import detected, records, trip_to, walked
from tests.portal.replay import Reply, Server


def read(play):
    return walked(play, ArcgisHub())


def test_it_is_known_by_the_shape_of_its_search_and_asked_first_when_its_page_shows_it():
    detection, server = detected(hub(items(3)))

    assert detection.match == Match("arcgis_hub", server.url)
    assert detection.probes[-1].seen == "It searches like ArcGIS Hub and declares %(count)s datasets."
    assert detection.probes[-1].values == {"count": 3}
    assert len(detection.probes) == 4


def test_a_hub_that_closed_its_search_is_known_by_its_feed():
    play = hub([], search=hostile.says(b'{"error": "closed"}', 403), feed=catalogue(datasets(2), title="Datos"))

    detection, server = detected(play)

    assert detection.match == Match("arcgis_hub", server.url, title="Datos")


@pytest.mark.parametrize(
    "answer",
    [
        {"type": "FeatureCollection", "features": []},
        {"type": "FeatureCollection", "features": {}, "numberMatched": 1},
        {"type": "FeatureCollection", "features": [], "numberMatched": True},
        {"type": "Catalog", "features": [], "numberMatched": 1},
        [],
    ],
)
def test_another_answer_there_is_not_its(answer):
    play = hub([], search=lambda ask: Reply(body=json.dumps(answer).encode()))

    assert detected(play)[0].match is None


def test_the_search_is_read_from_one_on_in_an_order_that_stays():
    with Server(hub(items(230))) as server:
        pages = list(ArcgisHub().walk(trip_to(server)))

    assert len(set(records(pages))) == len(records(pages)) == 230
    assert pages[-1].ending == Ending(True)
    assert {page.declared for page in pages} == {230}
    assert [hit.partition("?")[2] for hit in server.hits] == [
        f"limit=100&startindex={start}&sortBy=properties.created" for start in (1, 101, 201)
    ]


def test_a_server_that_gives_fewer_is_followed_at_its_own_pace():
    pages = read(hub(items(45), cap=20))

    assert (len(records(pages)), pages[-1].ending) == (45, Ending(True))


def test_a_walk_that_was_cut_off_goes_on():
    with Server(hub(items(120))) as server:
        walk = ArcgisHub().walk(trip_to(server))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(ArcgisHub().walk(trip_to(server, resume=first.cursor)))

    assert (len(records(rest)), rest[-1].ending) == (20, Ending(True))


def test_fewer_than_declared_is_partial():
    assert read(hub(items(5), matched=9))[-1].ending == Ending(
        False, "The portal declares %(declared)s datasets and gave %(got)s.", {"got": 5, "declared": 9}
    )


def test_a_portal_that_repeats_its_page_is_left():
    same = Reply(body=json.dumps({"features": items(5), "numberMatched": 500}).encode())

    assert read(hub([], search=lambda ask: same))[-1].ending.reason == (
        "The portal gives the same page again after %(got)s datasets."
    )


def test_beyond_its_window_the_search_is_not_asked(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.arcgis_hub.WINDOW", 300)

    with Server(hub(items(900), matched=300)) as server:
        pages = list(ArcgisHub().walk(trip_to(server)))

    assert pages[-1].ending == Ending(
        False,
        "The portal's search shows no more than its first datasets: %(got)s were received.",
        {"got": 200, "declared": 300},
    )
    assert len(server.hits) == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_the_search_is_switched_off_the_feed_is_read(status):
    feed = catalogue(
        [
            dataset(identifier=f"https://www.arcgis.com/home/item.html?id={HEX}&sublayer=5"),
            dataset(identifier="https://h.example/datasets/m::rios"),
        ]
    )

    pages = read(hub([], search=hostile.says(hostile.PAGE, status), feed=feed))

    assert records(pages) == [f"{HEX}_5", "https://h.example/datasets/m::rios"]
    assert pages[-1].ending == Ending(True)


def test_a_search_that_fails_is_not_taken_for_one_that_is_switched_off():
    with pytest.raises(PortalUnavailable):
        read(hub([], search=hostile.broken_server, feed=catalogue(datasets(1))))


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        read(hostile.NOT_A_PORTAL[name])


@pytest.mark.samples
def test_the_recorded_item_is_read_and_paged(samples):
    recorded = json.loads((samples / "portal-samples/arcgis-datajson/hub-search-item.json").read_text())

    pages = read(hub([recorded, *items(130)]))

    assert (len(records(pages)), pages[-1].ending) == (131, Ending(True))
    found = ArcgisHub().normalise(recorded, base=BASE)
    assert (found.native_id, found.title) == (f"{HEX}_0", "Tahoe places of interest")
    assert (found.organization.title, found.licence) == ("QA Premium Alpha Hub", Licence())
    assert found.modified_at == datetime(2021, 7, 27, 20, 25, 19, 723000, UTC)
    assert [one.format for one in found.resources] == ["ARCGIS GEOSERVICES REST API", "CSV", "GEOJSON", "", "", "CSV"]


@pytest.mark.samples
def test_a_recorded_feed_gives_item_and_layer_as_keys(samples):
    feed = json.loads((samples / "portal-samples/dcat-ap/udata-evian.json").read_text())

    pages = read(hub([], search=hostile.says(hostile.PAGE, 404), feed=feed))

    assert records(pages)[0] == "f6565516d1354383b25793e630cf3f2b_5"
    assert all(len(key.partition("_")[0]) == 32 for key in records(pages))
    found = [ArcgisHub().normalise(one.raw, base=BASE) for page in pages for one in page.records]
    assert (len(found), sum(len(one.resources) for one in found)) == (8, 34)
