"""CSV that no spreadsheet calculates, and that reads back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.csv_text import STARTS_A_FORMULA, csv_of, guarded, unguarded

DANGEROUS = ["=1+1", "+51 999", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'=1", "'quoted'"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_what_a_spreadsheet_would_calculate_is_text(cell):
    assert guarded(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Ada", "a=b", "", "Ñique - Díaz", 12, -3, None])
def test_everything_else_is_left_as_it_is(cell):
    assert guarded(cell) == cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_a_table_reads_back_as_it_was(rows):
    text = csv_of(["a", "b"], rows)

    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [[unguarded(cell) for cell in row] for row in read[1:]] == rows


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("inner", ["=1+1", " =1", '"=1', "+1", "＝1"])
def test_where_lists_have_another_separator_no_half_of_a_cell_is_calculated(separator, inner):
    name = f"Ada{separator}{inner}"

    text = csv_of(["a", "b", "c"], [[name, 1, name]])

    halves = [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
    assert not [half for half in halves if half.lstrip(" ").startswith(STARTS_A_FORMULA)]


def test_every_cell_is_quoted():
    assert csv_of(["a", "b"], [["Ada", 1], [None, ""]]) == '\ufeff"a","b"\r\n"Ada","1"\r\n"",""\r\n'
