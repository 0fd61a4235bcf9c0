import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from hackathon.portal.kinds.dkan7 import Dkan7
from hackathon.portal.kinds.dkan7_package import dataset_of
from hackathon.portal.records import Licence, Named, Unreadable
from tests.portal.kinds.dkan7_portal import package
from tests.portal.mangling import BASE, assert_unbreakable

AUGUST = datetime(2024, 8, 5, 17, 47, tzinfo=UTC)  # Monday 5 August, 12:47 in Lima


def read(**fields):
    return dataset_of(package(**fields), base=BASE)


def sample(samples, name):
    return json.loads((samples / "portal-samples/dkan7" / name).read_text())["result"][0]


@pytest.mark.samples
def test_the_recorded_package_of_peru_is_read_field_by_field(samples):
    raw = sample(samples, "peru-package_show-oefa.json")

    dataset = Dkan7().normalise(raw, base="https://datosabiertos.example")

    assert dataset.native_id == "1cb938b1-f9ec-4a36-88e7-4a7333e7f134"
    assert dataset.title.startswith("Vigilancia y Seguimiento ambiental en la calidad del aire")
    assert dataset.notes == raw["notes"].strip()
    assert dataset.landing_url == (
        "https://datosabiertos.example/dataset/"
        "vigilancia-y-seguimiento-ambiental-en-la-calidad-del-aire-organismo-de-evaluaci%C3%B3n-y"
    )
    assert dataset.organization == Named(
        "fa7537d5-3c60-4ebc-a963-9c7fca839550", "Organismo de Evaluación y Fiscalización Ambiental - OEFA"
    )
    assert dataset.tags == ["Calidad de aire", "Evaluación Ambiental", "Seguimiento"]
    assert dataset.licence == Licence("ODC-By", "", "http://opendefinition.org/licenses/odc-by/", True, True, False)
    assert dataset.created_at == datetime(2024, 4, 30, 10, 10, tzinfo=UTC)
    assert dataset.modified_at == AUGUST
    assert [(one.format, one.size, one.modified_at) for one in dataset.resources] == [
        ("CSV", round(1.23 * 1024**3), AUGUST),
        ("XLSX", round(53.24 * 1024), AUGUST),
        ("DOCX", round(15.65 * 1024), AUGUST),
    ]
    assert all(one.url.startswith("https://expresateperu.") for one in dataset.resources)


@pytest.mark.samples
def test_the_recorded_french_package_is_read_day_first(samples):
    dataset = dataset_of(sample(samples, "dkan-french-w-license.json"), base=BASE, zone=ZoneInfo("Europe/Paris"))

    assert dataset.created_at == datetime(2019, 12, 10, 8, 23, tzinfo=UTC)
    assert dataset.modified_at == datetime(2019, 9, 30, 22, tzinfo=UTC)  # this one is written in ISO 8601
    assert dataset.organization.title == "Région Hauts-de-France"
    assert (dataset.licence.code, dataset.licence.is_open) == ("", None)
    assert dataset.licence.url == "http://www.etalab.gouv.fr/pages/Licence_ouverte_Open_licence-5899923.html"
    assert len(dataset.tags) == 13
    assert [(one.format, one.size, one.modified_at) for one in dataset.resources] == [
        ("XLSX", 42, datetime(2019, 12, 19, 2, tzinfo=UTC)),
        ("", None, datetime(2019, 12, 19, 2, tzinfo=UTC)),
    ]


def test_a_package_that_is_private_and_active_is_read_like_any():
    assert read(private=True, state="Active") == read(private=False, state="deleted")


def test_the_link_is_built_on_the_address_that_was_asked():
    assert read(name="Niños-2015").landing_url == "https://portal.example/dataset/Ni%C3%B1os-2015"


def test_a_date_that_fits_both_orders_follows_the_others_of_its_package():
    """9 May and 5 September 2024 were both Thursdays."""
    assert read(metadata_modified="Jue, 05/09/2024 - 10:00").modified_at == datetime(2024, 5, 9, 15, tzinfo=UTC)


def test_a_date_that_no_weekday_fits_is_unknown():
    assert read(metadata_created="Dom, 08/05/2024 - 12:47").created_at is None


def test_the_publisher_is_the_first_group_and_its_name_does_when_it_has_no_title():
    assert read(groups=[{"id": "g", "title": "Uno"}, {"id": "h", "title": "Dos"}]).organization == Named("g", "Uno")
    assert read(groups=[{"name": "group/salud"}]).organization == Named("salud", "salud")
    assert read(groups=[]).organization is None
    assert read(groups=None).organization is None


def test_a_licence_may_be_an_address_words_or_nothing():
    assert read(license_title="Open Data Commons Attribution License").licence.code == "ODC-By"
    assert read(license_title=None, license_id="odc-by").licence.code == "ODC-By"
    assert read(license_title="").licence == Licence()
    assert read(license_title="https://portal.example/licencia").licence == Licence(
        title="https://portal.example/licencia", url="https://portal.example/licencia"
    )


def test_the_frequency_is_taken_from_the_extras():
    assert (read().frequency, read().frequency_said) == ("P1M", "Mensual")


@pytest.mark.parametrize("fields", [{"id": None}, {"id": ""}, {"id": []}, {"title": "", "name": None}])
def test_a_package_without_id_or_name_is_refused(fields):
    with pytest.raises(Unreadable):
        read(**fields)


def test_a_resource_without_id_is_told_by_its_address_and_one_without_either_is_left():
    resources = [
        {"url": "https://a.example/x.csv"},
        {"url": ""},
        {"id": "r", "url": "u"},
        {"id": "r", "url": "v"},
        "no",
    ]

    assert [one.url for one in read(resources=resources).resources] == ["https://a.example/x.csv", "u"]


def test_nothing_that_is_wrong_in_a_package_breaks_the_reading():
    assert_unbreakable(Dkan7(), package())
