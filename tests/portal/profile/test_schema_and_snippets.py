"""What other programs are told about a file."""

import ast
import json

import pytest

from hackathon.portal.profile.snippets import quoted, snippets
from hackathon.portal.profile.table_schema import dialect, resource, table_schema
from tests.portal.profile.making import archive_of, profiled, workbook_of

TEXT = (
    "PADRÓN;;;;;;;;\n"
    "ubigeo;camas;camas;monto;fecha;vigente;lat;vacía;peso\n"
    "010101;5;N/A;1.234,50;31/05/2015;Sí;-8.1;;5 kg\n"
    "130101;6;7;2.000,00;01/06/2015;No;-8.2;;6 kg\n"
    "130101;6;7;2,25;01/06/2015;Sí;-8.2;;6 kg\n"
)
URL = 'https://datos.example/a"b.csv'


def test_a_profile_is_a_table_schema():
    schema = table_schema(profiled(TEXT))

    required = {"constraints": {"required": True}}
    assert schema["missingValues"] == ["", "N/A"]
    assert schema["fields"] == [
        {"name": "ubigeo", "type": "string"} | required,
        {"name": "camas", "type": "integer"} | required,
        {"name": "camas_2", "type": "integer", "title": "camas"},
        {"name": "monto", "type": "number", "decimalChar": ",", "groupChar": "."} | required,
        {"name": "fecha", "type": "date", "format": "%d/%m/%Y"} | required,
        {"name": "vigente", "type": "boolean", "trueValues": ["Sí"], "falseValues": ["No"]} | required,
        {"name": "lat", "type": "number"} | required,
        {"name": "vacía", "type": "string"},
        {"name": "peso", "type": "integer", "bareNumber": False} | required,
    ]


def test_dates_in_several_ways_have_any_format():
    field = table_schema(profiled("n;fecha\na;31/05/2015\nb;2015-06-01\n"))["fields"][1]

    assert field["format"] == "any"


def test_a_text_has_a_dialect_and_a_workbook_none():
    text, book = profiled(TEXT), profiled(workbook_of({"Hoja1": [["a"], [1]]}))

    assert dialect(text.reading) == {
        "delimiter": ";", "quoteChar": '"', "doubleQuote": True, "header": True, "headerRows": [2], "commentRows": [1],
    }  # fmt: skip
    assert dialect(book.reading) == {}
    assert "headerRows" not in dialect(profiled("a;b\n1;2\n").reading)


def test_a_resource_describes_the_whole_file():
    found = resource(profiled(TEXT, encoding="windows-1252"), name="albergues", path=URL)

    assert (found["name"], found["path"], found["profile"]) == ("albergues", URL, "tabular-data-resource")
    assert (found["encoding"], found["dialect"]["delimiter"]) == ("windows-1252", ";")
    assert "encoding" not in resource(profiled(workbook_of({"Hoja1": [["a"], [1]]})), name="x", path="x")


def test_a_profile_is_json():
    assert json.loads(json.dumps(profiled(TEXT).as_json()))["columns"][0]["type"] == "code"


def test_a_text_is_loaded_in_four_ways():
    found = snippets(profiled(TEXT), URL)

    assert list(found) == ["python", "pandas", "r", "javascript"]
    assert 'delimiter=";"))[1:]' in found["python"]
    assert 'skiprows=1, decimal=",", thousands=".", dtype={"ubigeo": "string"}' in found["pandas"]
    assert 'delim = ";", skip = 1, col_names = TRUE' in found["r"]
    assert 'decimal_mark = ",", grouping_mark = "."' in found["r"]
    assert '.slice(1).join("\\n")' in found["javascript"]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        b"a,b\n1,x\n",
        b"01;2,5;31/05/2015\n02;3;01/06/2015\n",
        b"nombre;monto\nx;2,5\n",
        b'{"data": [{"a": 1}]}',
        b'[{"a": 1}]',
        workbook_of({"Hoja 1": [["a"], [1]]}),
    ],
)
def test_python_lines_are_python(content):
    found = snippets(profiled(content), URL)

    for name in found.keys() & {"python", "pandas"}:
        ast.parse(found[name])
    assert all(quoted(URL) in lines for lines in found.values())


def test_records_are_taken_from_under_their_keys():
    found = snippets(profiled('{"result": {"records": [{"a": 1}]}}'), URL)

    assert found["python"].rstrip().endswith('["result"]["records"]')
    assert '[["result"]][["records"]]' in found["r"]
    assert found["javascript"].rstrip().endswith('["result"]["records"];')


def test_a_column_without_a_name_is_not_named():
    lines = snippets(profiled("01;12,5;31/05/2015\n02;13;01/06/2015\n"), URL)["pandas"]

    assert "header=None" in lines
    assert "dtype" not in lines


@pytest.mark.parametrize("content", [b"<html>", archive_of({"a.csv": "a;b\n1;2\n"})])
def test_what_cannot_be_loaded_by_its_address_has_no_lines(content):
    assert snippets(profiled(content), URL) == {}
