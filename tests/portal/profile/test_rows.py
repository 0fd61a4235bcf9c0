"""Rows of texts: lines, quotes, widths, caps."""

import io
from pathlib import Path

import pytest

from hackathon.portal.profile import text_rows
from hackathon.portal.profile.places import Limits
from hackathon.portal.profile.report import profile_of
from hackathon.portal.profile.text_rows import TextRows
from tests.portal.profile.making import codes, file_of, profiled


def rows_of(text, **limits):
    rows = TextRows(file_of(text), Limits(**limits))
    return [(line, cells) for block in rows for line, cells in zip(block.lines, block.rows, strict=True)], rows


def test_each_row_has_the_line_at_which_it_begins():
    found, _ = rows_of('a,b\r\n"uno\r\ndos",2\r\n\r\n3,4\r\n')

    assert found == [(1, ["a", "b"]), (2, ["uno\r\ndos", "2"]), (4, []), (5, ["3", "4"])]


def test_a_file_is_read_again_from_its_beginning():
    _, rows = rows_of("a,b\n1,2\n")

    assert [block.rows for block in rows] == [[["a", "b"], ["1", "2"]]]


def test_a_quote_that_is_never_closed_costs_its_line_and_not_the_file():
    long = "x" * 140_000
    text = f'codigo,nombre\n01,Belén\n02,"{long}\n03,Moche\n'

    profile = profiled(text)

    broken = next(one for one in profile.findings if one.code == "broken_quotes")
    assert (broken.places, broken.count) == ([3], 1)
    assert profile.reading.rows >= 1


def test_long_and_short_rows_are_counted_and_fitted():
    profile = profiled("a;b;c\n1;x;y\n2;x\n3;x;y;z\n4;x;y;;\n;;\n5;x;y\n")

    ragged = profile.findings[0]
    assert (ragged.code, ragged.places, ragged.count, ragged.values) == ("ragged_rows", [3, 4], 2, ["2", "3", "4"])
    assert (profile.reading.rows, profile.reading.blank_rows) == (5, 1)
    assert [column.filled for column in profile.columns] == [5, 5, 4]


def test_only_so_many_bytes_are_read_and_never_half_a_row():
    text = "codigo;camas\n" + "".join(f"{number:04d};123456\n" for number in range(100))

    profile = profiled(text, bytes=13 + 12 * 10 + 7)

    assert (profile.reading.rows, profile.reading.is_complete) == (10, False)
    assert profile.columns[1].low == profile.columns[1].high == 123456
    assert ("read_in_part", "") in codes(profile)


@pytest.mark.parametrize("most", [100, 256, 257, 600])
def test_only_so_many_rows_are_read(most):
    profile = profiled("codigo;camas\n" + "01;5\n" * 700, rows=most)

    assert (profile.reading.rows, profile.reading.is_complete) == (most, False)


def test_only_so_many_columns_are_read():
    profile = profiled("a;b;c;d\nx;y;z;w\nx;y;z;w\n", columns=3)

    assert [column.name for column in profile.columns] == ["a", "b", "c"]
    assert ("too_many_columns", "") in codes(profile)
    assert ("ragged_rows", "") not in codes(profile)


def test_repeated_rows_are_found_across_blocks():
    rows = "".join(f"{number};{number * 7}\n" for number in range(1_000))

    profile = profiled("codigo_fila;valor\n" + rows + "5;35\n")

    repeated = [(one.code, one.places) for one in profile.findings if one.code.startswith("duplicate")]
    assert repeated == [("duplicate_rows", [1002]), ("duplicate_keys", [1002])]


def test_repetitions_are_looked_for_in_bounded_memory():
    rows = "".join(f"{number};{number * 7}\n" for number in range(1_000))

    profile = profiled("a;b\n" + rows, hashed=300)

    assert [one.code for one in profile.findings] == ["repeats_in_part"]


def test_a_header_without_rows_is_said():
    assert codes(profiled("a;b\n")) == [("no_rows", "")]


def test_the_last_rows_are_held_back_over_blocks(monkeypatch):
    monkeypatch.setattr(text_rows, "BLOCK", 4)

    profile = profiled("codigo;camas\n" + "".join(f"{number:03d};5\n" for number in range(30)) + "Total;150\n")

    assert (profile.reading.rows, profile.reading.footers) == (30, ["Total 150"])


def test_titles_may_fill_whole_blocks(monkeypatch):
    titles = [["título", ""]] * 3

    profile = profiled("\n".join(";".join(row) for row in titles) + "\nx;\ncodigo;camas\n01;5\n02;7\n03;8\n04;9\n")
    monkeypatch.setattr(text_rows, "BLOCK", 2)

    assert profile.reading.header_line == 5
    assert profile.reading.rows == 4


def test_a_file_that_is_open_stays_open():
    file = io.BytesIO(b"a;b\n1;2\n")

    profile_of(file)

    assert not file.closed


@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_may_be_named_by_its_path(tmp_path, kind):
    path = tmp_path / "a.csv"
    path.write_text("a;b\n1;x\n2;y\n", "utf-8")

    assert profile_of(kind(path)).reading.rows == 2
