import pytest

from hackathon.portal.profile import shapes
from hackathon.portal.profile.cells import iso_date, iso_time
from hackathon.portal.profile.columns import Decision, Type
from hackathon.portal.profile.shapes import Shape, masks_of, sorted_cells


def shapes_of(*texts):
    return {text: found.shape for found in sorted_cells(list(texts)) for text in found.texts}


def test_cells_are_sorted_by_their_look():
    assert shapes_of("", "-", "5", "05", "0", "1.5", "1,5", "1.234", "0.234", "-0,234", "Trujillo") == {
        "": Shape.EMPTY, "-": Shape.MARKER, "5": Shape.INTEGER, "05": Shape.ZEROS, "0": Shape.INTEGER, "1.5": Shape.POINT,
        "1,5": Shape.COMMA, "1.234": Shape.POINT_TRIO, "0.234": Shape.POINT, "-0,234": Shape.COMMA, "Trujillo": Shape.TEXT,
    }  # fmt: skip


@pytest.mark.parametrize(
    "texts", [["0.234", "-0.5"], ["0,234"], ["05", "06"], ["n/a", "S/D"], ["1e3", "x"], ["31/02/2020"]]
)
def test_a_group_may_be_of_one_shape_only(texts):
    assert set(shapes_of(*texts)) == set(texts)


def test_masks_of_texts_with_zero_bytes_are_not_shifted():
    assert masks_of(["a\0b", "5"]) == [b"aaa", b"9"]
    assert masks_of(["año", "-1,5"]) == [b"aaaa", b"-9,9"]


def test_the_table_of_masks_stays_small(monkeypatch):
    monkeypatch.setattr(shapes._ReaderOf, "MOST", 2)
    readers = shapes._ReaderOf()

    found = [readers[b"9" * length] for length in range(1, 6)]

    assert (len(set(found)), len(readers)) == (1, 1)


def test_a_cell_that_is_no_date_stays_as_it_is():
    assert iso_date("ayer", Decision(Type.DATE)) == "ayer"
    assert iso_date("ayer", Decision(Type.DATE, is_compact_date=True)) == "ayer"
    assert iso_time("ayer") == "ayer"
