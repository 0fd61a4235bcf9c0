"""Records in JSON: lists of objects, under keys, by lines, and GeoJSON."""

import json

import pytest

from hackathon.portal.profile.json_rows import text_of_value
from tests.portal.profile.making import codes, profiled

RECORDS = [
    {"codigo": "001", "camas": 5},
    {"codigo": "002", "camas": None, "nota": {"a": [1]}},
    {"codigo": "003", "camas": 7.0},
]
LONGER = [{"id": n} for n in range(9)]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (RECORDS, ""),
        ({"success": True, "data": RECORDS}, "data"),
        ({"help": "x", "result": {"records": RECORDS, "fields": LONGER, "deep": {"x": {"y": 1}}}}, "result.records"),
        ({"cosas": RECORDS, "otra": [1, [2], {"x": 1}]}, "cosas"),
    ],
)
def test_a_list_of_objects_is_found_under_its_keys(value, path):
    profile = profiled(json.dumps(value))

    assert (profile.reading.kind, profile.reading.path, profile.reading.counted_in) == ("json", path, "record")
    assert [column.name for column in profile.columns] == ["codigo", "camas", "nota"]
    assert [column.examples for column in profile.columns] == [["001", "002", "003"], ["5", "7"], ['{"a": [1]}']]


def test_objects_on_lines_of_their_own_are_records():
    profile = profiled('{"codigo": "001", "x": {"y": 1}}\n{"codigo": "002"}\n')

    assert (profile.reading.rows, profile.columns[0].examples) == (2, ["001", "002"])


def test_geojson_gives_properties_and_kinds_of_geometry():
    line = {"type": "LineString", "coordinates": [[-79, -8], [-79.1, -8.1]]}
    features = [
        {"type": "Feature", "properties": {"via": "LI-104"}, "geometry": line},
        {
            "type": "Feature",
            "properties": {"via": "LI-105", "km": 3},
            "geometry": {"type": "Point", "coordinates": [1, 2]},
        },
        {"type": "Feature", "properties": {"via": "LI-106"}, "geometry": None},
    ]

    profile = profiled(json.dumps({"type": "FeatureCollection", "features": features}), declared="GeoJSON")

    assert (profile.reading.kind, profile.reading.geometries) == ("geojson", {"": 1, "LineString": 1, "Point": 1})
    assert [column.name for column in profile.columns] == ["via", "geometria", "km"]
    assert profile.findings == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"success": false}', "json_without_records"),
        ("[1, 2, [3]]", "json_without_records"),
        ("[]", "json_without_records"),
        ('\ufeff{"a": 1}', "json_without_records"),
        ('[{"a": 1}, {"a":', "broken_file"),
        ("[ no json", "broken_file"),
        ('{"a": 1} 7', "json_without_records"),
        ('[{"a":' + "[" * 90 + "]" * 90 + "}]", "broken_file"),
    ],
)
def test_what_holds_no_records_is_no_table(text, code):
    assert codes(profiled(text)) == [(code, "")]


def test_a_json_longer_than_is_read_is_refused():
    assert codes(profiled(json.dumps(RECORDS), bytes=20)) == [("too_large", "")]


def test_columns_are_bounded_and_so_is_what_is_nested():
    wide = [{f"c{number}": number for number in range(3_000)}]

    assert len(profiled(json.dumps(wide * 2), columns=40).columns) == 40
    assert profiled(json.dumps([{"a": list(range(5_000))}])).columns[0].longest == 2_000


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("a", "a"),
        (True, "true"),
        (False, "false"),
        (7.0, "7"),
        (7, "7"),
        (0.5, "0.5"),
        ({"á": 1}, '{"á": 1}'),
    ],
)
def test_a_value_is_a_cell(value, text):
    assert text_of_value(value) == text
