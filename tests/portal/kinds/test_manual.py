import json
from datetime import UTC, datetime

import pytest

from hackathon.net import Answer
from hackathon.portal.kinds import Capabilities, Ending, Inquiry, Match, Page, RawRecord, Trip
from hackathon.portal.kinds import manual as manual_kind
from hackathon.portal.kinds.manual import Manual, stored
from hackathon.portal.kinds.registry import KINDS
from hackathon.portal.records import NormalDataset, Unreadable
from tests.portal import hostile, replay
from tests.portal.kinds.handed_in_files import BASE, pages_of, problems, read
from tests.portal.kinds.odd_values import ODD
from tests.portal.reading import AT, detected

UNKNOWN = "It is neither a list of datasets nor a catalogue of a kind that is read here."


LISTED = [
    {
        "id": 7,
        "título": "Agua",
        "descripción": "Ríos",
        "etiquetas": ["río", "lago"],
        "modificado": "2025-01-02",
        "recursos": [
            {"nombre": "Padrón", "url": "https://x.pe/1.csv", "description": "D"},
            {"enlace": "https://x.pe/2"},
        ],
    },
    {"title": "Luz", "resources": []},
]


@pytest.mark.parametrize("content", [LISTED, {"datasets": LISTED}, {"Conjuntos_de_datos": LISTED}])
def test_a_list_of_datasets_with_resources_is_read(content):
    water, light = read(content)

    assert (water.native_id, water.title, water.notes, water.tags) == ("7", "Agua", "Ríos", ["río", "lago"])
    assert [(one.title, one.description, one.url) for one in water.resources] == [
        ("Padrón", "D", "https://x.pe/1.csv"),
        ("", "", "https://x.pe/2"),
    ]
    assert (light.native_id, light.title, light.resources) == ("luz", "Luz", [])
    assert pages_of(content)[-1].ending == Ending(True)


def test_what_is_no_dataset_in_a_list_is_named_by_its_position():
    listed = [*LISTED, 7, {"description": "x"}, {"title": "Gas", "resources": [{"url": "file:///etc/passwd"}, "x", {}]}]

    assert problems(listed) == {
        "#3": "This is no dataset.",
        "#4": "There is neither an id nor a title.",
        "#5": "The address of the file does not begin with http:// or https://.",
    }
    assert len(read(listed)) == 3


PACKAGE = {
    "id": "p",
    "name": "agua",
    "title": "Agua",
    "metadata_modified": "2025-01-02T03:04:05",
    "resources": [{"url": "https://x.pe/1.csv"}],
}


@pytest.mark.parametrize(
    "content",
    [
        [PACKAGE],
        {"success": True, "result": PACKAGE},
        {"success": True, "result": [PACKAGE]},
        {"success": True, "result": [[PACKAGE]]},
        {"success": True, "result": {"count": 1, "results": [PACKAGE]}},
    ],
)
def test_saved_answers_of_a_ckan_are_read_as_its_packages(content):
    [dataset] = read(content)

    assert (dataset.native_id, dataset.title, dataset.modified_at) == (
        "p",
        "Agua",
        datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    assert (dataset.formats, dataset.landing_url) == (["CSV"], "")
    assert pages_of(content)[-1].ending == Ending(True)


def test_a_package_has_a_page_where_the_portal_has_an_address():
    assert read([PACKAGE], base="https://datos.example.pe")[0].landing_url == "https://datos.example.pe/dataset/agua"


def test_a_saved_page_of_a_larger_catalogue_is_partial():
    saved = {
        "success": True,
        "result": {"count": 45, "results": [PACKAGE, {"id": "h", "type": "harvest", "license_id": ""}]},
    }

    pages = pages_of(saved)

    assert pages[-1].ending == Ending(
        False, "The portal declares %(declared)s datasets and gave %(got)s.", {"got": 2, "declared": 45}
    )
    assert len(read(saved)) == 1


def test_the_recorded_catalogue_of_a_ckan_is_read_whole_from_a_file():
    found = read((replay.LIVE / "package_search_all.json").read_bytes())

    assert (len(found), sum(len(one.resources) for one in found)) == (45, 49)


class OneFile:
    """A kind that is one file on the web: a list called `things`."""

    name = "things"
    capabilities = Capabilities(title="Things", is_file=True)
    signs: tuple[str, ...] = ()

    def probe(self, base: str, inquiry: Inquiry) -> Match | None:
        found = inquiry.ask(base, lambda value: ("A list.", {}) if "things" in value else None)
        return Match(self.name, base) if found else None

    def walk(self, trip: Trip):
        with trip.fetch(trip.base) as answer, trip.fetch(f"{trip.base}?page=2") as more:
            assert more.status == 404
            yield Page(
                [RawRecord(one, one, AT) for one in answer.json()["things"]], size=answer.size, ending=Ending(True)
            )

    def normalise(self, raw, *, base: str) -> NormalDataset:
        return NormalDataset(raw, f"{raw} of {base}")


@pytest.fixture
def one_file_kind(monkeypatch):
    monkeypatch.setattr(manual_kind, "OTHERS", {"things": OneFile()})


@pytest.mark.usefixtures("one_file_kind")
def test_a_file_of_a_kind_that_is_a_file_on_the_web_is_read_by_that_kind():
    content = {"things": ["a", "b"]}

    assert [one.title for one in read(content, name="data.json")] == [f"a of {BASE}", f"b of {BASE}"]
    assert pages_of(content)[-1].ending == Ending(True)


@pytest.mark.samples
def test_a_real_data_json_is_read_where_its_kind_is_known_and_else_refused_in_words(samples):
    content = (samples / "portal-samples/arcgis-datajson/mclean-il/02b-17113_20220130.json").read_bytes()

    pages = pages_of(content, name="data.json")

    if any(kind.capabilities.is_file for kind in KINDS):
        assert (len(read(content, name="data.json")), pages[-1].ending) == (20, Ending(True))
    else:
        assert pages[-1].ending == Ending(False, UNKNOWN)


@pytest.mark.parametrize("name", list(hostile.NOT_DATA))
def test_no_file_is_read_as_what_it_is_not(name):
    pages = pages_of(hostile.NOT_DATA[name])

    assert [record for page in pages for record in page.records] == []
    assert pages[-1].ending.complete is False
    assert pages[-1].ending.reason.endswith(".")


def test_a_page_is_refused_in_words():
    assert pages_of(hostile.PAGE)[-1].ending == Ending(False, UNKNOWN)


def test_it_is_never_recognised_and_never_asks():
    detection, server = detected(hostile.page)

    assert detection.match is None
    assert Manual().probe(server.url, Inquiry(lambda url, **options: pytest.fail(url))) is None
    assert Manual.capabilities.is_uploaded is True


def test_the_way_to_the_file_leads_nowhere_else():
    fetch = stored(b"x", "file-of:a")

    answers: list[Answer] = [fetch("file-of:a"), fetch("https://x.example/")]

    assert [(one.status, one.content()) for one in answers] == [(200, b"x"), (404, b"")]


@pytest.mark.parametrize("odd", ODD)
def test_whatever_stands_in_a_record_gives_a_dataset_or_is_unreadable(odd):
    record = {"id": "i", "title": "t", "files": [{"url": "https://x.pe"}]}
    columns = [
        *manual_kind.Gathered().datasets,
        *"id title description organization category tags licence frequency page".split(),
    ]
    wrapped = [
        odd,
        {"record": odd},
        {"kind": odd, "record": odd},
        {"kind": "ckan", "record": odd},
        {"kind": "manual", "record": odd},
    ]
    wrapped += [
        {"kind": "", "record": record | {column: odd}}
        for column in [*columns, "created", "modified", "files", "problem"]
    ]
    wrapped += [
        {"kind": "", "record": record | {"files": [odd, {"url": odd, "size": odd, "format": odd, "file": odd}]}}
    ]
    words = []
    for raw in wrapped:
        try:
            assert isinstance(Manual().normalise(raw, base=BASE), NormalDataset)
        except Unreadable as wrong:
            words.append(str(wrong))
    assert all(words)


@pytest.mark.parametrize("odd", [one for one in ODD if one == one])
def test_whatever_stands_in_a_list_is_read_or_told(odd):
    try:
        content = json.dumps(
            [
                {"title": "Agua", "url": odd, "tags": odd, "resources": odd},
                {"id": odd, "title": odd},
                odd,
                {"title": "Luz"},
            ]
        )
    except ValueError:
        return

    assert pages_of(content)[-1].ending is not None
    read(content)


def test_a_file_whose_address_is_refused_is_still_listed_and_named_a_problem():
    listed = [{"title": "Agua", "resources": [{"name": "Cloro", "url": "javascript:alert(1)"}]}]

    [water] = read(listed)

    assert [(one.title, one.url) for one in water.resources] == [("Cloro", "javascript:alert(1)")]
    assert len(problems(listed)) == 1
