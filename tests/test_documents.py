"""Papers as PDF: whatever stands in them is text, and the same paper gives the same bytes."""

from datetime import UTC, datetime

import pytest

from hackathon.documents import Paper, Part, pdf_of

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
HOSTILE = '#panic("run") $x$ *bold* <label> @ref \\ " // ] } #include "paper.typ"'


def paper(**changed) -> Paper:
    plain = {
        "title": "Demanda", "author": "Minka", "language": "es", "lead": "Qué se pide.", "foot": "/datasets/demand",
        "figures": [("conjuntos", "12")], "parts": [Part("Primero", head=["Unidad", "Pedidos"], rows=[["Agua", "3"]])],
    }  # fmt: skip
    return Paper(**(plain | changed))


def test_a_paper_is_a_tagged_pdf_in_its_language():
    made = pdf_of(paper(), at=AT)

    assert made.startswith(b"%PDF-")
    for mark in (b"/MarkInfo", b"/Lang", b"pdfuaid:part"):
        assert mark in made


def test_what_stands_in_it_is_never_run():
    part = Part(HOSTILE, notes=[HOSTILE], head=[HOSTILE], rows=[[HOSTILE]], lines=[(HOSTILE, HOSTILE)])

    made = pdf_of(paper(title=HOSTILE, lead=HOSTILE, foot=HOSTILE, figures=[(HOSTILE, HOSTILE)], parts=[part]), at=AT)

    assert made.startswith(b"%PDF-")


@pytest.mark.parametrize("parts", [[], [Part("Nada")], [Part("Largo", head=["x"], rows=[["palabra " * 400]] * 80)]])
def test_nothing_and_very_much_fit(parts):
    assert pdf_of(paper(parts=parts, figures=[]), at=AT).startswith(b"%PDF-")


def test_the_same_paper_gives_the_same_bytes():
    assert pdf_of(paper(), at=AT) == pdf_of(paper(), at=AT)
