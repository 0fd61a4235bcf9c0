"""Score sheets on paper: blank ones to fill in by hand, and what was signed as one annex."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from hackathon.database import Words, language
from hackathon.documents import Part, Record, pdf, qr_of, record_pdf
from hackathon.events.models import Event
from hackathon.jury.models import JuryAssignment
from hackathon.jury.rubric_models import Criterion, Rubric
from hackathon.results.frozen import Sheet

MOST_BOXES = 11  # of a scale whose levels are boxes to tick; of a wider one the number is written


def blank_sheets(event: Event, rubric: Rubric, seats: Sequence[JuryAssignment], *, address: str, at: datetime) -> bytes:
    """One sheet for each seat, under the code of that seat. Its QR code opens the page where it is typed in."""
    paper = {
        "title": _("Score sheets of %(event)s", event=event.name),
        "language": language.get(),
        "organization": str(event.organization.name),
        "event": str(event.name),
        "labels": {
            "sheet": _("Score sheet"),
            "juror": _("Juror:"),
            "comment": _("Comment to the jury"),
            "signature": _("Signature"),
            "date": _("Date and hour"),
            "qr": _("QR code of this sheet's code"),
        },
        "criteria": [_criterion(line, rubric) for line in rubric.criteria],
        "sheets": [_sheet(seat, address) for seat in seats],
    }
    return pdf("sheets", paper, at=at)


def _criterion(line: Criterion, rubric: Rubric) -> dict[str, Any]:
    levels = range(2) if line.is_gate else rubric.levels
    scale = _("from %(low)s to %(high)s", low=levels[0], high=levels[-1])
    said = _("yes or no") if line.is_gate else f"{_('weight %(weight)s', weight=line.weight)} · {scale}"
    boxes = [(str(level), str(line.anchor_of.get(level, Words("")))) for level in levels[:MOST_BOXES]]
    return {
        "name": str(line.name),
        "help": str(line.help),
        "weight": said,
        "levels": boxes if len(levels) <= MOST_BOXES else [("", _("Points:"))],
    }


def _sheet(seat: JuryAssignment, address: str) -> dict[str, str]:
    return {
        "project": seat.project.title,
        "team": seat.project.team.name,
        "juror": seat.juror.name,
        "code": seat.public_id,
        "qr": qr_of(f"{address}/{seat.public_id}"),
    }


def signed_sheets(
    event: Event, rounds: Sequence[tuple[str, Rubric, Sequence[Sheet]]], titles: dict[str, str], *, at: datetime
) -> bytes:
    """Every signed sheet of each round as a line, by the criteria of that round, jurors under their codes."""
    record = Record(
        title=_("Signed score sheets"),
        organization=str(event.organization.name),
        language=language.get(),
        lead=str(event.name),
        foot=str(event.name),
        parts=[],
        annexes=[_signed_in(kind, rubric, sheets, titles) for kind, rubric, sheets in rounds],
    )
    return record_pdf(record, at=at)


def _signed_in(kind: str, rubric: Rubric, sheets: Sequence[Sheet], titles: dict[str, str]) -> Part:
    names = {"first": _("First round"), "final": _("Final")}
    part = sheets_part(
        [(line.key, str(line.name)) for line in rubric.scored],
        [(titles[sheet.entry], sheet.judge, sheet.scores, sheet.total) for sheet in sheets],
    )
    return replace(part, title=f"{names[kind]}: {part.title}") if kind in names else part


def sheets_part(criteria: Sequence[tuple[str, str]], sheets: Sequence[tuple[str, str, Any, str]]) -> Part:
    """A table of sheets: the criteria as numbered columns, told above it."""
    legend = [f"{place}: {name}" for place, (_key, name) in enumerate(criteria, 1)]
    rows = [
        [title, juror, *(scores.get(key, "–") for key, _name in criteria), total]
        for title, juror, scores, total in sheets
    ]
    return Part(
        _("Every score sheet that counts"),
        [_("Criteria: %(names)s.", names=" · ".join(legend))],
        [_("Project"), _("Juror"), *(str(place) for place in range(1, len(criteria) + 1)), _("Total")],
        rows,
        2,
        8.5,
        widths=[4, 1.6, *([0.6] * len(criteria)), 1],
    )


def on_paper_text(sheets: int) -> str:
    """How many sheets came on paper, and how they got here."""
    return ngettext(
        "%(num)s sheet was signed on paper, typed in by one person and checked by another.",
        "%(num)s sheets were signed on paper, typed in by one person and checked by another.",
        sheets,
    )
