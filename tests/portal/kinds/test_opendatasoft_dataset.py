from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.opendatasoft import Opendatasoft
from hackathon.portal.records import Named, NormalDataset, Unreadable
from tests.portal.kinds.odd_values import ODD

BASE = "https://datos.example.org"
WHOLE = {
    "dataset_id": "árboles@lima",
    "dataset_uid": "da_1",
    "has_records": True,
    "features": ["analyze", "geo"],
    "fields": [{"name": "punto", "type": "geo_point_2d"}],
    "attachments": [
        {
            "id": "leyenda_pdf",
            "title": "Leyenda.pdf",
            "mimetype": "application/pdf",
            "url": "odsfile://lima/leyenda.pdf",
        },
        {"id": "mapa", "title": "Mapa", "mimetype": "image/png", "url": "https://files.example.org/mapa.png"},
        {"title": "sin id"},
    ],
    "metas": {
        "default": {
            "title": "Árboles",
            "description": "<p>Árboles de la ciudad</p>",
            "theme": ["Ambiente", "Ambiente", "Ciudad"],
            "keyword": ["árbol", "verde"],
            "publisher": "Serpar",
            "license": "Open Database License (ODbL)",
            "license_url": "https://opendatacommons.org/licenses/odbl/1.0/",
            "modified": "2026-03-01T10:00:00+00:00",
            "data_processed": "2026-03-02T11:00:00+00:00",
            "update_frequency": "Mensual",
        },
        "dcat": {"created": "2020-01-02T00:00:00+00:00"},
    },
}


def read(raw) -> NormalDataset:
    return Opendatasoft().normalise(raw, base=BASE)


def meta(**default) -> dict:
    return {"dataset_id": "d", "metas": {"default": default}}


def test_a_dataset_is_read_field_by_field():
    dataset = read(WHOLE)

    assert (dataset.native_id, dataset.title, dataset.notes) == (
        "árboles@lima",
        "Árboles",
        "<p>Árboles de la ciudad</p>",
    )
    assert dataset.landing_url == f"{BASE}/explore/dataset/%C3%A1rboles%40lima/"
    assert dataset.organization == Named("Serpar", "Serpar")
    assert dataset.categories == [Named("Ambiente", "Ambiente"), Named("Ciudad", "Ciudad")]
    assert dataset.tags == ["árbol", "verde"]
    assert (dataset.licence.code, dataset.licence.is_open) == ("ODbL-1.0", True)
    assert (dataset.frequency, dataset.frequency_said) == ("P1M", "Mensual")
    assert dataset.created_at == datetime(2020, 1, 2, tzinfo=UTC)
    assert dataset.modified_at == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_its_files_are_built_with_the_delimiter_said_and_the_attachments_beside_them():
    api = f"{BASE}/api/explore/v2.1/catalog/datasets/%C3%A1rboles%40lima"

    files = [(one.native_id, one.format, one.url) for one in read(WHOLE).resources]

    assert files == [
        ("csv", "CSV", f"{api}/exports/csv?delimiter=%3B&with_bom=true"),
        ("json", "JSON", f"{api}/exports/json"),
        ("geojson", "GEOJSON", f"{api}/exports/geojson"),
        ("attachments/leyenda_pdf", "PDF", f"{api}/attachments/leyenda_pdf"),
        ("attachments/mapa", "PNG", "https://files.example.org/mapa.png"),
    ]


@pytest.mark.parametrize(
    ("fields", "is_geographic"),
    [
        ({}, False),
        ({"features": ["analyze"]}, False),
        ({"features": ["geo"]}, True),
        ({"fields": [{"type": "geo_shape"}]}, True),
        ({"fields": [{"type": "text"}]}, False),
        ({"metas": {"default": {"geometry_types": ["Point"]}}}, True),
    ],
)
def test_geojson_is_offered_where_there_is_something_on_the_map(fields, is_geographic):
    dataset = read({"dataset_id": "d", "has_records": True} | fields)

    assert ("GEOJSON" in dataset.formats) is is_geographic


def test_a_dataset_without_records_has_no_built_files():
    assert read({"dataset_id": "d", "has_records": False, "features": ["geo"]}).resources == []


def test_a_dataset_of_the_version_before_is_the_same_dataset():
    assert read({"links": [], "dataset": WHOLE}) == read(WHOLE)


def test_a_missing_date_of_change_is_that_of_the_last_loading():
    assert read(meta(modified=None, data_processed="2026-03-02T11:00:00Z")).modified_at == datetime(
        2026, 3, 2, 11, tzinfo=UTC
    )
    assert read(meta(modified=None, metadata_processed="2026-03-03")).modified_at == datetime(2026, 3, 3, tzinfo=UTC)
    assert read(meta()).modified_at is None


def test_a_dataset_without_a_title_is_called_by_its_id():
    assert read({"dataset_id": "d"}).title == "d"


def test_a_theme_or_keyword_that_is_a_single_text_is_one():
    dataset = read(meta(theme="Salud", keyword="agua"))

    assert ([one.title for one in dataset.categories], dataset.tags) == (["Salud"], ["agua"])


@pytest.mark.parametrize("raw", [None, "text", 7, [], {}, {"dataset_id": ""}, {"dataset": {}}, {"dataset": "x"}])
def test_a_record_without_id_is_unreadable(raw):
    with pytest.raises(Unreadable, match="no id"):
        read(raw)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_stands_in_a_field_gives_a_dataset_or_is_unreadable(odd):
    whole = [*WHOLE, "alternative_exports"]
    for raw in [*(WHOLE | {name: odd} for name in whole), *(meta(**{name: odd}) for name in WHOLE["metas"]["default"])]:
        try:
            assert isinstance(read(raw), NormalDataset)
        except Unreadable:
            assert raw["dataset_id"] is odd
    read(WHOLE | {"metas": {"default": odd, "dcat": odd}, "attachments": [odd], "fields": [odd], "features": [odd]})
