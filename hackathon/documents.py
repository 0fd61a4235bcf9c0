"""PDF by typst: kept for good (PDF/A-2a), tagged for screen readers (PDF/UA-1), in the language of whoever asks.

A paper's words reach their template as JSON and are set as text: no string is ever pasted into what typst runs.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import segno

from hackathon.glyphs import printable

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "pdf"


@dataclass(frozen=True)
class Part:
    """A heading with notes, then a table or lines (what, and what is said of it). Columns from `numeric_from` on are
    numbers; `size` is that of the table's letters, in points."""

    title: str
    notes: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    numeric_from: int = 1
    size: float = 9
    lines: list[tuple[str, str]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)  # of the columns of a Record's table, beside one another


@dataclass(frozen=True)
class Paper:
    """Everything that stands on it. `figures` are (what, number) under the title, `foot` is at the end of each page."""

    title: str
    author: str
    language: str
    lead: str
    foot: str
    figures: list[tuple[str, str]]
    parts: list[Part]


@dataclass(frozen=True)
class Record:
    """A paper that is signed and kept. `draft` is written across its pages; `proof` stands beside its QR code."""

    title: str
    organization: str
    language: str
    lead: str
    foot: str
    parts: list[Part]
    qr: str = ""
    qr_said: str = ""
    proof: list[tuple[str, str]] = field(default_factory=list)
    draft: str = ""
    signatories: list[dict[str, str]] = field(default_factory=list)
    annexes: list[Part] = field(default_factory=list)


def record_pdf(record: Record, *, at: datetime) -> bytes:
    """A record as PDF."""
    return pdf("record", asdict(record), at=at)


def pdf_of(paper: Paper, *, at: datetime) -> bytes:
    """A paper of titled parts as PDF."""
    return pdf("paper", asdict(paper), at=at)


def pdf(template: str, said: Mapping[str, Any], *, at: datetime) -> bytes:
    """What is said, set by a template of `templates/pdf`. The same words at the same instant give the same bytes."""
    import typst  # 34 MB, and few processes ever make a paper

    try:
        return _made(template, printable(dict(said)), at)
    except typst.TypstError as unshown:
        if "could not be displayed" not in str(unshown):
            raise
        # Letters that each have a shape, but not side by side: a mark of one script over a letter of another.
        return _made(template, printable(dict(said), latin=True), at)


def _made(template: str, said: Any, at: datetime) -> bytes:
    import typst  # as above

    made: bytes = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(said, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )
    return made


def qr_of(text: str) -> str:
    """A code for a camera, as SVG: what it says is read even where a seventh of it is torn."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
