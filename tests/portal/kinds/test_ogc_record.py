import json
import random
from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.ogc_records import OgcRecords
from hackathon.portal.records import Licence, Named, NormalDataset, Unreadable, canonical_text
from tests.portal.played_records import answer, everything


def record(**properties) -> NormalDataset:
    links = properties.pop("links", None)
    return OgcRecords().normalise({"id": "r", "properties": {"title": "R"} | properties, "links": links}, base="")


def test_a_recorded_record_is_read_field_by_field():
    dataset = OgcRecords().normalise(answer("items_p4.json")["features"][0], base="")

    assert (dataset.native_id, dataset.title) == ("reg-031", "Conjunto 31: Educación")
    assert dataset.notes == "<p>Descripción 31 con ñ y <b>HTML</b></p>"
    assert dataset.landing_url == "http://portal.example/31"
    assert dataset.organization == Named("Gobierno Regional La Libertad", "Gobierno Regional La Libertad")
    assert dataset.categories == [Named("Educación", "Educación")]
    assert dataset.tags == ["datos abiertos", "educación"]
    assert (dataset.licence.code, dataset.licence.is_open) == ("CC-BY-4.0", True)
    assert dataset.created_at == datetime(2015, 9, 1, tzinfo=UTC)
    assert dataset.modified_at == datetime(2015, 10, 4, tzinfo=UTC)
    assert [(file.url, file.title, file.format, file.size) for file in dataset.resources] == [
        ("http://portal.example/31.csv", "CSV 31", "CSV", 31_000)
    ]


def test_null_geometry_time_and_licence_are_in_order():
    datasets = {one["id"]: OgcRecords().normalise(one, base="") for one in everything()}

    assert len(datasets) == 35
    assert [one["id"] for one in everything() if one["geometry"] is None][:2] == ["reg-003", "reg-006"]
    assert datasets["reg-032"].licence == Licence()
    assert (datasets["reg-035"].organization, datasets["reg-035"].resources) == (None, [])
    assert sum(len(dataset.resources) for dataset in datasets.values()) == 31


@pytest.mark.parametrize(
    ("said", "links", "code", "title", "url"),
    [
        ("CC-BY-4.0", None, "CC-BY-4.0", "", ""),
        ("https://creativecommons.org/licenses/by/4.0/", None, "CC-BY-4.0", "", "https://creativecommons.org/licenses/by/4.0/"),
        (None, [{"rel": "license", "href": "http://opendefinition.org/licenses/odc-by/"}], "ODC-By", "", "http://opendefinition.org/licenses/odc-by/"),
        ("other", None, "", "", ""),
        ("house rules", None, "", "house rules", ""),
    ],
)  # fmt: skip
def test_a_licence_is_a_code_an_address_or_a_link(said, links, code, title, url):
    licence = record(license=said, links=links).licence

    assert (licence.code, licence.title, licence.url) == (code, title, url)


def test_the_publisher_goes_before_other_contacts():
    contacts = [
        {"organization": "Mesa de ayuda", "roles": ["pointOfContact"]},
        None,
        {"organization": "Salud", "roles": ["publisher"]},
    ]

    assert record(contacts=contacts).organization == Named("Salud", "Salud")
    assert record(contacts=contacts[:1]).organization == Named("Mesa de ayuda", "Mesa de ayuda")


def test_pages_for_people_are_no_files_and_the_best_of_them_is_the_landing():
    links = [
        {"rel": "item", "href": "http://p/i", "type": "text/html"}, {"rel": "alternate", "href": "http://p/a", "type": "text/html"},
        {"rel": "data", "href": "file:///etc/passwd"}, {"rel": "enclosure", "href": "http://p/x"}, {"rel": "enclosure", "href": "http://p/x"}, {"rel": "data"},
    ]  # fmt: skip

    dataset = record(links=links, formats=[{"name": "CSV"}])

    assert dataset.landing_url == "http://p/a"
    assert [(file.url, file.format) for file in dataset.resources] == [("file:///etc/passwd", ""), ("http://p/x", "")]


@pytest.mark.parametrize(
    "raw", [None, "x", [], {}, {"id": ""}, {"id": "x"}, {"id": "x", "properties": {"title": None}}]
)
def test_what_has_no_id_or_title_is_unreadable(raw):
    with pytest.raises(Unreadable, match="The record has"):
        OgcRecords().normalise(raw, base="")


def test_no_odd_value_anywhere_breaks_the_reading():
    odd = [None, 0, True, 1.5, "x", "\ud800\0", [], {}, [None], [[]], [{}], {"a": 1}, [{"rel": "item"}], [{"rel": [], "href": {}}], [{"concepts": [{"id": {}}]}], [{"roles": 5}], 10**400]  # fmt: skip
    names = "description keywords themes contacts license formats created updated updateFrequency type".split()
    chance = random.Random(3)
    for _ in range(2_000):
        made = record(**{name: chance.choice(odd) for name in names}, links=chance.choice(odd))
        assert json.loads(canonical_text(made))["title"] == "R"
