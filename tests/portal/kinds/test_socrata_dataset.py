from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.socrata import Socrata
from hackathon.portal.records import Named, NormalDataset, Unreadable
from tests.portal.kinds.odd_values import ODD

BASE = "https://data.example.org"


WHOLE = {
    "resource": {
        "id": "5zy2-grhr",
        "name": "Licencias",
        "description": "<b>Licencias</b>",
        "attribution": "Hacienda",
        "type": "dataset",
        "createdAt": "2016-11-02T18:20:04.000Z",
        "updatedAt": "2022-07-22T11:30:53.000Z",
        "data_updated_at": "2022-07-20T11:30:53.000Z",
    },
    "classification": {
        "domain_category": "Comercio",
        "domain_tags": ["negocios", "negocios", "licencias"],
        "domain_metadata": [
            {"key": "Info_Zona", "value": "Lima"},
            {"key": "Info_Posting-Frequency", "value": ""},
            {"key": "Info_Frecuencia-de-publicación", "value": "Mensual"},
        ],
    },
    "metadata": {"domain": "data.example.org", "license": "Public Domain"},
    "permalink": "https://other.example.org/d/5zy2-grhr",
}


def read(raw) -> NormalDataset:
    return Socrata().normalise(raw, base=BASE)


def test_a_result_is_read_field_by_field():
    dataset = read(WHOLE)

    assert (dataset.native_id, dataset.title, dataset.notes) == ("5zy2-grhr", "Licencias", "<b>Licencias</b>")
    assert dataset.landing_url == f"{BASE}/d/5zy2-grhr"
    assert dataset.organization == Named("Hacienda", "Hacienda")
    assert dataset.categories == [Named("Comercio", "Comercio")]
    assert dataset.tags == ["negocios", "licencias"]
    assert (dataset.licence.code, dataset.licence.title) == ("public-domain", "Public Domain")
    assert (dataset.frequency, dataset.frequency_said) == ("P1M", "Mensual")
    assert dataset.created_at == datetime(2016, 11, 2, 18, 20, 4, tzinfo=UTC)
    assert dataset.modified_at == datetime(2022, 7, 20, 11, 30, 53, tzinfo=UTC)
    assert [(one.format, one.url) for one in dataset.resources] == [
        ("CSV", f"{BASE}/api/views/5zy2-grhr/rows.csv?accessType=DOWNLOAD"),
        ("JSON", f"{BASE}/resource/5zy2-grhr.json"),
    ]


def test_an_id_cannot_leave_its_place_in_an_address():
    dataset = read({"resource": {"id": "../../x?y#z", "name": "N"}})

    assert dataset.resources[1].url == f"{BASE}/resource/..%2F..%2Fx%3Fy%23z.json"


def test_a_licence_that_nobody_knows_keeps_its_words_and_is_not_taken_for_open():
    licence = read(WHOLE | {"metadata": {"license": "See Terms of Use"}}).licence

    assert (licence.code, licence.title, licence.is_open) == ("", "See Terms of Use", None)


@pytest.mark.parametrize(
    "raw", [None, "text", [], {}, {"resource": "x"}, {"resource": {"name": "N"}}, {"resource": {"id": "x", "name": ""}}]
)
def test_a_result_without_id_or_name_is_unreadable(raw):
    with pytest.raises(Unreadable):
        read(raw)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_stands_in_a_field_gives_a_dataset_or_is_unreadable(odd):
    for part in ("resource", "classification", "metadata"):
        for raw in [WHOLE | {part: odd}, *(WHOLE | {part: WHOLE[part] | {name: odd}} for name in WHOLE[part])]:
            try:
                assert isinstance(read(raw), NormalDataset)
            except Unreadable:
                assert part == "resource"
    for key in ("key", "value"):
        read(WHOLE | {"classification": {"domain_metadata": [odd, {key: odd}, {"key": "frequency", "value": odd}]}})
