import json
from datetime import UTC, datetime

import pytest

from hackathon.portal.kinds.junar import Junar
from hackathon.portal.records import Named, NormalDataset, Unreadable
from tests.portal import hostile
from tests.portal.kinds.odd_values import ODD
from tests.portal.reading import records, walked

KEY = "k3y+of/the portal"


def documented(samples, name: str) -> dict:
    return json.loads((samples / "portal-samples/junar" / f"junar-v2-{name}.json").read_text())


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "declared", "first", "formats", "changed"),
    [
        ("02-topics-0", 20, "DATASET-ID-61649", ["CSV"], None),
        ("02-topics-1", 101, "ds/BNE-2014-CONSU-SECTO-COMER", ["XLS"], datetime(2016, 2, 19, 16, 1, 3, tzinfo=UTC)),
    ],
)
def test_documented_lists_are_read(samples, name, declared, first, formats, changed):
    pages = walked(hostile.says(json.dumps(documented(samples, name)).encode()), Junar(), key=KEY)

    page = next(page for page in pages if page.records)
    read = Junar().normalise(page.records[0].raw, base="https://x.example")
    assert (page.declared, len(page.records), records(pages)[0]) == (declared, 2, first)
    assert (read.native_id, read.formats, read.modified_at) == (first, formats, changed)
    assert read.landing_url.startswith("http://")


@pytest.mark.samples
def test_documented_datasets_and_views_are_read(samples):
    names = [
        "03-datasets-0",
        "03-datasets-1",
        "03-datasets-3",
        "04-dataviews-0",
        "04-dataviews-1",
        "04-dataviews-3",
        "04-dataviews-4",
    ]

    read = {name: Junar().normalise(documented(samples, name), base="https://x.example") for name in names}

    assert [(one.native_id, len(one.resources)) for one in read.values()] == [
        ("INFRA-INFRA-TOTAL-SUM-FROM", 0),  # its endpoint is file://…
        ("RESTO", 0),
        ("UPLOA-FROM-API", 0),
        ("NOMIN-DE-BIBLI-DEL-12877", 1),
        ("NOMIN-DE-BIBLI-DEL-12877", 1),
        ("INFRA-INFRA-TOTAL-SUM-89083", 0),
        ("INFRA-INFRA-TOTAL-SUM-FROM", 0),
    ]
    first = read["03-datasets-0"]
    assert (first.organization, first.categories) == (
        Named("InfraLatam", "InfraLatam"),
        [Named("Default Category", "Default Category")],
    )
    assert first.modified_at == datetime(2017, 10, 2, 17, 16, 17, tzinfo=UTC)
    assert (first.tags, read["03-datasets-1"].tags) == (["InfraLatam", "Infrastructure"], [])
    assert read["03-datasets-3"].organization is None
    assert read["03-datasets-1"].organization == Named("junarcity", "junarcity")


@pytest.mark.samples
@pytest.mark.parametrize("name", ["04-dataviews-6", "04-dataviews-7"])
def test_documented_rows_of_data_are_no_datasets(samples, name):
    with pytest.raises(Unreadable):
        Junar().normalise(documented(samples, name), base="https://x.example")


def read(raw) -> NormalDataset:
    return Junar().normalise(raw, base="https://x.example")


def test_a_dataset_and_a_view_of_the_same_guid_are_two():
    assert (
        read({"guid": "G", "title": "T", "type": "dt"}).native_id
        != read({"guid": "G", "title": "T", "type": "ds"}).native_id
    )


@pytest.mark.parametrize("address", ["file://1/2/3", "ftp://x/y", "javascript:alert(1)", "", None])
def test_a_place_inside_the_portal_is_no_file_and_no_link(address):
    dataset = read({"guid": "G", "title": "T", "endpoint": address, "link": address})

    assert (dataset.resources, dataset.landing_url) == ([], "")


@pytest.mark.parametrize(
    ("said", "instant"),
    [
        (1449000423, datetime(2015, 12, 1, 20, 7, 3, tzinfo=UTC)),
        (1449000423000, datetime(2015, 12, 1, 20, 7, 3, tzinfo=UTC)),
        ("2016-02-10T17:10:39", datetime(2016, 2, 10, 17, 10, 39, tzinfo=UTC)),
        (0, None),
        (-5, None),
        (True, None),
        (1e300, None),
        ("1449000423", None),
    ],
)
def test_instants_are_seconds_milliseconds_or_iso(said, instant):
    assert read({"guid": "G", "title": "T", "created_at": said}).created_at == instant


@pytest.mark.parametrize("raw", [None, "text", [], {}, {"guid": ""}, {"title": "T"}, {"guid": "G", "title": ""}])
def test_a_record_without_guid_or_title_is_unreadable(raw):
    with pytest.raises(Unreadable):
        read(raw)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_stands_in_a_field_gives_a_dataset_or_is_unreadable(odd):
    names = "guid type title description category_name tags endpoint link user frequency sources created_at modified_at"
    for name in names.split():
        try:
            assert isinstance(read({"guid": "G", "title": "T"} | {name: odd}), NormalDataset)
        except Unreadable:
            assert name in {"guid", "title"}
    read({"guid": "G", "title": "T", "sources": [odd, {"source__name": odd}], "tags": [odd]})
