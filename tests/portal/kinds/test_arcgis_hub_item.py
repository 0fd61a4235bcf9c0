from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.arcgis_hub import ArcgisHub
from hackathon.portal.kinds.arcgis_hub_item import key_of
from hackathon.portal.records import Licence, Named, Unreadable
from tests.portal.kinds.files import dataset
from tests.portal.kinds.hub_portal import HEX, SERVICE, item
from tests.portal.mangling import BASE, assert_unbreakable


def test_an_item_is_read_field_by_field():
    found = ArcgisHub().normalise(item(7), base=BASE)

    key = f"{7:032x}_7"
    assert (found.native_id, found.title, found.notes) == (key, "Capa 7", "<div>Ríos</div>")
    assert found.landing_url == f"https://portal.example/datasets/{key}"
    assert found.organization == Named("Municipio", "Municipio")
    assert (found.categories, found.tags) == ([Named("Agua", "Agua")], ["agua", "ríos"])
    assert found.licence == Licence(title="Uso libre")
    assert found.created_at == datetime(2021, 1, 29, 15, 34, 38, tzinfo=UTC)
    assert found.modified_at == datetime(2021, 7, 27, 20, 25, 19, 723000, UTC)
    assert [(one.native_id[:8], one.format, one.url) for one in found.resources][:3] == [
        ("service", "ARCGIS GEOSERVICES REST API", item(7)["properties"]["url"]),
        ("csv", "CSV", f"https://portal.example/api/download/v1/items/{7:032x}/csv?layers=7"),
        ("geojson", "GEOJSON", f"https://portal.example/api/download/v1/items/{7:032x}/geojson?layers=7"),
    ]
    assert [(one.title, one.format) for one in found.resources[3:]] == [("Guía", "PDF"), ("", "CSV")]


def test_a_licence_that_the_site_filled_in_counts_before_what_people_wrote():
    structured = {"type": "CC BY", "url": "https://creativecommons.org/licenses/by/4.0/"}

    assert ArcgisHub().normalise(item(structuredLicense=structured), base=BASE).licence.code == "CC-BY-4.0"
    assert ArcgisHub().normalise(item(license="CC-BY-4.0", licenseInfo=None), base=BASE).licence.code == "CC-BY-4.0"
    assert ArcgisHub().normalise(item(license="custom", licenseInfo=None), base=BASE).licence == Licence()


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({"id": f"{HEX}_0", "properties": {}}, f"{HEX}_0"),
        ({"id": HEX, "properties": {"url": SERVICE}}, f"{HEX}_0"),
        ({"id": HEX.upper(), "properties": {"url": SERVICE + "/query"}}, f"{HEX}_0"),
        ({"id": HEX, "properties": {"url": "https://a.example/x.csv"}}, HEX),
        ({"id": "m::rios", "properties": {}}, "m::rios"),
        ({"properties": {"id": f"{HEX}_3"}}, f"{HEX}_3"),
        ({"properties": {}}, ""),
        ({"identifier": f"https://h.example/datasets/{HEX}_12"}, f"{HEX}_12"),
        ({"identifier": f"https://www.arcgis.com/home/item.html?id={HEX}&sublayer=5"}, f"{HEX}_5"),
        (
            {
                "identifier": "https://h.example/datasets/m::rios",
                "distribution": [{"accessURL": f"https://h.example/api/download/v1/items/{HEX}/csv?layers=4"}],
            },
            f"{HEX}_4",
        ),
        ({"identifier": "https://h.example/datasets/m::rios"}, "https://h.example/datasets/m::rios"),
        ({"identifier": f"0{HEX}"}, f"0{HEX}"),
        ({}, ""),
        ("x", ""),
        (None, ""),
    ],
)
def test_the_key_is_what_stays_when_addresses_change(raw, key):
    assert key_of(raw) == key


@pytest.mark.parametrize("raw", [{"properties": {}}, {"id": HEX, "properties": {"title": ""}}, {"title": "x"}])
def test_an_item_without_an_id_or_a_title_is_refused(raw):
    with pytest.raises(Unreadable):
        ArcgisHub().normalise(raw, base=BASE)


def test_nothing_that_is_wrong_in_an_item_breaks_the_reading():
    assert_unbreakable(ArcgisHub(), item())


def test_nothing_that_is_wrong_in_a_dataset_of_the_feed_breaks_the_reading():
    assert_unbreakable(ArcgisHub(), dataset(identifier=f"https://h.example/datasets/{HEX}_12"))
