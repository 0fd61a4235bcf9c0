"""The clean copy says the same as the original, only plainly; and every change is told."""

import csv
import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.portal.profile.clean_copy import Change, clean_copy
from hackathon.portal.profile.contents import NotATable
from hackathon.portal.profile.places import Limits
from tests.portal.profile.making import file_of, profiled

UGLY = (
    "PADRÓN DE ALBERGUES;;;;;\n"
    ";;;;;\n"
    "codigo;distrito;fecha;monto;hora;\n"
    "00001;Víctor Larco ;31/05/2015;S/ 1.234,50;5:00;x\n"
    "00002;Moche;04/05/2015;S/ 850,00;17:30;y\n"
    "00003;=1+1;05/05/2015;S/D;05:15;z\n"
    "00004;Moche;06/05/2015\n"
    "00005;Moche;07/05/2015;S/ 5,00;05:15;z;de más\n"
    "Total;;;S/ 2.089,50;;\n"
)
COPY = """codigo,distrito,fecha,monto,hora,columna_6
00001,Víctor Larco,2015-05-31,1234.50,05:00:00,x
00002,Moche,2015-05-04,850.00,17:30:00,y
00003,'=1+1,2015-05-05,,05:15:00,z
00004,Moche,2015-05-06,,,
00005,Moche,2015-05-07,5.00,05:15:00,z
"""


def copied(text, encoding="utf-8"):
    out = io.StringIO()
    changes = clean_copy(file_of(text, encoding), out)
    return out.getvalue(), changes


def test_an_ugly_file_becomes_plain_and_every_change_is_told():
    text, changes = copied(UGLY, "windows-1252")

    assert text == COPY
    assert changes == [
        Change("encoding", 1),
        Change("delimiter", 1),
        Change("titles_dropped", 1, places=[1]),
        Change("columns_named", 1),
        Change("footers_dropped", 1, places=[9]),
        Change("rows_filled_up", 1, places=[7]),
        Change("cells_cut_off", 1, places=[8]),
        Change("formula_guarded", 1, "distrito", [6]),
        Change("spaces_trimmed", 1, "distrito", [4]),
        Change("date_rewritten", 5, "fecha", [4, 5, 6, 7, 8]),
        Change("marker_emptied", 1, "monto", [6]),
        Change("number_rewritten", 3, "monto", [4, 5, 8]),
        Change("time_rewritten", 4, "hora", [4, 5, 6, 8]),
    ]


def test_a_plain_file_is_copied_as_it_is():
    plain = 'codigo,nombre,valor,dia\n01,"Belén, hospital",1.5,2015-05-31\n02,Moche,2,2015-06-01\n'

    assert copied(plain) == (plain, [])


def test_a_file_may_be_given_by_its_path(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a;b\n01;2\n\n02;3\n", "utf-8")
    out = io.StringIO()

    assert [change.code for change in clean_copy(path, out)] == ["delimiter", "blank_rows_dropped"]
    assert out.getvalue() == "a,b\n01,2\n02,3\n"


def test_a_table_without_names_is_given_them():
    text, changes = copied("01;12,5;31/05/2015\n02;13;01/06/2015\n")

    assert text.splitlines()[0] == "columna_1,columna_2,columna_3"
    assert "header_added" in [change.code for change in changes]


def test_what_nothing_keeps_is_replaced_and_told():
    text, changes = copied('[{"a": "x\\u0000"}, {"a": "y"}]')

    assert text == "a\nx\ufffd\ny\n"
    assert changes == [Change("signs_replaced", 1, "a", [1])]


def test_a_copy_of_the_beginning_says_so():
    out = io.StringIO()

    assert clean_copy(file_of("a,b\n" + "1,2\n" * 5), out, limits=Limits(rows=3)) == [Change("copied_in_part", 1)]


def test_what_is_no_table_has_no_copy():
    with pytest.raises(NotATable, match="not_a_table"):
        copied("<html>")


@pytest.mark.parametrize(
    ("cells", "copy"),
    [
        (["05/31/2015", "04/05/2015"], ["2015-05-31", "2015-04-05"]),
        (["20150531", "20150601"], ["2015-05-31", "2015-06-01"]),
        (["31/05/2015 14:30", "2015-06-01"], ["2015-05-31T14:30:00", "2015-06-01T00:00:00"]),
        (["1.234", "850"], ["1234", "850"]),
        (["12 km", "7,5 km"], ["12", "7.5"]),
        (["1.5", "1,5"], ["1.5", "1,5"]),
        (["007", "12"], ["007", "12"]),
        (["Sí", "No"], ["Sí", "No"]),
    ],
)
def test_only_what_the_column_proved_is_rewritten(cells, copy):
    name = "fecha" if cells[0][0] in "023" else "valor"
    text, _ = copied(f"nombre;{name}\n" + "".join(f"fila {n};{cell}\n" for n, cell in enumerate(cells)))

    assert [row[1] for row in csv.reader(io.StringIO(text))][1:] == copy


AMOUNTS = st.integers(-999_999_999, 999_999_999).map(
    lambda cents: f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"
)
DAYS = st.dates().filter(lambda day: day.year >= 1900).map(lambda day: day.strftime("%d/%m/%Y"))
WORDS = st.text(string.ascii_letters + "áéíóúñ ,;.", min_size=1, max_size=12).map(lambda word: f"x{word}")
ROWS = st.lists(st.tuples(WORDS, st.integers(0, 999_999).map("{:06d}".format), DAYS, AMOUNTS), min_size=1, max_size=12)


@given(ROWS)
def test_the_copy_has_the_profile_of_the_original(rows):
    original = io.StringIO()
    writer = csv.writer(original, delimiter=";")
    writer.writerow(["nombre", "ubigeo", "fecha", "monto"])
    writer.writerows(rows)
    before = profiled(original.getvalue(), encoding="windows-1252")
    text, _ = copied(original.getvalue(), "windows-1252")

    after = profiled(text)

    assert [facts(column) for column in after.columns] == [facts(column) for column in before.columns]
    assert copied(text) == (text, [])


def facts(column):
    counts = (column.type, column.filled, column.empty, column.markers, column.distinct, column.distinct_is_exact)
    return column.name, counts, column.low, column.high, column.mean, column.bins


def test_a_copy_that_grows_beyond_its_bound_ends_with_a_whole_row_and_says_so():
    out = io.StringIO()
    rows = "a;b\n" + "".join(f"{number};palabra\n" for number in range(1_000))

    changes = clean_copy(file_of(rows), out, limits=Limits(written=5_000))

    assert 1 < len(out.getvalue().splitlines()) < 1_000
    assert all(line.endswith(",palabra") for line in out.getvalue().splitlines()[1:])
    assert Change("copied_in_part", 1) in changes


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("a,b\nñ,1\n".encode(), []),  # UTF-8 stays what it is
        ("a,b\nñ,1\n".encode("utf-8-sig"), ["mark_dropped"]),
        ("a,b\nñ,1\n".encode("windows-1252"), ["encoding"]),
        (("a,b\n" + "ñandú,1\n" * 50).encode() + "ñandú,2\n".encode("windows-1252"), ["lines_in_utf_8"]),
    ],
)
def test_the_encoding_is_told_only_where_it_changed_and_exactly(content, codes):
    changes = clean_copy(file_of(content), io.StringIO())

    assert [one.code for one in changes] == codes
