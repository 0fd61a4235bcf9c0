import json
from datetime import UTC, datetime

import pytest

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.udata import Udata
from hackathon.portal.records import Named
from tests.portal import hostile
from tests.portal.reading import detected, records, trip_to, walked
from tests.portal.replay import Play, Reply, Server

SITE = {"id": "datos", "title": "Datos", "metrics": {"datasets": 3}, "version": "14.2.0"}


def played(datasets: list[dict], *, cap: int = 2, next_at: str = "", **fields) -> Play:
    """A udata with these very datasets, which gives at most `cap` of them at once."""

    def play(ask):
        if ask.path == "/api/1/site/":
            return Reply(body=json.dumps(SITE).encode())
        if ask.path != "/api/1/datasets/":
            return Reply(404, hostile.PAGE, {"Content-Type": "text/html"})
        number, host = int(ask.query["page"]), next_at or f"http://{ask.headers['host']}"
        is_last = number * cap >= len(datasets)
        page = {
            "data": datasets[(number - 1) * cap : number * cap],
            "page": number,
            "page_size": cap,
            "total": len(datasets),
            "next_page": None if is_last else f"{host}/api/1/datasets/?page={number + 1}&page_size={cap}&sort=created",
        }
        return Reply(body=json.dumps(page | fields).encode())

    return play


def things(count: int, **fields) -> list[dict]:
    return [{"id": f"d{n}", "title": f"D {n}", "deleted": None, "archived": None} | fields for n in range(count)]


def read(play: Play, **options):
    return walked(play, Udata(), **options)


def recorded(samples) -> list[dict]:
    """The objects of data.gouv.fr as its API gives them: the fixture keeps their parts side by side."""
    told = json.loads((samples / "portal-samples/udata/udata-api-objects.json").read_text())
    return [
        one["dataset"] | {"organization": one["organization"], "resources": one["resources"]}
        for one in told["datasets"]
    ]


def test_the_pages_are_followed_at_the_servers_own_pace():
    with Server(played(things(5))) as server:
        pages = list(Udata().walk(trip_to(server)))

    assert (records(pages), pages[-1].ending) == (["d0", "d1", "d2", "d3", "d4"], Ending(True))
    assert {page.declared for page in pages} == {5}
    assert server.hits == [f"/api/1/datasets/?page={n}&page_size={50 if n == 1 else 2}&sort=created" for n in (1, 2, 3)]


@pytest.mark.samples
def test_the_recorded_objects_are_read_as_the_index_says(samples):
    pages = read(played(recorded(samples), cap=4))

    datasets = [
        Udata().normalise(record.raw, base="https://www.data.gouv.fr") for page in pages for record in page.records
    ]
    assert (len(datasets), pages[-1].ending) == (15, Ending(True))
    assert sum(len(dataset.resources) for dataset in datasets) == 99
    assert {dataset.frequency for dataset in datasets} == {"", "P1D", "P7D", "P1M", "P6M", "P1Y"}
    first = datasets[0]
    assert (first.native_id, first.title) == (
        "5ff5e6e99724cb8fff59a5be",
        "Baromètre des résultats de l’action publique",
    )
    assert first.organization == Named("54126af3a3a7292a9bbf14d6", "Service d'Information du Gouvernement")
    assert first.landing_url == "https://www.data.gouv.fr/datasets/barometre-des-resultats-de-laction-publique/"
    assert (len(first.tags), first.tags[:2]) == (19, ["action-publique", "agriculture"])
    assert (first.frequency, first.frequency_said) == ("", "punctual")
    assert first.created_at == datetime(2021, 1, 6, 17, 35, 53, 838000, UTC)
    assert first.modified_at == datetime(2023, 1, 18, 7, 51, 59, 683000, UTC)
    file = first.resources[0]
    assert (file.title, file.format, file.media_type, file.size) == (
        "metadonnees-barometre-resultats-detail-departemental.csv",
        "CSV",
        "text/csv",
        493,
    )
    assert file.hash == "sha1:5b787ad25b85b994d03b5c536d8ecdecef3da9a1"
    assert file.url.endswith("/fr/datasets/r/5bf69714-fd82-4ae2-8c4e-aec09773ab0d")


@pytest.mark.samples
def test_the_recorded_site_is_recognised(samples):
    site = json.loads((samples / "portal-samples/udata/udata-api-objects.json").read_text())["site"]

    def play(ask):
        return Reply(body=json.dumps(site).encode()) if ask.path == "/api/1/site/" else Reply(404, hostile.PAGE)

    detection, server = detected(play)

    assert detection.match == Match("udata", server.url, title="data.gouv.fr")


def test_what_was_deleted_or_archived_counts_and_is_no_dataset():
    gone = [
        {"id": "x", "title": "X", "deleted": "2024-01-01T00:00:00"},
        {"id": "y", "title": "Y", "archived": "2024-01-01"},
    ]

    pages = read(played([*gone, *things(1)]))

    assert (records(pages), pages[-1].ending) == (["d0"], Ending(True))


def test_fewer_datasets_than_declared_are_partial():
    assert read(played(things(2), total=9))[-1].ending.values == {"got": 2, "declared": 9}


@pytest.mark.parametrize("target", ["?page=1&page_size=50&sort=created", "?page=7"])
def test_a_next_page_that_repeats_ends_the_walk_as_partial(target):
    def play(ask):
        return Reply(body=json.dumps({"data": things(2), "total": 9, "next_page": target}).encode())

    with Server(play) as server:
        pages = list(Udata().walk(trip_to(server)))

    assert (len(server.hits) <= 2, len(records(pages)), pages[-1].ending.complete) == (True, 2, False)


def test_an_empty_page_ends_the_walk_whatever_it_names_next():
    with Server(played([], next_page="/api/1/datasets/?page=2")) as server:
        pages = list(Udata().walk(trip_to(server)))

    assert (len(server.hits), pages[-1].ending) == (1, Ending(True))


def test_a_next_page_on_another_host_is_not_asked_for():
    with Server(played(things(5))) as other:
        ending = read(played(things(5), next_at=other.url))[-1].ending

    assert (other.hits, ending.complete, ending.values) == ([], False, {"got": 2, "declared": 5})


def test_a_walk_that_was_cut_off_goes_on():
    with Server(played(things(5))) as server:
        walk = Udata().walk(trip_to(server))
        first = next(page for page in walk if page.size)
        walk.close()
        rest = list(Udata().walk(trip_to(server, resume=first.cursor)))

    assert (records(rest), rest[-1].ending) == (["d2", "d3", "d4"], Ending(True))


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_what_answers_wrongly_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        read(hostile.NOT_A_PORTAL[name])


@pytest.mark.parametrize(
    "fields", [{"total": None}, {"total": "5"}, {"total": -1}, {"data": None}, {"data": {"id": "x"}}]
)
def test_a_page_of_another_shape_is_refused(fields):
    with pytest.raises(NotTheAnswer):
        read(played(things(1), **fields))


@pytest.mark.parametrize("next_page", [5, {}, [], "http://[", "javascript:x", True])
def test_a_next_page_that_is_no_address_is_none(next_page):
    assert read(played(things(2), next_page=next_page))[-1].ending == Ending(True)


def test_a_site_is_recognised_by_what_it_tells():
    detection, server = detected(played(things(1)), "/datasets/x/")

    assert detection.match == Match("udata", server.url, version="14.2.0", title="Datos")


@pytest.mark.parametrize(
    "site",
    [
        {"id": "x", "title": "X"},
        {"id": "", "title": "X", "metrics": {}},
        {"id": "x", "title": None, "metrics": {}},
        [],
        {"metrics": 5},
    ],
)
def test_another_site_is_none_of_its_kind(site):
    assert detected(lambda ask: Reply(body=json.dumps(site).encode()))[0].match is None
