import pytest

from hackathon.portal.profile.heading import heading_of, is_footer, unique_names
from hackathon.portal.profile.text_rows import Block
from tests.portal.profile.making import profiled

TABLE = [["codigo", "nombre", "camas"], ["01", "Belén", "5"], ["02", "Porvenir", "6"]]


def heading(*rows):
    return heading_of(Block(range(1, len(rows) + 1), [list(row) for row in rows]))


def test_the_first_full_row_names_the_columns():
    found = heading(*TABLE)

    assert (found.names, found.line, found.titles, found.rows_above) == (["codigo", "nombre", "camas"], 1, [], 1)


def test_titles_and_blank_rows_above_are_passed_over_and_reported():
    found = heading(["PADRÓN 2015", "", ""], ["", "", ""], ["Al 31 de mayo"], *TABLE)

    assert (found.names[0], found.line, found.rows_above) == ("codigo", 4, 4)
    assert found.titles == [(1, "PADRÓN 2015"), (3, "Al 31 de mayo")]


def test_a_table_without_names_is_given_some():
    found = heading(["01", "12,5", "31/05/2015"], ["02", "13", "01/06/2015"])

    assert (found.has_header, found.names, found.rows_above) == (False, ["columna_1", "columna_2", "columna_3"], 0)


def test_years_may_be_names():
    assert heading(["distrito", "2014", "2015"], ["Moche", "5", "6"]).names == ["distrito", "2014", "2015"]


def test_columns_beyond_the_header_have_no_name():
    found = heading(["a", "b"], ["x", "y", "z"], ["x", "y", "z"])

    assert (found.names, found.unnamed) == (["a", "b", "columna_3"], ["columna_3"])


def test_names_stand_on_one_line_without_what_nothing_keeps():
    assert heading(["Código\n  modular", "a\0b"], ["x", "y"]).names == ["Código modular", "a\ufffdb"]


def test_nothing_has_no_heading():
    assert heading().names == []
    assert heading([""], [""]).names == []


@pytest.mark.parametrize(
    ("originals", "names"),
    [
        (["Casos", "%", "Casos", "Casos"], ["Casos", "%", "Casos_2", "Casos_3"]),
        (["Casos", "Casos_2", "Casos"], ["Casos", "Casos_2", "Casos_3"]),
        (["", "columna_1"], ["columna_1_2", "columna_1"]),
    ],
)
def test_names_are_made_unique(originals, names):
    assert unique_names(originals) == names


def test_repeated_names_are_told_once():
    assert heading(["Casos", "%", "Casos", "%", "x"], ["a"] * 5).repeated == ["Casos", "%"]


@pytest.mark.parametrize(
    ("cells", "is_one"),
    [
        (["Total", "", "25"], True),
        (["", "TOTAL GENERAL:", "25"], True),
        (["Fuente: MINSA", "", ""], True),
        (["(*) Preliminar", "", ""], True),
        (["", "", ""], True),
        (["Total Artefactos SAC", "Trujillo", "25"], False),
        (["Nota", "Lima", "25"], False),
        (["Belén", "Trujillo", "25"], False),
    ],
)
def test_totals_and_notes_are_no_data(cells, is_one):
    assert is_footer(cells) == is_one


def test_headings_of_a_whole_file_are_read():
    profile = profiled("PADRÓN;;\n;;\ncodigo;nombre;camas\n01;Belén;5\n02;Moche;6\nTotal;;11\nFuente: MINSA;;\n")

    reading = profile.reading
    assert (reading.titles, reading.header_line, reading.rows) == (["PADRÓN"], 3, 2)
    assert reading.footers == ["Total 11", "Fuente: MINSA"]
