"""What a paper can show of what people write: everything that the faces have, and a sign for the rest."""

from datetime import UTC, datetime

import pytest

from hackathon.documents import Paper, pdf_of
from hackathon.glyphs import MISSING, STRETCHES, printable

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize("name", ["María de los Ángeles Ñáñez", "Łukasz Żółć", "Ωμέγα", "Жанна", "שלום", "مرحبا"])
def test_letters_that_the_faces_have_stay(name: str) -> None:
    assert printable(name) == name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a 🦊 b", f"a {MISSING} b"),
        ("日本", MISSING * 2),
        ("\ue000", MISSING),
        ("a\x07b\x1b[0m", "ab[0m"),
        ("a\u202eb\u200bc", "abc"),
        ("a\u2028b\x85c\td", "a b c d"),
        ("una\nlínea", "una\nlínea"),
        ("\ud83d", "?"),
        ("n\u0303", "ñ"),
    ],
)
def test_what_has_no_shape_or_steers_is_replaced(written: str, shown: str) -> None:
    assert printable(written) == shown


def test_whatever_is_in_lists_and_objects_is_read_too() -> None:
    assert printable({"a": ["🦊", ("b", 3)], "c": None}) == {"a": [MISSING, ["b", 3]], "c": None}


def test_latin_alone_is_what_every_face_has() -> None:
    assert printable("Ñ “x” Ж ́", latin=True) == f"Ñ “x” {MISSING} {MISSING}"


@pytest.mark.parametrize("stretch", STRETCHES, ids=lambda pair: f"{pair[0]:04X}")
def test_every_letter_of_a_stretch_is_set(stretch: tuple[int, int]) -> None:
    letters = " ".join(chr(sign) for sign in range(stretch[0], stretch[1] + 1))

    assert pdf_of(Paper("x", "Minka", "es", letters, "", [], []), at=AT).startswith(b"%PDF-")


def test_letters_that_have_no_shape_side_by_side_leave_the_paper_whole() -> None:
    paper = Paper("e\u20e3", "Minka", "es", "1\ufe0f\u20e3 á", "", [], [])

    assert pdf_of(paper, at=AT).startswith(b"%PDF-")
