import json

import pytest

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.datajson import DataJson
from hackathon.portal.records import Unreadable
from tests.portal import hostile
from tests.portal.kinds.files import catalogue, dataset, datasets, file, paged
from tests.portal.reading import detected, records, trip_to, walked
from tests.portal.replay import Reply, Server

FOLDERS = ("datajson", "datajson-argentina", "dkan7/harvest-datajson", "arcgis-datajson", "arcgis-datajson/mclean-il")


def read(play):
    return walked(play, DataJson(), "/data.json")


def of(pages):
    """The datasets of these pages; None for each that was refused."""
    found = []
    for record in (one for page in pages for one in page.records):
        try:
            found.append(DataJson().normalise(record.raw, base="https://portal.example/data.json"))
        except Unreadable:
            found.append(None)
    return found


def test_a_portal_is_known_by_its_file_and_read_at_the_files_own_address():
    detection, server = detected(file(catalogue([], title="Datos de Ada")), "/dataset/x")

    assert detection.match == Match("datajson", f"{server.url}/data.json", title="Datos de Ada")
    assert detection.probes[-1].seen == "It is a catalogue in one file (DCAT-US 1.1)."
    assert len(detection.probes) <= 8


def test_a_file_that_was_typed_is_asked_at_once_and_wherever_it_is():
    detection, server = detected(
        file(catalogue(datasets(1)), at="/abierto/catalogo.json"), "/abierto/catalogo.json?v=2"
    )

    assert detection.match == Match("datajson", f"{server.url}/abierto/catalogo.json?v=2")
    assert len(server.hits) == 1


def test_a_file_is_read_whole():
    pages = read(file(catalogue(datasets(7))))

    assert records(pages) == [f"d-{number}" for number in range(7)]
    assert pages[-1].ending == Ending(True)
    assert sum(page.size for page in pages) > 5_000


def test_a_bare_list_is_read_like_the_list_of_a_catalogue():
    assert records(read(file(datasets(3)))) == ["d-0", "d-1", "d-2"]


def test_a_mark_before_the_file_is_no_hindrance():
    assert records(read(file(b"\xef\xbb\xbf" + json.dumps(catalogue(datasets(1))).encode()))) == ["d-0"]


@pytest.mark.parametrize("value", [catalogue([]), catalogue(None), []])
def test_an_empty_file_is_complete(value):
    assert [page.ending for page in read(file(value))] == [Ending(True)]


def test_a_file_that_knows_no_pages_is_asked_for_a_second_one_only_when_its_number_is_round():
    asked = {}
    for count in (7, 20):
        with Server(file(catalogue(datasets(count)))) as server:
            pages = list(DataJson().walk(trip_to(server, "/data.json")))
        asked[count] = server.hits
        assert (len(records(pages)), pages[-1].ending) == (count, Ending(True))

    assert asked == {7: ["/data.json"], 20: ["/data.json", "/data.json?page=2"]}


@pytest.mark.parametrize("past_the_end", ["empty", "last", "error"])
def test_a_portal_that_gives_pages_is_read_to_the_last(past_the_end):
    with Server(paged(datasets(230), size=100, past_the_end=past_the_end)) as server:
        pages = list(DataJson().walk(trip_to(server, "/data.json")))

    assert len(set(records(pages))) == len(records(pages)) == 230
    assert pages[-1].ending == Ending(True)
    assert len(server.hits) <= 6


def test_a_record_given_twice_on_the_first_page_does_not_hide_the_second():
    listed = datasets(150)
    listed[99] = dataset(0)

    pages = read(paged(listed, size=100, past_the_end="empty"))

    assert len(records(pages)) == 149


def test_the_page_is_asked_beside_what_the_address_already_asks():
    with Server(file(catalogue(datasets(5)))) as server:
        list(DataJson().walk(trip_to(server, "/data.json?org=mef&page=1")))

    assert server.hits == ["/data.json?org=mef&page=1", "/data.json?org=mef&page=2"]


def test_a_portal_whose_pages_never_end_is_left(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.reading.MOST_RECORDS", 50)

    def endless(ask):
        number = int(ask.query.get("page", 1))
        return Reply(body=json.dumps([dataset(20 * number + more) for more in range(20)]).encode())

    assert read(endless)[-1].ending.reason == "The portal does not end: %(got)s datasets were received."


@pytest.mark.parametrize("answer", [lambda ask: Reply(403), lambda ask: Reply(500, b"<h1>x</h1>"), hostile.page])
def test_what_a_portal_without_pages_says_to_the_second_one_takes_nothing_from_its_whole_file(answer):
    whole = file(catalogue(datasets(20)))

    pages = read(lambda ask: answer(ask) if "page=2" in ask.target else whole(ask))

    assert (len(records(pages)), pages[-1].ending) == (20, Ending(True))


def test_a_page_that_cannot_be_read_leaves_the_walk_unfinished():
    play = paged(datasets(200), size=100, past_the_end="empty")

    with pytest.raises(NotTheAnswer):
        read(lambda ask: hostile.page(ask) if ask.query.get("page") == "2" else play(ask))


def test_datasets_without_an_identifier_are_reported_and_others_told_by_their_page():
    none, page = dataset(1), dataset(2)
    del none["identifier"], none["landingPage"], page["identifier"]

    pages = read(file(catalogue([none, page, dataset(3, identifier=707), dataset(4, identifier=707)])))

    assert records(pages) == ["", "https://portal.example/p/2", "707"]
    assert [one and one.native_id for one in of(pages)] == [None, "https://portal.example/p/2", "707"]


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_a_file_that_holds_something_else_is_refused_in_words_or_empty(name):
    try:
        pages = read(hostile.NOT_A_PORTAL[name])
    except NotTheAnswer:
        return
    assert name == "empty list"
    assert records(pages) == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"dataset": [{"identifier": "1"}, {"identifier": ',
        b'{"dataset": {"a": 1',
        b'{"dataset": "x"}',
        b'{"dataset": 7}',
        b'{"datasets": []}',
        b"[" * 90,
    ],
)
@pytest.mark.parametrize("light", [0, 8_000_000])
def test_a_broken_file_is_refused_however_it_is_read(monkeypatch, body, light):
    monkeypatch.setattr("hackathon.json_text.LIGHT", light)

    with pytest.raises(NotTheAnswer):
        read(file(body))


@pytest.mark.parametrize("value", [catalogue(datasets(12)), datasets(12), catalogue([]), []])
def test_a_large_file_is_read_record_by_record_to_the_same_values(monkeypatch, value):
    at_once = read(file(value))
    monkeypatch.setattr("hackathon.json_text.LIGHT", 0)

    assert read(file(value)) == at_once


@pytest.mark.samples
def test_every_recorded_file_holds_as_many_datasets_as_it_says(samples):
    counts = {}
    for folder in FOLDERS:
        for path in sorted((samples / "portal-samples" / folder).glob("*.json")):
            if path.name == "hub-search-item.json":
                continue
            listed = json.loads(path.read_text())["dataset"]
            detection, _ = detected(file(path.read_bytes(), at="/x.json"), "/x.json")
            assert detection.match is not None
            assert detection.match.kind == "datajson"
            pages = read(file(path.read_bytes()))
            found = of(pages)
            counts[path.name] = (len(found), sum(len(one.resources) for one in found if one))
            assert (len(found), pages[-1].ending) == (len(listed), Ending(True)), path.name

    assert counts == RECORDED


# File: datasets, and distributions of those that could be read. Three have no identifier or title: their resources lack.
RECORDED = {
    "arm.data.json": (3, 3),
    "collection-1-parent-2-children.data.json": (3, 4),
    "datagov-dcatus.json": (7, 7),
    "datagov-dcatus_2.json": (3, 3),
    "datagov-dcatus_long_description.json": (1, 2),
    "datagov-dcatus_same_title.json": (2, 2),
    "datagov-dcatus_same_title_step_2.json": (2, 2),
    "datagov-dcatus_single_record.json": (1, 1),
    "datagov-missing_title.json": (1, 0),
    "many-resources.data.json": (1, 11),
    "missing-identifier-title.data.json": (3, 1),
    "null-spatial.data.json": (1, 1),
    "numerical-title.data.json": (1, 1),
    "ny.data.json": (1, 4),
    "reserved-title.data.json": (1, 1),
    "usda.gov.data.json": (3, 6),
    "full_data.json": (2, 2),
    "malformed_accrualperiodicity.json": (1, 1),
    "malformed_datetime.json": (1, 1),
    "mismatched_downloadURL_and_format.json": (2, 4),
    "missing_dataset_title.json": (1, 0),
    "null_catalog_publisher.json": (1, 1),
    "null_dataset_theme.json": (1, 1),
    "numeric_distribution_identifier.json": (1, 2),
    "repeated_downloadURL.json": (1, 2),
    "several_assorted_errors.json": (1, 1),
    "dkan_harvest_datajson_test.json": (4, 4),
    "dkan_harvest_datajson_test_accrualPeriodicity.json": (3, 0),
    "dkan_harvest_datajson_test_alternative.json": (1, 3),
    "dkan_harvest_datajson_test_error.json": (1, 3),
    "dkan_harvest_datajson_test_group_updated.json": (1, 3),
    "dkan_harvest_datajson_test_no_resources.json": (1, 0),
    "dkan_harvest_datajson_test_noissued.json": (1, 1),
    "dkan_harvest_datajson_test_resource_accessurl.json": (1, 1),
    "empty-but-valid-catalog.json": (0, 0),
    "02b-17113_20210529.json": (42, 244),
    "02b-17113_20210622.json": (21, 122),
    "02b-17113_20210716.json": (42, 244),
    "02b-17113_20210927.json": (20, 120),
    "02b-17113_20220130.json": (20, 120),
}
