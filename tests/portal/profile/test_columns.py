"""Tables of cells: the type of each column, how it is read, and what is not believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.portal.profile import examined
from hackathon.portal.profile.column_names import Role, role_of
from hackathon.portal.profile.columns import decide
from hackathon.portal.profile.tally import Tally
from tests.portal.profile.making import column_of, profiled


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("camas", ["5", "-7", "", "12"], "integer"),
        ("camas", ["5", "S/D", "N/A", "12", "-", "NULL", "ND"], "integer"),
        ("camas", ["5", "doce"], "text"),
        ("peso", ["1.5", "2", "0.125"], "number"),
        ("peso", ["1,5", "2", "1.234,5"], "number"),
        ("peso", ["1.5E+3", "2e-4"], "number"),
        ("peso", ["1.5E+999", "2"], "text"),
        ("peso", ["2b10", "3"], "text"),
        ("peso", ["1.5", "1,5"], "text"),
        ("peso", ["1.234", "1,234"], "text"),
        ("monto", ["1.234", "850"], "integer"),
        ("monto", ["1,234", "850"], "integer"),
        ("monto", ["1.234.567", "12.000.000"], "number"),
        ("monto", ["1,234,567.50", "1,234"], "number"),
        ("monto", ["S/ 1,200.50", "S/ 300"], "number"),
        ("monto", ["S/ 12", "$ 12"], "text"),
        ("largo", ["12 km", "7,5 km"], "number"),
        ("largo", ["12 km.", "la 5"], "text"),
        ("ubigeo", ["130101", "140101"], "code"),
        ("camas", ["010101", "140101"], "code"),
        ("CodigoLocal", ["A-01", "A-02"], "code"),
        ("codigo", ["sin orden", "A-02"], "text"),
        ("id_estacion", ["1", "2"], "code"),
        ("codigo", ["1.5", "2.5"], "number"),
        ("parada", [str(number) for number in range(100_000, 100_060)], "code"),
        ("parada", [str(number) for number in range(99_970, 100_060)], "integer"),
        ("poblacion", [str(number) for number in range(100_000, 100_060)], "integer"),
        ("grado", ["01", "01.1", "02"], "text"),
        ("vigente", ["Sí", "NO", "si", ""], "boolean"),
        ("vigente", ["true", "true"], "boolean"),
        ("vigente", ["s", "s"], "text"),
        ("sexo", ["F", "M"], "text"),
        ("fecha", ["31/05/2024", "04/05/2024"], "date"),
        ("fecha", ["2024-05-31", "31 de mayo de 2024"], "date"),
        ("fecha", ["2024-05-31 10:00", "2024-05-31"], "datetime"),
        ("fecha", ["13/01/2024", "01/13/2024"], "text"),
        ("fecha", ["31/02/2024", "01/02/2024"], "text"),
        ("fecha_corte", ["20240521", "20240522"], "date"),
        ("fecha_corte", ["20240521", "20241322"], "integer"),
        ("otro", ["20240521", "20240522"], "integer"),
        ("hora", ["05:00:00", "23:15"], "time"),
        ("hora", ["05:00:00", "25:15"], "text"),
        ("lat", ["-8.111", "-8.05"], "latitude"),
        ("LONGITUD", ["-79.03", "-79"], "longitude"),
        ("x", ["", "-", "N/A"], "empty"),
    ],
)
def test_the_whole_column_decides_its_type(name, cells, kind):
    assert column_of(cells, name).type == kind


@pytest.mark.parametrize(
    ("name", "cells", "low", "high", "mean", "decimal", "groups"),
    [
        ("monto", ["1.234,56", "2.000,00"], 1234.56, 2000, 1617.28, ",", "."),
        ("monto", ["1,234.56", "1,234"], 1234, 1234.56, 1234.28, ".", ","),
        ("monto", ["1,5", "1.234", "2,123"], 1.5, 1234, 412.541, ",", "."),
        ("monto", ["1.5", "1.234", "2,123"], 1.234, 2123, 708.578, ".", ","),
        ("peso", ["1.234", "2.345"], 1.234, 2.345, 1.7895, ".", ""),
        ("peso", ["1,234", "0,345"], 0.345, 1.234, 0.7895, ",", ""),
        ("peso", ["1.234", "0.345"], 0.345, 1.234, 0.7895, ".", ""),
        ("monto", ["1.234", "850"], 850, 1234, 1042, ",", "."),
        ("monto", ["1,234", "850"], 850, 1234, 1042, ".", ","),
        ("lat", ["-8.123", "-8"], -8.123, -8, -8.0615, ".", ""),
        ("fecha", ["31/05/2024", "04/05/2024"], "2024-05-04", "2024-05-31", "2024-05-17", "", ""),
        ("fecha", ["05/31/2024", "04/05/2024"], "2024-04-05", "2024-05-31", "2024-05-03", "", ""),
        ("fecha_corte", ["20240521", "20240523", ""], "2024-05-21", "2024-05-23", "2024-05-22", "", ""),
        ("hora", ["05:00", "23:00"], "05:00:00", "23:00:00", "14:00:00", "", ""),
        ("fecha", ["2024-05-31 10:00", "2024-05-31"], *("2024-05-31T00:00:00", "2024-05-31T10:00:00"), "2024-05-31T05:00:00", "", ""),
        ("nombre", ["Ana", "Ben"], None, None, None, "", ""),
    ],
)  # fmt: skip
def test_numbers_and_dates_have_extremes(name, cells, low, high, mean, decimal, groups):
    column = column_of(cells, name)

    assert (column.low, column.high, column.mean) == (low, high, mean)
    assert (column.decimal, column.groups) == (decimal, groups)


def test_dates_month_first_say_so_in_their_pattern():
    assert column_of(["05/31/2024", "04/05/2024"], "fecha").patterns == ["%m/%d/%Y"]


def test_markers_are_counted_apart_from_what_is_empty():
    column = column_of(["5", "S/D", "s/d", "", "-", "5"], "camas")

    assert (column.filled, column.empty, column.markers) == (2, 1, {"-": 1, "S/D": 1, "s/d": 1})
    assert (column.distinct, column.top[0].value, column.top[0].count) == (1, "5", 2)


def test_values_that_never_repeat_have_no_top():
    column = column_of(["Ana", "Ben", "Chi"])

    assert (column.top, column.examples, column.longest, column.longest_value) == ([], ["Ana", "Ben", "Chi"], 3, "Ana")


def test_long_values_are_told_apart_and_cut():
    column = column_of(["x" * 300 + "a", "x" * 300 + "b", "x" * 300 + "a", "y"])

    assert (column.distinct, column.longest, len(column.longest_value)) == (3, 301, 200)


def test_beyond_the_limit_there_are_more_than():
    rows = "".join(f"x{number};{number},5;{number % 7}\n" for number in range(2_000))

    profile = profiled("nombre;monto;grupo\n" + rows, distinct=500)

    name, amount, group = profile.columns
    assert (name.distinct, name.distinct_is_exact, name.filled) == (500, False, 2_000)
    assert (amount.type, amount.low, amount.high, amount.distinct) == ("number", 0.5, 1999.5, 500)
    assert sum(bar.count for bar in amount.bins) == 2_000
    assert (group.distinct, group.distinct_is_exact) == (7, True)


def test_wide_tables_keep_fewer_values_of_each_column(monkeypatch):
    monkeypatch.setattr(examined, "ALL_DISTINCT", 1_000)
    rows = "".join(f"{row};x{row};y{row};z{row};w{row}\n" for row in range(1_000))

    column = profiled(f"a;b;c;d;e\n{rows}").columns[3]

    assert (column.distinct, column.distinct_is_exact, column.filled) == (200, False, 1_000)


def test_what_comes_late_is_treated_like_what_comes_early():
    rows = "".join(f"x{number};{number}\n" for number in range(1_500))

    profile = profiled(f"nombre;telefono\n{rows} y ;900000001\n y ;900000001\ny;S/D\n", distinct=300)

    assert (profile.columns[0].filled, profile.columns[0].distinct_is_exact) == (1_503, False)
    assert [one.places for one in profile.findings if one.code == "spaces"] == [[1502, 1503]]
    assert [one.count for one in profile.findings if one.code == "personal_telephone"] == [2]
    assert profile.columns[1].markers == {}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("UBIGEO", Role.UBIGEO | Role.CODE),
        ("CodUbigeo", Role.UBIGEO | Role.CODE | Role.KEY),
        ("CÓD. UBIGEO", Role.UBIGEO | Role.CODE | Role.KEY),
        ("DNI del titular", Role.DNI | Role.CODE | Role.PERSON),
        ("Nro. documento", Role.DNI | Role.CODE),
        ("Nombres", Role.PERSON),
        ("Nombre de SS.EE.", Role.NONE),
        ("stop_lat", Role.LATITUDE),
        ("Identidad", Role.NONE),
    ],
)
def test_a_name_says_what_its_words_say(name, role):
    assert role_of(name) == role


ONE_WORD = """5 -7 1.5 1,5 1.234 1,234 1.234,5 0.123 007 130101 31/05/2024 04/05/2024 05/31/2024 2024-05-31 05:00 si no N/A
20240521 Trujillo"""
OTHERS = ["", "El Porvenir", "12 km", "S/ 5", "1 de mayo de 2015", "x" * 250, " 7 "]
CELLS = st.sampled_from([*ONE_WORD.split(), *OTHERS])


@given(st.lists(CELLS, min_size=1, max_size=12), st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_order_of_rows_never_changes_a_decision(cells, order, piece):
    shuffled = list(cells)
    order.shuffle(shuffled)

    assert decide("fecha", tally_of(cells, 100)) == decide("fecha", tally_of(shuffled, piece))


def tally_of(cells, piece):
    tally = Tally(1_000)
    for start in range(0, len(cells), piece):
        part = cells[start : start + piece]
        tally.add(part, list(range(start, start + len(part))))
    tally.finish()
    return tally


@given(st.lists(CELLS, min_size=1, max_size=30), st.integers(1, 5))
def test_few_values_and_many_are_counted_alike(cells, limit):
    few, many = tally_of(cells, 3), Tally(limit)
    for start in range(0, len(cells), 3):
        many.add(cells[start : start + 3], list(range(start, start + len(cells[start : start + 3]))))
    many.finish()

    assert {s: g.places.count for s, g in few.groups.items()} == {s: g.places.count for s, g in many.groups.items()}
    assert {s: g.places.first for s, g in few.groups.items()} == {s: g.places.first for s, g in many.groups.items()}
    assert {s: g.spread.count for s, g in few.groups.items()} == {s: g.spread.count for s, g in many.groups.items()}
    assert (few.units, few.longest, few.spaces) == (many.units, many.longest, many.spaces)
