"""Workbooks: typed cells become texts, and nothing is unpacked before its size is known."""

import datetime as dt

import pytest

from hackathon.portal.profile import sheet_rows
from hackathon.portal.profile.sheet_rows import text_of_cell
from tests.portal.profile.making import archive_of, codes, old_workbook_of, profiled, workbook_of

ROWS = [["codigo", "camas", "vigente"], ["0001", 12, True], ["0002", 7.5, False]]


@pytest.mark.parametrize("content", [workbook_of({"Hoja1": ROWS}), old_workbook_of([row[:2] for row in ROWS])])
def test_a_workbook_is_read_like_a_text(content):
    profile = profiled(content)

    reading = profile.reading
    assert (reading.sheet, reading.rows, reading.header_line, reading.counted_in) == ("Hoja1", 2, 1, "row")
    assert [column.type.value for column in profile.columns][:2] == ["code", "number"]
    assert (profile.columns[0].examples, profile.columns[1].examples) == (["0001", "0002"], ["12", "7.5"])
    assert profile.findings == []


def test_the_first_sheet_with_data_is_read_and_the_others_named():
    profile = profiled(workbook_of({"Portada": [], "Datos": ROWS, "Notas": [["x"]]}))

    assert (profile.reading.sheet, profile.reading.other_sheets) == ("Datos", ["Portada", "Notas"])
    assert ("other_sheets", "") in codes(profile)


def test_a_workbook_without_data_has_no_rows():
    profile = profiled(workbook_of({"Vacía": [], "También": []}))

    assert (codes(profile), profile.quality.score) == ([("no_header", ""), ("no_rows", ""), ("other_sheets", "")], 0)


def test_numbers_that_are_texts_are_found_and_codes_that_are_texts_are_right():
    rows = [["codigo", "camas"], ["0001", 5], ["0002", "7"], ["0003", "8"]]

    found = [(one.code, one.column, one.places) for one in profiled(workbook_of({"Hoja1": rows})).findings]

    assert found == [("numbers_as_text", "camas", [3, 4])]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Año", "Año"),
        (7.0, "7"),
        (7, "7"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (True, "true"),
        (dt.datetime.combine(dt.date(2024, 5, 31), dt.time()), "2024-05-31"),
        (dt.datetime.combine(dt.date(2024, 5, 31), dt.time(10)), "2024-05-31T10:00:00"),
        (dt.date(2024, 5, 31), "2024-05-31"),
        (dt.time(10, 30), "10:30:00"),
    ],
)
def test_a_typed_cell_is_a_text(cell, text):
    assert text_of_cell(cell) == text


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (
            workbook_of({"Hoja1": '<row r="1"><c r="A1"/></row><row r="900000"><c r="XFD900000"/></row>'}),
            {},
            "too_large",
        ),
        (workbook_of({"Hoja1": ROWS}), {"cells": 8}, "too_large"),
        (workbook_of({"Hoja1": ROWS}), {"members": 3}, "too_large"),
        (workbook_of({"Hoja1": ROWS}), {"unpacked": 500}, "too_large"),
        (workbook_of({"Hoja1": [["a" * 3_000_000]]}), {}, "too_large"),
        (archive_of({"xl/workbook.xml": "<no/>"}), {}, "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing", {}, "broken_file"),
        (workbook_of({"Hoja1": ROWS})[:700] + b"\0" * 60 + workbook_of({"Hoja1": ROWS})[760:], {}, "broken_file"),
    ],
)
def test_what_is_too_large_or_broken_is_refused_before_it_is_unpacked(content, limits, code):
    assert codes(profiled(content, **limits)) == [(code, "")]


def test_an_old_workbook_is_refused_by_its_size(monkeypatch):
    monkeypatch.setattr(sheet_rows, "XLS_LARGEST", 1_000)

    assert codes(profiled(old_workbook_of([["a", "b"]]))) == [("too_large", "")]


def test_a_locked_workbook_says_so(monkeypatch):
    def locked(file):
        raise sheet_rows.python_calamine.PasswordError("locked")

    monkeypatch.setattr(sheet_rows.python_calamine, "CalamineWorkbook", type("Locked", (), {"from_filelike": locked}))

    assert codes(profiled(workbook_of({"Hoja1": ROWS}))) == [("protected_file", "")]


def test_a_damaged_sheet_is_broken():
    content = bytearray(workbook_of({"Hoja1": ROWS}))
    place = content.index(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml")
    content[place + 5 : place + 40] = bytes(35)

    assert codes(profiled(bytes(content))) == [("broken_file", "")]
