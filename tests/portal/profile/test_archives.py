import zipfile

import pytest

from hackathon.portal.profile import opening
from tests.portal.profile.making import archive_of, codes, profiled, workbook_of

TABLE = "codigo;camas\n01;5\n02;7\n"


@pytest.mark.parametrize("content", [TABLE, workbook_of({"Hoja1": [["codigo", "camas"], ["01", 5], ["02", 7]]})])
def test_the_only_table_in_an_archive_is_read(content):
    name = "datos.csv" if content == TABLE else "datos.xlsx"

    profile = profiled(archive_of({name: content, "LEEME.txt": "hola", "__MACOSX/x.csv": "x", "mapa.pdf": "%PDF"}))

    assert (profile.reading.member, profile.reading.rows) == (name, 2)
    assert [column.type.value for column in profile.columns] == ["code", "integer"]


def test_an_archive_that_is_called_csv_is_told():
    assert codes(profiled(archive_of({"datos.csv": TABLE}), declared="CSV")) == [("other_format", "")]


@pytest.mark.parametrize(
    ("members", "code", "values"),
    [
        ({"a.csv": TABLE, "b.csv": TABLE}, "several_tables", ["a.csv", "b.csv"]),
        ({"mapa.pdf": "%PDF"}, "zip_without_table", []),
        ({"a.csv": archive_of({"b.csv": TABLE})}, "zip_without_table", ["a.csv"]),
        ({"a.csv": b"\0" * 3_000_000}, "too_large", []),
    ],
)
def test_an_archive_without_one_table_is_refused(members, code, values):
    found = profiled(archive_of(members)).findings

    assert [(one.code, one.values) for one in found] == [(code, values)]


def test_a_damaged_member_is_broken():
    content = bytearray(archive_of({"a.csv": TABLE * 50}))
    content[40:60] = bytes(20)

    assert codes(profiled(bytes(content))) == [("broken_file", "")]


def test_a_locked_archive_says_so(monkeypatch):
    def locked(archive, name):
        raise RuntimeError("File is encrypted, password required for extraction")

    content = archive_of({"a.csv": TABLE})
    monkeypatch.setattr(zipfile.ZipFile, "open", locked)

    assert codes(profiled(content)) == [("protected_file", "")]


def test_a_long_member_is_put_on_disk(monkeypatch):
    monkeypatch.setattr(opening, "IN_MEMORY", 10)

    assert profiled(archive_of({"a.csv": TABLE})).reading.rows == 2
