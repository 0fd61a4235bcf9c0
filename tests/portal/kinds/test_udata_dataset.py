import json
import random

import pytest

from hackathon.portal.kinds.udata import Udata
from hackathon.portal.records import Licence, Named, NormalDataset, Unreadable, canonical_text


def made(**fields) -> NormalDataset:
    return Udata().normalise({"id": "x", "title": "X", "slug": "año-x"} | fields, base="https://p.example")


@pytest.mark.parametrize(
    ("code", "period"),
    [
        ("annual", "P1Y"), ("quarterly", "P3M"), ("semiannual", "P6M"), ("bimonthly", "P2M"), ("biweekly", "P14D"), ("hourly", "PT1H"),
        ("threeTimesAYear", "P4M"), ("semidaily", "PT12H"), ("fourTimesADay", "PT6H"), ("threeTimesADay", "PT8H"), ("quinquennial", "P5Y"),
        ("unknown", ""), ("irregular", ""), ("continuous", ""), ("threeTimesAMonth", ""), (None, ""), ([], ""),
    ],
)  # fmt: skip
def test_frequency_codes_are_periods(code, period):
    dataset = made(frequency=code)

    assert (dataset.frequency, dataset.frequency_said) == (
        period,
        code if isinstance(code, str) and code != "unknown" else "",
    )


@pytest.mark.parametrize(
    ("slug", "code", "is_open"),
    [
        ("lov2", "etalab-2.0", True),
        ("fr-lo", "etalab", True),
        ("odc-odbl", "ODbL", True),
        ("cc-by-sa", "CC-BY-SA", True),
        ("house", "", None),
    ],
)
def test_licence_slugs_are_understood(slug, code, is_open):
    licence = made(license=slug).licence

    assert (licence.code, licence.is_open) == (code, is_open)
    assert made(license="notspecified").licence == Licence()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"organization": None, "owner": {"id": "u", "first_name": "Ada", "last_name": "Vera"}},
            Named("u", "Ada Vera"),
        ),
        ({"organization": {"name": "Salud"}}, Named("Salud", "Salud")),
        ({"organization": {"id": "o"}}, None),
        ({"organization": "x", "owner": 5}, None),
    ],
)
def test_an_organisation_or_its_owner_publishes(fields, expected):
    assert made(**fields).organization == expected


def test_a_file_is_linked_where_it_stays_and_named_once():
    files = [
        {"id": "f", "url": "http://s/20210108/f.csv", "latest": "http://p/r/f"},
        {"url": "http://s/g.xlsx"},
        {"id": "f"},
        {},
        None,
        {"checksum": "x", "id": "h"},
    ]

    dataset = made(resources=files, page="https://p.example/x")

    assert [(file.native_id, file.url, file.format, file.hash) for file in dataset.resources] == [
        ("f", "http://p/r/f", "CSV", ""),
        ("http://s/g.xlsx", "http://s/g.xlsx", "XLSX", ""),
        ("h", "", "", ""),
    ]
    assert dataset.landing_url == "https://p.example/x"
    assert made(page="javascript:x").landing_url == "https://p.example/datasets/a%C3%B1o-x/"


@pytest.mark.parametrize("raw", [None, "x", [], {}, {"id": ""}, {"id": "x"}, {"id": "x", "title": " ", "slug": None}])
def test_what_has_no_id_or_title_is_unreadable(raw):
    with pytest.raises(Unreadable, match="The record has"):
        Udata().normalise(raw, base="")


def test_no_odd_value_anywhere_breaks_the_reading():
    odd = [None, 0, True, 1.5, "x", "\ud800\0", [], {}, [None], [[]], [{}], {"id": {}}, [{"id": 5, "checksum": {"value": [], "type": {}}}], {"name": []}, 10**400]  # fmt: skip
    names = (
        "description page organization owner tags license frequency created_at internal last_update resources".split()
    )
    chance = random.Random(3)
    for _ in range(2_000):
        text = canonical_text(made(**{name: chance.choice(odd) for name in names}))
        assert json.loads(text)["title"] == "X"
