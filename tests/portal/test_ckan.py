import json
from datetime import UTC, datetime

import pytest

from hackathon.errors import AddressRefused, NotTheAnswer, PortalTooLarge, PortalUnavailable
from hackathon.net import Fetcher
from hackathon.portal.detect import Detection, bases, detect
from hackathon.portal.kinds import Ending, Match, Page, known, named
from hackathon.portal.kinds.ckan import Ckan
from hackathon.portal.records import Named, Unreadable, fingerprint, plain
from tests.portal import hostile, replay
from tests.portal.replay import Reply, Server

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def fetch_of(server: Server):
    return Fetcher(agent="Minka/1.0", allowed=frozenset({server.host}), pause=0, sleep=lambda seconds: None).fetch


def detected(play, path: str = "") -> tuple[Detection, Server]:
    with Server(play) as server:
        return detect(server.url + path, fetch_of(server)), server


def walked(play, **options) -> list[Page]:
    with Server(play) as server:
        return list(Ckan().walk(server.url, fetch_of(server), clock=lambda: AT, **options))


def records(pages: list[Page]) -> list[str]:
    return [record.native_id for page in pages for record in page.records]


def packages(count: int, **fields) -> list[dict]:
    return [
        {"id": f"{number:05}", "name": f"d{number}", "title": f"D {number}", "type": "dataset"} | fields
        for number in range(count)
    ]


def test_a_ckan_is_known_by_its_own_word():
    detection, server = detected(replay.recorded())

    assert detection.match == Match("ckan", server.url, version="2.11.3", title="CKAN")
    assert [(probe.status, probe.matched) for probe in detection.probes] == [(200, True)]
    assert detection.probes[0].values == {"version": "2.11.3"}


@pytest.mark.samples
def test_an_old_ckan_is_known_by_the_shape_of_its_search(brazil):
    detection, server = detected(brazil)

    assert detection.match == Match("ckan", server.url)
    assert [(probe.status, probe.matched) for probe in detection.probes] == [(404, False), (200, True)]
    assert detection.probes[1].values == {"count": 13_786}


@pytest.mark.parametrize(
    "path",
    [
        "/dataset/establecimientos-de-salud?tab=1#top",
        "/api/3/action/package_search?q=x",
        "/organization",
        "/es/dataset",
        "/",
        "/some/page",
    ],
)
def test_any_page_of_the_portal_leads_to_its_api(path):
    detection, server = detected(replay.recorded(), path)

    assert detection.match is not None
    assert detection.match.base == server.url


def test_a_portal_under_a_path_is_found_there():
    play = replay.recorded()

    def under_data(ask):
        if not ask.target.startswith("/data/"):
            return Reply(404, hostile.PAGE)
        ask.target = ask.target.removeprefix("/data")
        return play(ask)

    detection, server = detected(under_data, "/data/dataset/x")

    assert detection.match is not None
    assert detection.match.base == server.url + "/data"


@pytest.mark.parametrize("name", hostile.NOT_A_PORTAL)
def test_what_is_no_portal_is_not_taken_for_one_and_every_probe_says_why(name):
    detection, _ = detected(hostile.NOT_A_PORTAL[name])

    assert detection.match is None
    assert all(probe.seen.endswith(".") and not probe.matched for probe in detection.probes)
    assert len(detection.probes) == 2


def test_a_dkan_in_the_clothes_of_a_ckan_is_not_taken_for_one():
    def dkan(ask):
        if ask.path == "/api/3/action/site_read":
            return Reply(body=b'{"help": "x", "success": true, "result": true}')
        if ask.path == "/api/3/action/package_search":
            return Reply(body=b'{"help": "x", "success": true, "result": [[]]}')
        return Reply(404, b'{"success": false, "error": {"__type": "Not Found Error"}}')

    assert detected(dkan)[0].match is None


def test_an_address_that_may_not_be_asked_is_asked_once():
    detection = detect("http://10.0.0.1/dataset", Fetcher(agent="Minka/1.0").fetch)

    assert isinstance(detection.failure, AddressRefused)
    assert len(detection.probes) == 1
    assert detection.probes[0].status is None


def test_a_portal_that_nobody_answers_for_says_so():
    with Server(replay.recorded()) as server:
        pass

    detection = detect(server.url + "/x", fetch_of(server))

    assert str(detection.failure.reason) == "Nobody answers at this address."
    assert len(detection.probes) == 2


def test_addresses_are_made_plain():
    assert list(bases("https://datos.example.org/dataset/x?y#z")) == ["https://datos.example.org"]
    assert list(bases(" Datos.Example.org/datos//dataset/ ")) == [
        "https://datos.example.org/datos",
        "https://datos.example.org",
    ]
    assert list(bases("HTTP://portal.example:8080")) == ["http://portal.example:8080"]
    assert list(bases("http://[")) == ["http://["]


def test_the_recorded_catalogue_is_read_whole_at_the_servers_own_pace():
    with Server(replay.recorded()) as server:
        pages = list(Ckan().walk(server.url, fetch_of(server), clock=lambda: AT))

    assert pages[-1].ending == Ending(True)
    assert {page.declared for page in pages} == {45}
    assert len(set(records(pages))) == len(records(pages)) == 45
    assert sum(page.size for page in pages) > 100_000
    assert [hit.partition("start=")[2].partition("&")[0] for hit in server.hits] == ["0", "20", "40"]


def test_every_recorded_value_is_as_the_index_says():
    kind = Ckan()
    datasets = [
        kind.normalise(record.raw, base="http://portal.example")
        for page in walked(replay.recorded())
        for record in page.records
    ]

    assert len(datasets) == 45
    assert sum(len(dataset.resources) for dataset in datasets) == 49
    assert len({dataset.organization.native_id for dataset in datasets}) == 4
    assert sorted({group.title for dataset in datasets for group in dataset.categories}) == [
        "Administración",
        "Educación",
        "Otros",
        "Salud",
        "Transporte",
    ]
    assert {dataset.licence.code for dataset in datasets} == {"CC-BY"}
    assert sorted({fmt for dataset in datasets for fmt in dataset.formats}) == ["CSV", "JSON", "XLSX"]


def test_a_recorded_dataset_is_read_field_by_field():
    package = json.loads((replay.LIVE / "package_show.json").read_text())["result"]

    dataset = Ckan().normalise(package, base="http://portal.example")

    assert dataset.title == "Establecimientos de salud"
    assert dataset.notes == package["notes"]
    assert "<script>" in dataset.notes
    assert dataset.landing_url == "http://portal.example/dataset/establecimientos-de-salud"
    assert (dataset.organization.title, [group.title for group in dataset.categories]) == (
        "Gerencia Regional de Salud",
        ["Salud"],
    )
    assert dataset.tags == ["RENIPRESS", "hospitales", "salud"]
    assert (
        dataset.licence.code,
        dataset.licence.is_open,
        dataset.licence.needs_attribution,
        dataset.licence.needs_share_alike,
    ) == ("CC-BY", True, True, False)
    assert (dataset.frequency, dataset.frequency_said) == ("P1M", "Mensual")
    assert dataset.created_at == datetime(2026, 11, 23, 3, 25, 37, 653295, UTC)
    assert dataset.modified_at == datetime(2026, 11, 23, 3, 25, 39, 834101, UTC)
    first = dataset.resources[0]
    assert (first.title, first.description, first.format, first.size) == (
        "CSV en Windows-1252 con punto y coma",
        "cp1252; coma decimal",
        "CSV",
        141,
    )
    assert first.modified_at == datetime(2026, 11, 23, 3, 25, 38, 636388, UTC)


def test_hostile_addresses_are_kept_as_they_are():
    package = json.loads((replay.LIVE / "package_show_bad_urls.json").read_text())["result"]

    dataset = Ckan().normalise(package, base="http://portal.example")

    assert [(resource.format, resource.url) for resource in dataset.resources] == [
        ("CSV", "http://portal.example/no-existe/padron.csv"),
        ("XLSX", "http://127.0.0.1:9/cerrado.xlsx"),
        ("JSON", "http://169.254.169.254/latest/meta-data/"),
        ("", "file:///etc/passwd"),
        ("CSV", "http://portal.example/dataset/Año 2015 ñandú.csv"),
    ]


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
        "The portal gives the same page again: %(got)s of %(declared)s datasets were received.",
        {"got": 5, "declared": 1_000_000},
    )
    assert len(records(pages)) == 5


def test_an_empty_catalogue_is_complete():
    assert [page.ending for page in walked(lambda ask: replay.search_page([], count=0))] == [Ending(True)]


def test_a_portal_that_never_ends_is_left(monkeypatch):
    monkeypatch.setattr("hackathon.portal.kinds.ckan.MOST_RECORDS", 50)

    def endless(ask):
        start = int(ask.query["start"])
        return replay.search_page([{"id": f"{start + number}"} for number in range(20)], count=start + 1000)

    pages = walked(endless)

    assert pages[-1].ending.reason == "The portal does not end: %(got)s datasets were received."


def test_a_page_over_the_cap_is_asked_for_in_smaller_ones():
    heavy = packages(30, notes="x" * 1_000_000)

    with Server(replay.catalogue(heavy)) as server:
        pages = list(Ckan().walk(server.url, fetch_of(server), clock=lambda: AT))

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


def test_only_what_changed_since_is_asked_for():
    with Server(replay.catalogue(packages(1))) as server:
        list(Ckan().walk(server.url, fetch_of(server), clock=lambda: AT, since=AT))

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
        got.extend(Ckan().walk(server.url, fetch_of(server), clock=lambda: AT))
    assert len(server.hits) == 3


def test_the_kinds_have_names():
    assert [named(kind.name) for kind in known()] == list(known())


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


@pytest.mark.parametrize(
    "raw",
    [None, "text", [], {}, {"id": ""}, {"id": None, "title": "x"}, {"id": "x"}, {"id": "x", "title": " ", "name": ""}],
)
def test_a_record_without_id_or_name_is_unreadable(raw):
    with pytest.raises(Unreadable, match="The record has"):
        Ckan().normalise(raw, base="")


def test_a_bare_record_states_nothing():
    dataset = Ckan().normalise({"id": "7", "name": "año 1"}, base="https://p.example")

    assert dataset.title == "año 1"
    assert dataset.landing_url == "https://p.example/dataset/a%C3%B1o%201"
    assert (dataset.organization, dataset.categories, dataset.tags, dataset.resources, dataset.formats) == (
        None,
        [],
        [],
        [],
        [],
    )
    assert (dataset.licence.code, dataset.licence.is_open, dataset.frequency, dataset.modified_at) == (
        "",
        None,
        "",
        None,
    )


@pytest.mark.samples
def test_a_text_per_language_is_read_in_spanish():
    package = json.loads(
        (replay.SAMPLES / "portal-samples/ckan/ckanext-dcat-examples/ckan_dataset_multilingual.json").read_text()
    )

    dataset = Ckan().normalise(package | {"id": "1"}, base="")

    assert (dataset.title, dataset.notes) == ("Conjunto de datos de prueba DCAT", "Una descripción cualquiera")
    assert (dataset.resources[0].title, dataset.resources[0].description) == ("Recurso 1", "Una descripción cualquiera")


def test_whatever_stands_where_a_list_should_is_passed_over():
    odd = {
        "id": "1",
        "title": {"en": "Only English"},
        "notes": 5,
        "organization": "x",
        "groups": "x",
        "tags": [None, {"name": ""}, {"name": "a"}],
        "resources": [None, 3, {}, {"url": "http://x.example/a.csv"}, {"url": "http://x.example/a.csv"}, {"id": "r"}],
        "extras": {"frecuencia": "x"},
    }

    dataset = Ckan().normalise(odd, base="")

    assert (dataset.title, dataset.notes, dataset.organization, dataset.categories, dataset.tags) == (
        "Only English",
        "5",
        None,
        [],
        ["a"],
    )
    assert [(len(resource.native_id), resource.format) for resource in dataset.resources] == [(64, "CSV"), (1, "")]


@pytest.mark.parametrize(
    ("organization", "expected"),
    [
        ({"id": "1", "title": "Salud", "name": "s"}, Named("1", "Salud")),
        ({"id": "1", "title": None, "display_name": "Salud", "name": "s"}, Named("1", "Salud")),
        ({"id": "1", "title": "", "name": "s"}, Named("1", "s")),
        ({"name": "s"}, Named("s", "s")),
        ({"title": "Salud"}, Named("Salud", "Salud")),
        ({"id": "1"}, None),
        (None, None),
    ],
)
def test_an_organisation_is_named_by_what_it_has(organization, expected):
    assert Ckan().normalise({"id": "1", "title": "x", "organization": organization}, base="").organization == expected


@pytest.mark.parametrize(
    ("fields", "period", "said"),
    [
        ({"extras": [{"key": "Frecuencia", "value": "Mensual"}]}, "P1M", "Mensual"),
        ({"extras": [{"key": "Frequência de atualização", "value": "diária"}]}, "P1D", "diária"),
        ({"extras": [{"key": "frequency", "value": ""}], "accrual_periodicity": "R/P3M"}, "P3M", "R/P3M"),
        (
            {"update_frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL_2"},
            "P6M",
            "http://publications.europa.eu/resource/authority/frequency/ANNUAL_2",
        ),
        ({"extras": [{"key": None, "value": "x"}], "frecuencia": "cuando se pueda"}, "", "cuando se pueda"),
        ({}, "", ""),
    ],
)
def test_the_frequency_is_found_wherever_it_is_kept(fields, period, said):
    dataset = Ckan().normalise({"id": "1", "title": "x", **fields}, base="")

    assert (dataset.frequency, dataset.frequency_said) == (period, said)


def test_the_same_package_has_the_same_fingerprint_and_a_changed_one_another():
    package = {"id": "1", "title": "x", "extras": [], "resources": [{"id": "r", "url": "http://x.example/"}]}
    turned = dict(reversed(package.items()))
    same, changed = (Ckan().normalise(raw, base="") for raw in (turned, package | {"title": "y"}))

    assert fingerprint(Ckan().normalise(package, base="")) == fingerprint(same) != fingerprint(changed)
    assert plain(same)["resources"][0]["url"] == "http://x.example/"
