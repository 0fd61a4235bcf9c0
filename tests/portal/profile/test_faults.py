"""Each fault is found where it was planted, and none is invented on a clean file."""

import pytest

from hackathon.portal.profile.finding_texts import WORDS
from hackathon.portal.profile.quality import OF_COLUMNS, WEIGHTS, quality_of
from tests.portal.profile.making import codes, profiled

DISTRICTS = ("Moche", "Trujillo", "Huanchaco", "Salaverry")


def clean(rows=40):
    """A table without a fault: codes, names, dates, amounts, places."""
    yield "ubigeo;distrito;fecha;camas;monto;lat;lon"
    for number in range(rows):
        district = DISTRICTS[number % 4]
        yield f"1301{number % 90 + 10};{district};{number % 28 + 1:02d}/05/2024;{number * 3};{number},5;-8.1{number:02d}5;-79.0{number:02d}5"


def planted(*, line=None, column=None, cells=None, header=None, rows=40):
    """The clean table with one line, or cells of one column, replaced (cells by their line, from 2 on)."""
    lines = list(clean(rows))
    if header:
        lines[0] = header
    for number, text in (line or {}).items():
        lines[number - 1] = text
    for number, cell in (cells or {}).items():
        row = lines[number - 1].split(";")
        row[column] = cell
        lines[number - 1] = ";".join(row)
    return "\n".join(lines) + "\n"


EVERY = range(2, 42)


def test_a_clean_file_has_no_fault():
    profile = profiled(planted(), declared="CSV")

    assert profile.findings == []
    assert (profile.quality.score, profile.quality.deductions) == (100, [])


@pytest.mark.parametrize(
    ("text", "code", "column", "severity", "places", "count"),
    [
        (planted(line={10: ""}), "blank_rows", "", "info", [], 1),
        (planted(line={1: "PADRÓN;;;;;;\n" + next(clean())}), "title_rows", "", "minor", [1], 1),
        (planted(line={41: "Total;;;120;;;"}), "footer_rows", "", "minor", [41], 1),
        (planted(line={1: "130101;Moche;01/05/2024;1;1,5;-8.1;-79"}), "no_header", "", "major", [], 0),
        (planted(header="ubigeo;distrito;fecha;camas;;lat;lon"), "unnamed_columns", "", "minor", [], 1),
        (planted(header="ubigeo;distrito;fecha;camas;camas;lat;lon"), "repeated_names", "", "minor", [], 1),
        (planted(line={5: "130120;Moche"}), "ragged_rows", "", "major", [5], 1),
        (planted(line={41: list(clean())[4]}), "duplicate_rows", "", "major", [41], 1),
        (planted(column=1, cells=dict.fromkeys(EVERY, "")), "empty_column", "distrito", "minor", [], 40),
        (planted(column=1, cells=dict.fromkeys(EVERY, "Moche")), "constant_column", "distrito", "info", [], 1),
        (planted(column=1, cells={7: "Peñón Ã³"}), "mojibake", "distrito", "major", [7], 1),
        (planted(column=1, cells={7: "Pe\ufffd\ufffdn"}), "lost_letters", "distrito", "major", [7], 1),
        (planted(column=1, cells={7: "Moche ", 9: " Moche"}), "spaces", "distrito", "info", [7, 9], 2),
        (planted(column=3, cells={7: "N/A", 9: "s/d"}), "markers", "camas", "info", [7, 9], 2),
        (planted(column=4, cells={7: "7.25", 9: "9.5"}), "mixed_decimals", "monto", "major", [7, 9], 2),
        (planted(column=4, cells={n: f"{n}.234" for n in EVERY}), "unsure_numbers", "monto", "minor", [2, 3, 4, 5, 6], 40),
        (planted(column=3, cells={7: "doce"}), "text_among_numbers", "camas", "major", [7], 1),
        (planted(column=3, cells={n: f"{n} kg" for n in EVERY}), "units", "camas", "minor", [2, 3, 4, 5, 6], 40),
        (planted(column=3, cells={7: "'12", 9: '="13"'}), "numbers_as_text", "camas", "minor", [7, 9], 2),
        (planted(column=2, cells={7: "2024-05-31"}), "mixed_dates", "fecha", "major", [], 40),
        (planted(column=2, cells={7: "05/31/2024"}), "mixed_date_order", "fecha", "major", [7], 1),
        (planted(column=2, cells={7: "ayer"}), "text_among_dates", "fecha", "major", [7], 1),
        (planted(column=0, cells={7: "10101", 9: "20101"}), "lost_zeros", "ubigeo", "major", [7, 9], 2),
        (planted(column=5, cells={7: "0", 9: "51.5"}), "coordinates_outside", "lat", "major", [7, 9], 2),
        (planted(column=6, cells={7: "-8.1"}), "coordinates_swapped", "lon", "major", [7], 1),
        (planted(column=6, cells={7: "79.03"}), "coordinates_no_sign", "lon", "major", [7], 1),
        (planted(column=1, cells={7: "MOCHE", 9: "Móche"}), "spellings", "distrito", "minor", [], 1),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_in_its_place(text, code, column, severity, places, count):
    found = [one for one in profiled(text).findings if one.code == code]

    assert [(one.column, one.severity.value, one.places, one.count) for one in found] == [
        (column, severity, places, count)
    ]


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        (planted(column=1, cells={7: "Moche "}), []),
        (planted(line={10: ""}), []),
        (planted(column=3, cells={7: "N/A"}), []),
        (planted(column=0, cells={7: "10101"}), []),
        (planted(line={5: "130120;Moche"}), []),
        (planted(column=1, cells={7: "MOCHE"}), []),
        (planted(column=6, cells={7: "79.03"}), []),
        (planted(column=2, cells={7: "05/31/2024"}), []),
    ],
)
def test_one_fault_is_one_finding(text, extra):
    assert len(codes(profiled(text))) == 1 + len(extra)


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (["010101", "020202", "30303", "40404"], [4, 5]),
        (["0123", "0456", "0789", "123"], [5]),
        (["01", "0101", "010101", "010102"], []),
        (["0123", "01", "02", "123"], []),
        (["123", "456", "45"], []),
    ],
)
def test_a_code_that_is_shorter_than_its_kind_lost_its_zero(cells, places):
    text = "nombre;cod_zona\n" + "".join(f"zona {n};{cell}\n" for n, cell in enumerate(cells))

    assert [one.places for one in profiled(text).findings if one.code == "lost_zeros"] == ([places] if places else [])


@pytest.mark.parametrize(
    ("name", "cells"), [("dni", ["41234567", "1234567"]), ("codigo_modular", ["0451234", "451235"])]
)
def test_known_codes_are_measured_by_their_kind(name, cells):
    text = f"nombre;{name}\n" + "".join(f"fila {n};{cell}\n" for n, cell in enumerate(cells))

    assert ("lost_zeros", name) in codes(profiled(text))


def test_a_key_that_repeats_now_and_then_is_a_fault_and_one_that_groups_is_none():
    unique = [f"{number:04d}" for number in range(60)]
    almost = "codigo;n\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate([*unique, "0007"]))
    groups = "codigo;n\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate([*unique, *unique]))
    blanks = "codigo;n\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate([*unique, "", "", ""]))

    assert [one.places for one in profiled(almost).findings if one.code == "duplicate_keys"] == [[62]]
    assert codes(profiled(groups)) == codes(profiled(blanks)) == []


def test_free_texts_and_long_lists_are_not_compared():
    names = "nombre;n\n" + "".join(f"{word} {n};{n}\n" for n in range(30) for word in ("calle", "CALLE"))

    assert codes(profiled(names)) == []


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ("CSV", []),
        (".csv", []),
        ("XLSX", [("other_format", "")]),
        ("PDF", [("other_format", "")]),
        ("Tabla", []),
        ("", []),
    ],
)
def test_a_format_that_the_portal_says_wrongly_is_told(declared, found):
    assert codes(profiled(planted(), declared=declared)) == found


def test_every_finding_has_its_words_and_every_weight_a_finding():
    assert set(WEIGHTS) <= set(WORDS)
    assert set(WEIGHTS) >= OF_COLUMNS
    assert all(all(words) for words in WORDS.values())


def test_a_fault_costs_its_share_of_the_columns():
    one_in_seven = profiled(planted(column=3, cells={7: "doce"})).quality

    assert [(one.code, one.points, one.columns) for one in one_in_seven.deductions] == [("text_among_numbers", 3, 1)]
    assert one_in_seven.score == 97


def test_points_never_go_below_zero():
    findings = profiled("a;a\n").findings * 2

    assert quality_of(findings, columns=2).score == 34
    assert quality_of([one for one in findings if one.code == "no_rows"], columns=2).score == 40
    assert quality_of([], columns=0).deductions == []
