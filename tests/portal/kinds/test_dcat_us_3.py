import json

import pytest

from hackathon.errors import NotTheAnswer
from hackathon.portal.kinds import Ending, Match
from hackathon.portal.kinds.dcat_us_3 import DcatUs3
from hackathon.portal.records import Unreadable
from tests.portal import hostile
from tests.portal.kinds.files import dataset, datasets, file
from tests.portal.mangling import assert_unbreakable
from tests.portal.reading import detected, records, walked

STANDARD = {"@type": "Standard", "title": "DCAT-US 3.0"}


def catalogue(**parts):
    return {
        "@type": "Catalog",
        "@id": "https://portal.example/data.json",
        "conformsTo": STANDARD,
        "title": "Tres",
    } | parts


def series(*members, **fields):
    return {"@type": "DatasetSeries", "title": "Serie", "seriesMember": list(members)} | fields


def read(value):
    return walked(file(value), DcatUs3(), "/data.json")


@pytest.mark.parametrize(
    "value",
    [
        catalogue(dataset=datasets(1)),
        catalogue(datasetSeries=[]),
        catalogue(conformsTo=[{"@id": "https://resources.data.gov/dcat-us/v3.0"}], dataset=[]),
        {"@type": "Catalog", "dataset": datasets(1)},
    ],
)
def test_one_look_at_the_file_tells_it_from_version_1(value):
    detection, server = detected(file(value), "/data.json")

    assert detection.match is not None
    assert (detection.match.kind, detection.match.base) == ("dcat_us_3", f"{server.url}/data.json")
    assert len(server.hits) == 1


def test_a_portal_is_known_by_it_with_its_title_and_the_file_asked_for_once():
    detection, server = detected(file(catalogue(dataset=[])))

    assert detection.match == Match("dcat_us_3", f"{server.url}/data.json", title="Tres")
    assert server.hits.count("/data.json") == 1


def test_datasets_series_and_catalogues_in_catalogues_are_all_read_and_each_once():
    inner = catalogue(dataset=datasets(3), catalog=[catalogue(dataset=[dataset(9)])])
    members = [dataset(4), dataset(5), "https://portal.example/elsewhere", {"@id": "https://portal.example/elsewhere"}]
    value = catalogue(
        dataset=datasets(2),
        datasetSeries=[series(*members, first=dataset(4), last=dataset(6))],
        catalog=inner,
        service=[{"@type": "DataService", "title": "Servicio", "identifier": "s"}],
    )

    pages = read(value)

    assert records(pages) == ["d-0", "d-1", "d-4", "d-5", "d-6", "d-2", "d-9"]
    assert pages[-1].ending == Ending(True)


def test_a_large_file_is_read_record_by_record_to_the_same_values(monkeypatch):
    value = catalogue(
        dataset=datasets(5), datasetSeries=[series(dataset(7))], catalog=[catalogue(dataset=[dataset(8)])]
    )
    at_once = read(value)
    monkeypatch.setattr("hackathon.json_text.LIGHT", 0)

    assert read(value) == at_once


def test_a_catalogue_of_services_alone_is_complete_and_empty():
    pages = read(catalogue(service=[{"@type": "DataService", "title": "x"}]))

    assert (records(pages), pages[-1].ending) == ([], Ending(True))


def test_whatever_stands_in_the_parts_of_a_catalogue_breaks_nothing():
    value = catalogue(
        dataset=[None, 7, "x", [], {}],
        datasetSeries=[None, "x", {"seriesMember": 7}, series(None)],
        catalog=[7, None, {"catalog": "x"}],
    )

    assert set(records(read(value))) == {""}


@pytest.mark.parametrize("name", list(hostile.NOT_A_PORTAL))
def test_a_file_that_holds_something_else_is_refused_in_words(name):
    with pytest.raises(NotTheAnswer):
        walked(hostile.NOT_A_PORTAL[name], DcatUs3(), "/data.json")


def test_nothing_that_is_wrong_in_a_dataset_breaks_the_reading():
    good = dataset(
        identifier={"@type": "Identifier", "@id": "https://a.example/1"},
        publisher=[{"@type": "Organization", "name": "A"}],
        theme=[{"@type": "Concept", "prefLabel": "Agua", "@id": "https://a.example/agua"}],
        license=None,
        modified={"@type": "xsd:date", "@value": "2024-01-02"},
        distribution=[
            {
                "@type": "Distribution",
                "accessService": {"endpointURL": ["https://a.example/api"]},
                "license": {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"},
                "checksum": {"algorithm": "sha256", "checksumValue": "ab"},
            }
        ],
    )

    found = DcatUs3().normalise(good, base="https://portal.example")

    assert (found.native_id, found.categories[0].native_id, found.licence.code) == (
        "https://a.example/1",
        "https://a.example/agua",
        "CC0-1.0",
    )
    assert (found.resources[0].url, found.resources[0].hash) == ("https://a.example/api", "ab")
    assert found.modified_at is not None
    assert_unbreakable(DcatUs3(), good)


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        (
            "dcatus3_0.json",
            [
                "https://example.gov/datasets/one",
                "https://example.gov/datasets/two",
                "https://example.gov/datasets/three",
                "NCDC-CLIMATE-OBS-2024",
            ],
        ),
        ("dcatus3_0_no_identifier.json", [None]),
        (
            "dcatus3_0_series_with_members.json",
            ["https://example.gov/datasets/annual-report-2023", "https://example.gov/datasets/annual-report-2024"],
        ),
        ("dcatus3_0_with_services.json", ["https://example.gov/datasets/one"]),
    ],
)
def test_every_recorded_file_is_read_as_the_index_says(samples, name, keys):
    value = json.loads((samples / "portal-samples/dcat-us-3" / name).read_text())

    assert detected(file(value), "/data.json")[0].match.kind == "dcat_us_3"
    found = []
    for record in (one for page in read(value) for one in page.records):
        try:
            found.append(DcatUs3().normalise(record.raw, base="https://portal.example").native_id)
        except Unreadable:
            found.append(None)
    assert found == keys
