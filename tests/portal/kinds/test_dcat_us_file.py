import json

import pytest

from hackathon.portal.kinds import Match
from hackathon.portal.kinds.dcat_us_file import kind_of
from tests.portal.kinds.files import catalogue, datasets, file
from tests.portal.reading import detected


@pytest.mark.parametrize(
    "value",
    [
        catalogue(datasets(2)),
        catalogue([]),
        catalogue(None),
        {"title": "Datos Argentina", "themeTaxonomy": [], "dataset": datasets(1)},
        datasets(2),
        catalogue(datasets(1), conformsTo="https://resources.data.gov/resources/dcat-us/", **{"@context": None}),
    ],
)
def test_the_shape_of_the_file_tells(value):
    assert kind_of(value) == "datajson"


@pytest.mark.parametrize(
    "value",
    [
        {"dataset": []},
        {"dataset": [{"title": "x"}]},
        {"dataset": {"title": "x"}},
        [],
        ["text"],
        [{"title": "x", "link": "y"}],
        [{"id": 1, "title": "x", "keyword": [], "body": "", "modified": ""}],
        {"conformsTo": "https://project-open-data.cio.gov/v1.1/schema"},
        {"@context": {}, "@graph": []},
        {"@type": "Catalog", "@context": "https://www.w3.org/ns/dcat.jsonld", "dataset": []},
        {"success": True, "result": {"results": []}},
        None,
        7,
    ],
)
def test_other_shapes_are_no_catalogue(value):
    assert kind_of(value) is None


def test_a_file_longer_than_the_look_is_known_by_its_beginning():
    """The description has letters of two bytes, so that a cut may fall into one."""
    long = catalogue(datasets(400, description="ñandú" * 2_000))
    body = json.dumps(long, ensure_ascii=False).encode()
    assert len(body) > 4_000_000

    detection, server = detected(file(body, at="/x.json"), "/x.json")

    assert detection.match == Match("datajson", f"{server.url}/x.json")


@pytest.mark.parametrize(
    "body",
    [
        b'{"dataset": [' + b"[" * 3_000_000,
        b"[" + b'"x",' * 700_000,
        b'{"a": "' + b"x" * 3_000_000,
        b"<" + b" " * 3_000_000,
    ],
)
def test_a_long_answer_that_is_no_catalogue_is_not_taken_for_one(body):
    assert detected(file(body, at="/x.json"), "/x.json")[0].match is None
