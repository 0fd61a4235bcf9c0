"""What other programs are told about a file."""

import ast
import json

import pytest

from hackathon.portal.profile.clean_copy import clean_copy
from hackathon.portal.profile.snippets import quoted, snippets
from hackathon.portal.profile.table_schema import dialect, resource, table_schema
from tests.portal.profile.making import archive_of, file_of, profiled, workbook_of

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


def cleaned(tmp_path, content):
    """The clean copy of this content: its bytes, its address, and the lines that load it."""
    path = tmp_path / "clean.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        clean_copy(file_of(content), out)
    return path, snippets(profiled(content).columns, path.as_uri())


@pytest.mark.parametrize(
    ("content", "first"),
    [
        (
            TEXT.encode("windows-1252"),
            {"ubigeo": "010101", "camas": "5", "camas_2": "", "monto": "1234.50", "fecha": "2015-05-31"},
        ),
        (("\ufeff" + TEXT).encode("utf-16"), {"ubigeo": "010101", "monto": "1234.50"}),
        (b"nombre,n\n\xc3\x91a\xc3\xb1ez,1\n", {"nombre": "Ñañez", "n": "1"}),
        (b'{"result": {"records": [{"a": 1}]}}', {"a": "1"}),
        (workbook_of({"Hoja 1": [["a", "b"], [1, "x"]]}), {"a": "1", "b": "x"}),
        (archive_of({"a.csv": "a;b\n1;2,5\n2;3,5\n"}), {"a": "1", "b": "2.5"}),
    ],
)
def test_the_python_lines_load_the_clean_copy_that_they_name(tmp_path, content, first):
    _, found = cleaned(tmp_path, content)

    loaded = {}
    exec(found["python"], loaded)

    assert first.items() <= loaded["rows"][0].items()


def test_no_line_carries_how_the_file_of_the_portal_is_written(tmp_path):
    _, found = cleaned(tmp_path, TEXT.encode("windows-1252"))

    assert list(found) == ["python", "pandas", "r", "javascript"]
    everything = "".join(found.values())
    for foreign in ("1252", '";"', "skip", "decimal", "thousands", "slice"):
        assert foreign not in everything
    assert 'dtype={"ubigeo": "string"}' in found["pandas"]
    assert 'col_types = "c????' in found["r"]
    assert "d3.csvParse" in found["javascript"]


def test_a_copy_without_codes_names_no_types():
    assert "dtype" not in snippets(profiled("a;b\n1;2\n").columns, URL)["pandas"]


@pytest.mark.parametrize("content", [TEXT.encode(), b'[{"a": 1}]', workbook_of({"Hoja 1": [["a"], [1]]})])
def test_python_lines_are_python(content):
    found = snippets(profiled(content).columns, URL)

    for name in ("python", "pandas"):
        ast.parse(found[name])
    assert all(quoted(URL) in lines for lines in found.values())
