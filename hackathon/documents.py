"""PDF by typst: a paper of titled parts, tagged for screen readers (PDF/UA-1), in the language of whoever asks.

A paper's words reach the template as JSON and are set as text: no string is ever pasted into what typst runs.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

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


def pdf_of(paper: Paper, *, at: datetime) -> bytes:
    """The paper as PDF/UA-1. The same paper at the same instant gives the same bytes."""
    import typst  # 34 MB, and few processes ever make a paper

    said = json.dumps(asdict(paper), ensure_ascii=False)
    made: bytes = typst.compile(
        str(TEMPLATES / "paper.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": said},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    return made
