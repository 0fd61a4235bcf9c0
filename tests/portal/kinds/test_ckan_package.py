import json
from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.ckan import Ckan
from hackathon.portal.records import Named, Unreadable, canonical_text, digest
from tests.portal import replay
from tests.portal.reading import walked


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

    text = canonical_text(Ckan().normalise(package, base=""))
    assert canonical_text(same) == text
    assert digest(canonical_text(changed)) != digest(text)
    assert json.loads(text)["resources"][0]["url"] == "http://x.example/"
