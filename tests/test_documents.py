"""Papers as PDF: whatever stands in them is text, and the same paper gives the same bytes."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest

from hackathon.documents import Paper, Part, Record, pdf, pdf_of, qr_of

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
HOSTILE = '#panic("run") $x$ *bold* <label> @ref \\ " // ] } #include "paper.typ"'


def paper(**changed) -> Paper:
    plain = {
        "title": "Demanda", "author": "Minka", "language": "es", "lead": "Qué se pide.", "foot": "/datasets/demand",
        "figures": [("conjuntos", "12")], "parts": [Part("Primero", head=["Unidad", "Pedidos"], rows=[["Agua", "3"]])],
    }  # fmt: skip
    return Paper(**(plain | changed))


def made_of(template: str, words: str = "Palabras") -> bytes:
    """A paper of this template in which everything that people write is these words."""
    person = {"name": words, "office": words}
    part = Part(words, [words], [words, words], [[words, words]], 1, 9, [(words, words)], widths=[1, 1])
    code = {"code": "AAAA-BBBB-CCCC", "qr": qr_of("https://example.pe/verify/AAAA-BBBB-CCCC"), "qr_said": "QR"}
    shared = {"language": "es", "organization": words, **code}
    certificate = shared | dict.fromkeys(("heading", "given_to", "name", "body", "place_and_date", "check"), words)
    record = Record(
        words or "x", words, "es", words, words, [part], code["qr"], "QR", [(words, words)], words, [person], [part]
    )
    sheet = {"project": words, "team": words, "juror": words, "code": "AbC-_9", "qr": code["qr"]}
    labels = dict.fromkeys(("sheet", "juror", "comment", "signature", "date", "qr"), "x")
    line = {"name": words, "help": words, "weight": words, "levels": [(words, words)] * 6}
    said = {
        "certificate": certificate | {"document_title": words or "x", "hours": 33, "signatories": [person] * 3},
        "record": asdict(record),
        "sheets": shared
        | {"title": "x", "event": words, "labels": labels, "criteria": [line] * 6, "sheets": [sheet] * 2},
    }
    return pdf(template, said[template], at=AT)


def test_a_paper_is_a_tagged_pdf_in_its_language():
    made = pdf_of(paper(), at=AT)

    assert made.startswith(b"%PDF-")
    for mark in (b"/MarkInfo", b"/Lang", b"pdfuaid:part"):
        assert mark in made


@pytest.mark.parametrize(
    "make",
    [
        lambda: pdf_of(paper(), at=AT),
        lambda: made_of("certificate"),
        lambda: made_of("record"),
        lambda: made_of("sheets"),
    ],
)
def test_every_paper_is_for_keeping_and_for_screen_readers(make: Any) -> None:
    made = make()

    for mark in (
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert mark in made


@pytest.mark.parametrize("template", ["certificate", "record", "sheets"])
@pytest.mark.parametrize(
    "words", [HOSTILE, "x" * 400, "palabra " * 300, "\u202eabc \x07 🦊 日本 مرحبا שלום", "e\u20e3", "", " "]
)
def test_whatever_people_write_is_set_as_text_and_breaks_no_paper(template: str, words: str) -> None:
    assert made_of(template, words).startswith(b"%PDF-")


def test_what_stands_in_it_is_never_run():
    part = Part(HOSTILE, notes=[HOSTILE], head=[HOSTILE], rows=[[HOSTILE]], lines=[(HOSTILE, HOSTILE)])

    made = pdf_of(paper(title=HOSTILE, lead=HOSTILE, foot=HOSTILE, figures=[(HOSTILE, HOSTILE)], parts=[part]), at=AT)

    assert made.startswith(b"%PDF-")


@pytest.mark.parametrize("parts", [[], [Part("Nada")], [Part("Largo", head=["x"], rows=[["palabra " * 400]] * 80)]])
def test_nothing_and_very_much_fit(parts):
    assert pdf_of(paper(parts=parts, figures=[]), at=AT).startswith(b"%PDF-")


def test_the_same_paper_gives_the_same_bytes():
    assert pdf_of(paper(), at=AT) == pdf_of(paper(), at=AT)
