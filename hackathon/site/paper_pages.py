"""The demand report on paper: what a portal's owners print, or send to who decides. The same figures as the page."""

from datetime import datetime

from flask import Response, current_app, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import language
from hackathon.documents import Paper, Part, pdf_of
from hackathon.pages import rule
from hackathon.portal.queries import portals
from hackathon.show import local_time, number, said
from hackathon.site.blueprint import bp
from hackathon.site.demand import WEIGHTS, Line, Report, demand
from hackathon.site.demand_pages import COLUMNS, asked_portal, figure_names
from hackathon.site.faults import FaultyDataset


@bp.route("/datasets/demand.pdf")
@rule("anyone", kept=True)
def demand_pdf() -> Response:
    now, portal = clock.now(), asked_portal()
    paper = _paper(demand(now, portal=portal), portal, now)
    named = {"Content-Disposition": "attachment; filename=demand.pdf"}
    return Response(pdf_of(paper, at=now), mimetype="application/pdf", headers=named)


def _paper(report: Report, portal: str, now: datetime) -> Paper:
    address = current_app.config["PUBLIC_URL"] + url_for("site.demand_page", portal=portal or None)
    name = next((one.name for one in portals() if one.slug == portal), "")
    counted = {
        "datasets": _("datasets"),
        "used": _("of them used"),
        "open_requests": _("open requests"),
        "closed_requests": _("closed requests"),
    }
    parts = [_lines(report), _faulty(report), _wanted(report), _used(report), _unused(report)]
    return Paper(
        title=_("Demand for data"),
        author=f"Minka · {name}" if name else "Minka",
        language=language.get(),
        lead=_("Which data are used, asked for and left alone, so that those who publish them know what to do first."),
        foot=f"{address} · {local_time(now)}",
        figures=[(words, number(report.total(figure))) for figure, words in counted.items()],
        parts=[part for part in parts if part.rows or part.lines],
    )


def _lines(report: Report) -> Part:
    names = figure_names()
    formula = " + ".join(f"{weight} × {names[name].lower()}" for name, weight in WEIGHTS.items())
    return Part(
        _("What to do first"),
        notes=[f"{_('The priority is a plain sum:')} {formula}."],
        head=[_("Unit and category"), *(names[name] for name in COLUMNS)],
        rows=[[_place(line), *(number(line.figures[name]) for name in COLUMNS)] for line in report.lines],
        size=8,
    )


def _place(line: Line) -> str:
    return f"{line.unit or _('without a unit')} · {line.category or _('without a category')}"


def _faulty(report: Report) -> Part:
    lines = [(one.dataset.title, _amiss(one)) for one in report.faulty]
    return Part(_("What is amiss in the data that are used"), lines=lines)


def _amiss(one: FaultyDataset) -> str:
    known = [said(known.words, known.values) for known in one.statements]
    in_files = [
        f"{file.name}: " + " ".join(said(found.what, found.values) for found in file.findings) for file in one.files
    ]
    return "\n".join([*known, *in_files])


def _wanted(report: Report) -> Part:
    return Part(
        _("Open requests, the most supported first"),
        head=[_("Request"), _("Portal"), _("Supporters")],
        rows=[[asked.title, asked.portal.name, number(supporters)] for asked, supporters in report.wanted],
        numeric_from=2,
    )


def _used(report: Report) -> Part:
    names, uses = figure_names(), ("winners", "projects", "teams", "challenges")
    return Part(
        _("Datasets that are used most"),
        head=[_("Dataset"), *(names[name] for name in uses)],
        rows=[[row.title, *(number(getattr(row, name)) for name in uses)] for row in report.used[:20]],
        size=8,
    )


def _unused(report: Report) -> Part:
    return Part(
        _("Datasets that nobody uses yet"),
        head=[_("Dataset"), _("Unit")],
        rows=[[row.title, row.unit or _("without a unit")] for row in report.unused],
        numeric_from=2,
    )
