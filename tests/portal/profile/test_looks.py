"""How far a file is looked through for people's data: also in what is not its table."""

import io
import json
import zipfile

import pytest

from tests.portal.profile.making import archive_of, profiled, workbook_of

PEOPLE = [
    ["dni", "nombres", "correo"],
    *([f"{40_000_000 + n * 7}", f"Ana {n}", f"ana{n}@gmail.com"] for n in range(30)),
]
PEOPLE_CSV = "\n".join(map(",".join, PEOPLE))
PEOPLE_JSON = [dict(zip(PEOPLE[0], row, strict=True)) for row in PEOPLE[1:]]
COVER = [["codigo", "camas"], ["01", 5], ["02", 7]]
TABLE = "codigo;camas\n01;5\n02;7\n"
LONG_TABLE = "a;b\n" + "".join(f"{n};{n}\n" for n in range(300))


def urgent(profile):
    return [one.column for one in profile.findings if one.severity == "urgent"]


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        (PEOPLE_CSV, ["dni", "correo"]),
        (archive_of({"a.csv": PEOPLE_CSV, "b.csv": TABLE}), ["a.csv: dni", "a.csv: correo"]),
        (archive_of({"a.csv": TABLE, "readme-2.csv": PEOPLE_CSV}), ["readme-2.csv: dni", "readme-2.csv: correo"]),
        (workbook_of({"Portada": COVER, "Personas": PEOPLE}), ["Personas: dni", "Personas: correo"]),
        (
            archive_of({"libro.xlsx": workbook_of({"Portada": COVER, "Personas": PEOPLE})}),
            ["Personas: dni", "Personas: correo"],
        ),
        (
            archive_of({"a.xlsx": workbook_of({"Portada": COVER, "Personas": PEOPLE}), "b.csv": TABLE}),
            ["a.xlsx, Personas: dni", "a.xlsx, Personas: correo"],
        ),
        (
            json.dumps({"a": 1, "personas": {"x": {"y": {"z": PEOPLE_JSON}}}}),
            ["personas.x.y.z: dni", "personas.x.y.z: correo"],
        ),
        (json.dumps({"records": [{"a": n} for n in range(99)], "otros": PEOPLE_JSON}), ["otros: dni", "otros: correo"]),
        (json.dumps([{"a": n, "de": one} for n, one in enumerate(PEOPLE_JSON)]), ["de", "de: dni", "de: correo"]),
        (json.dumps({"dni": [row[0] for row in PEOPLE[1:]]}), ["dni"]),
    ],
)
def test_peoples_data_are_seen_wherever_they_stand(content, columns):
    assert urgent(profiled(content)) == columns


def test_an_address_deep_in_a_long_text_is_seen():
    text = "x" * 300
    rows = "".join(f"{n};{text} ana{n}@gmail.com {text}\n" for n in range(30))

    assert urgent(profiled("n;nota\n" + rows)) == ["nota"]


def test_the_records_of_a_json_are_looked_through_once():
    assert urgent(profiled(json.dumps(PEOPLE_JSON))) == ["dni", "correo"]
    assert urgent(profiled("\n".join(map(json.dumps, PEOPLE_JSON)))) == ["dni", "correo"]


@pytest.mark.parametrize(
    ("content", "look"),
    [
        (TABLE, "whole"),
        ("", "whole"),
        (workbook_of({"Portada": COVER, "Vacía": [], "Otra": COVER}), "whole"),
        (archive_of({"a.csv": TABLE, "b.csv": TABLE, "LEEME.txt": "hola", "c/": ""}), "whole"),
        (json.dumps({"a": {"b": [1, 2]}, "c": [[1.5, [2, "x"]]]}), "whole"),
        ("%PDF-1.7", "blind"),
        ("<html><body></body></html>", "blind"),
        (archive_of({"mapa.pdf": "%PDF"}), "blind"),
        (archive_of({"a.csv": TABLE, "mapa.pdf": "%PDF"}), "blind"),
        (archive_of({"a.csv": TABLE, "b.csv": archive_of({"c.csv": TABLE})}), "blind"),
        (archive_of({"a.csv": TABLE, "b.csv": "PK\x03\x04 and no more"}), "in_part"),
        (archive_of({"a.csv": TABLE, "b.json": '[{"a": 1}'}), "in_part"),
        (LONG_TABLE + "1;2;ana@gmail.com\n3;4\n", "in_part"),
        (LONG_TABLE + "1;2;40000001\n3;4\n", "in_part"),
        (LONG_TABLE + "1;2;más\n3;4\n", "whole"),
        ('a;b\n"' + "x;1\n" * 50_000, "in_part"),
        (archive_of({"a.csv": b"\0" * 3_000_000}), "unread"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "unread"),
        ('{"a": ', "unread"),
    ],
)
def test_what_nobody_looked_at_is_not_called_harmless(content, look):
    assert profiled(content).reading.look == look


@pytest.mark.parametrize(
    ("content", "limits"),
    [
        (TABLE, {"rows": 1}),
        (TABLE, {"bytes": 20}),
        (TABLE, {"columns": 2}),
        (json.dumps([{"a": {"b": 1, "c": 2, "d": 3}}]), {"columns": 2}),
    ],
)
def test_what_lies_beyond_a_limit_was_not_looked_at(content, limits):
    assert profiled(content, **limits).reading.look == "in_part"


def test_a_damaged_sheet_beside_the_table_was_not_looked_at():
    content = workbook_of({"Portada": COVER, "Rota": "<row r='1'><c r='A1' t='s'><v>9999</v></c></row>"})

    assert profiled(content).reading.look == "in_part"


def test_a_damaged_file_in_a_zip_was_not_looked_at():
    content = bytearray(archive_of({"a.csv": TABLE, "b.csv": TABLE * 50}))
    at = content.rindex(b"b.csv", 0, content.index(b"PK\x01\x02"))
    content[at + 10 : at + 20] = bytes(10)

    assert profiled(bytes(content)).reading.look == "in_part"


def test_a_sheet_that_is_a_drawing_has_nothing_to_look_through():
    whole = io.BytesIO(workbook_of({"Portada": COVER, "Gráfico": [["x"]]}))
    with zipfile.ZipFile(whole) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    links = "xl/_rels/workbook.xml.rels"
    head, last, tail = parts[links].rpartition("/worksheet")
    parts[links] = f"{head}/chartsheet{tail}".replace("worksheets/sheet2.xml", "chartsheets/sheet1.xml")
    parts["xl/chartsheets/sheet1.xml"] = parts.pop("xl/worksheets/sheet2.xml")

    assert last
    assert profiled(archive_of(parts)).reading.look == "whole"
