import json

import pytest

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.dkan2 import Dkan2
from tests.portal import hostile
from tests.portal.kinds.files import dataset, datasets
from tests.portal.mangling import assert_unbreakable
from tests.portal.reading import detected, records, trip_to, walked
from tests.portal.replay import Reply, Server

SCHEMAS = {"dataset": {"title": "Project Open Data Dataset", "type": "object"}, "distribution": {}, "publisher": {}}
METASTORE = "/api/1/metastore/schemas"
HOME = Reply(
    200, b'<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', {"Content-Type": "text/html"}
)


def portal(items, schemas=SCHEMAS):
    """A DKAN 2 with this answer for its items; it says what a Drupal says of addresses it does not know."""
    said = {METASTORE: schemas, f"{METASTORE}/dataset/items": items}

    def play(ask):
        if ask.path == "/":
            return HOME
        if ask.path in said:
            return Reply(body=json.dumps(said[ask.path]).encode())
        return Reply(404, json.dumps({"message": "No route found", "status": 404, "timestamp": "x"}).encode())

    return play


def test_it_is_known_by_the_schemas_of_its_metastore():
    detection, server = detected(portal([]))

    assert detection.match == Match("dkan2", server.url)
    assert detection.probes[-1].seen == "Its metastore has a schema of datasets, as DKAN 2 has."
    assert len(detection.probes) <= 8


@pytest.mark.parametrize(
    "schemas", [{}, [], {"dataset": None}, {"dataset": {}}, {"data": SCHEMAS["dataset"]}, ["dataset"]]
)
def test_another_answer_there_is_not_its(schemas):
    assert detected(portal([], schemas))[0].match is None


def test_the_whole_catalogue_is_one_answer():
    with Server(portal(datasets(130))) as server:
        pages = list(Dkan2().walk(trip_to(server)))

    assert (len(records(pages)), pages[-1].ending) == (130, Ending(True))
    assert server.hits == [f"{METASTORE}/dataset/items"]


def test_a_catalogue_without_datasets_is_complete():
    assert [page.ending for page in walked(portal([]), Dkan2())] == [Ending(True)]


def test_a_large_catalogue_is_read_record_by_record_to_the_same_values(monkeypatch):
    at_once = walked(portal(datasets(5)), Dkan2())
    monkeypatch.setattr("hackathon.json_text.LIGHT", 0)

    assert walked(portal(datasets(5)), Dkan2()) == at_once


def test_a_dataset_that_names_no_page_leads_to_the_portals():
    assert Dkan2().normalise(dataset(landingPage=None, identifier="a b"), base="https://p.example").landing_url == (
        "https://p.example/dataset/a%20b"
    )
    assert Dkan2().normalise(dataset(), base="https://p.example").landing_url == "https://portal.example/p/0"


@pytest.mark.parametrize("name", sorted({*hostile.NOT_A_PORTAL} - {"empty list", "many small values"}))
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        walked(hostile.NOT_A_PORTAL[name], Dkan2())


def test_an_error_in_its_own_words_is_no_catalogue():
    with pytest.raises(NotTheAnswer):
        walked(portal({"message": "Service Unavailable", "status": 503, "timestamp": "x"}), Dkan2())


def test_nothing_that_is_wrong_in_a_dataset_breaks_the_reading():
    assert_unbreakable(Dkan2(), dataset(landingPage=None))


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "counts"), [("sample_content.template.json", (10, 13)), ("harvest-data.json", (2, 2))]
)
def test_the_recorded_catalogues_are_read_as_the_index_says(samples, name, counts):
    listed = json.loads((samples / "portal-samples/dkan2" / name).read_text())["dataset"]

    pages = walked(portal(listed), Dkan2())

    found = [Dkan2().normalise(one.raw, base="https://p.example") for page in pages for one in page.records]
    assert (len(found), sum(len(one.resources) for one in found)) == counts
    assert (found[0].native_id, found[0].title) == ("cedcd327-4e5d-43f9-8eb1-c11850fa7c55", "Florida Bike Lanes")
    assert found[0].licence.code == {10: "ODC-By-1.0"}.get(counts[0], found[0].licence.code)
