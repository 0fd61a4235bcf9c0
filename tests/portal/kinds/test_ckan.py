import pytest

from hackathon.errors import NotTheAnswer, PortalTooLarge, PortalUnavailable
from hackathon.portal.kinds import Ending
from hackathon.portal.kinds.ckan import Ckan
from tests.portal import hostile, replay
from tests.portal.reading import AT, packages, records, trip_to, walked
from tests.portal.replay import Server


def test_the_recorded_catalogue_is_read_whole_at_the_servers_own_pace():
    with Server(replay.recorded()) as server:
        pages = list(Ckan().walk(trip_to(server)))

    assert pages[-1].ending == Ending(True)
    assert {page.declared for page in pages} == {45}
    assert len(set(records(pages))) == len(records(pages)) == 45
    assert sum(page.size for page in pages) > 100_000
    assert [hit.partition("start=")[2].partition("&")[0] for hit in server.hits] == ["0", "20", "40"]


@pytest.mark.samples
def test_the_brazilian_portal_gives_ten_of_13786_and_is_partial(brazil):
    pages = walked(brazil)

    assert len(records(pages)) == 10
    assert pages[-1].ending == Ending(
        False, "The portal declares %(declared)s datasets and gave %(got)s.", {"got": 10, "declared": 13_786}
    )
    datasets = [Ckan().normalise(record.raw, base="https://dados.example") for page in pages for record in page.records]
    assert sum(len(dataset.resources) for dataset in datasets) == 227
    assert [dataset.title for dataset in datasets if dataset.native_id == records(pages)[0]] == [
        "Sistema de Transportes de Servidores Públicos - TaxiGov"
    ]
    assert {dataset.frequency for dataset in datasets} == {"", "P1D", "P1M"}


def test_packages_that_are_no_datasets_are_passed_over():
    mixed = [*packages(3), {"id": "h", "name": "h", "type": "harvest"}, {"id": "s", "name": "s", "type": "showcase"}]

    pages = walked(replay.catalogue(mixed, cap=2))

    assert records(pages) == ["00000", "00001", "00002"]
    assert pages[-1].ending == Ending(True)


def test_a_record_given_twice_is_read_once_and_its_lack_elsewhere_noticed():
    pages = walked(replay.catalogue([*packages(30), *packages(1)], cap=10))

    assert len(records(pages)) == 30
    assert pages[-1].ending.complete is False


def test_a_portal_that_repeats_its_page_is_left():
    same = packages(5)

    pages = walked(lambda ask: replay.search_page(same, count=1_000_000))

    assert pages[-1].ending == Ending(
        False,
        "The portal gives the same page again after %(got)s datasets.",
        {"got": 5, "declared": 1_000_000},
    )
    assert len(records(pages)) == 5


def test_an_empty_catalogue_is_complete():
    assert [page.ending for page in walked(lambda ask: replay.search_page([], count=0))] == [Ending(True)]


def test_a_portal_that_never_ends_is_left(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.reading.MOST_RECORDS", 50)

    def endless(ask):
        start = int(ask.query["start"])
        return replay.search_page([{"id": f"{start + number}"} for number in range(20)], count=start + 1000)

    pages = walked(endless)

    assert pages[-1].ending.reason == "The portal does not end: %(got)s datasets were received."


def test_a_page_over_the_cap_is_asked_for_in_smaller_ones():
    heavy = packages(30, notes="x" * 1_000_000)

    with Server(replay.catalogue(heavy)) as server:
        pages = list(Ckan().walk(trip_to(server)))

    assert (len(records(pages)), pages[-1].ending) == (30, Ending(True))
    assert [hit.partition("rows=")[2].partition("&")[0] for hit in server.hits] == ["1000", "250", "62", "15", "15"]


def test_a_single_page_that_cannot_be_made_smaller_is_refused():
    heavy = packages(10, notes="x" * 3_000_000)

    with pytest.raises(PortalTooLarge):
        walked(replay.catalogue(heavy))


def test_records_without_an_id_or_shape_are_handed_on_to_be_reported():
    odd = [{"title": "no id"}, "text", None, {"id": "", "title": "empty id"}, *packages(1)]

    pages = walked(replay.catalogue(odd))

    assert records(pages) == ["", "", "", "", "00000"]
    assert pages[-1].ending == Ending(True)


def test_a_walk_that_was_cut_off_goes_on_and_knows_how_much_it_had():
    with Server(replay.catalogue(packages(30), cap=10)) as server:
        walk = Ckan().walk(trip_to(server))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(Ckan().walk(trip_to(server, resume=first.cursor)))

    assert (len(records(rest)), rest[-1].ending) == (20, Ending(True))
    assert [hit.partition("start=")[2].partition("&")[0] for hit in server.hits] == ["0", "10", "20"]


def test_only_what_changed_since_is_asked_for():
    with Server(replay.catalogue(packages(1))) as server:
        list(Ckan().walk(trip_to(server, since=AT)))

    assert "fq=metadata_modified%3A%5B2026-11-23T12%3A00%3A00Z+TO+%2A%5D" in server.hits[0]


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_a_catalogue_that_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        walked(hostile.NOT_A_PORTAL[name])


def test_a_portal_that_breaks_in_the_middle_keeps_what_it_gave():
    records_of = packages(30)

    def breaking(ask):
        return replay.catalogue(records_of, cap=10)(ask) if "start=20" not in ask.target else hostile.page(ask)

    got = []
    with Server(breaking) as server, pytest.raises(PortalUnavailable):
        got.extend(Ckan().walk(trip_to(server)))
    assert len(server.hits) == 3


def test_a_large_page_is_read_record_by_record_to_the_same_values(monkeypatch):
    at_once = walked(replay.recorded())
    monkeypatch.setattr("hackathon.json_text.LIGHT", 0)

    piece_by_piece = walked(replay.recorded())

    assert piece_by_piece == at_once


@pytest.mark.parametrize(
    "body",
    [b'{"success": true, "result": {"count": 2, "results": [{"id": "1"}, {"id": ', b"[" * 90, b'{"success": true}'],
)
def test_a_large_page_that_is_broken_is_refused_in_words(monkeypatch, body):
    monkeypatch.setattr("hackathon.json_text.LIGHT", 0)

    with pytest.raises(NotTheAnswer):
        walked(hostile.says(body))
