"""The demand report as a page, as a table to take away, and as JSON. What is in it is decided in `demand`."""

from typing import Any

from flask import Response, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.csv_text import csv_of
from hackathon.pages import rule
from hackathon.portal.queries import portals
from hackathon.show import said
from hackathon.site.blueprint import bp
from hackathon.site.demand import FIGURES, USES, WEIGHTS, Line, Report, demand
from hackathon.site.faults import FaultyDataset

COLUMNS = ("priority", "datasets", "used", "projects", "winners", "open_requests", "supporters", "faults")
"""As many figures as fit on a page or a sheet; the files have all of them."""


@bp.route("/datasets/demand")
@rule("anyone", kept=True)
def demand_page() -> Any:
    asked = asked_portal()
    report = demand(clock.now(), portal=asked)
    shown = {"portal": asked} if asked else {}
    return render_template(
        "site/demand.html", report=report, asked=asked, kept=shown, portals=portals(), weights=WEIGHTS, columns=COLUMNS
    )


@bp.route("/datasets/demand.csv")
@rule("anyone", kept=True)
def demand_csv() -> Any:
    head = [_("Portal"), _("Unit"), _("Category"), *figure_names().values()]
    rows = [
        [line.portal_name, line.unit, line.category, *line.figures.values()]
        for line in demand(clock.now(), portal=asked_portal()).lines
    ]
    named = {"Content-Disposition": "attachment; filename=demand.csv"}
    return Response(csv_of(head, rows), mimetype="text/csv", headers=named)


@bp.route("/datasets/demand.json")
@rule("anyone", kept=True)
def demand_json() -> Any:
    now = clock.now()
    report = demand(now, portal=asked_portal())
    return jsonify(
        as_of=now.replace(second=0, microsecond=0).isoformat(),
        priority={"weights": WEIGHTS, "formula": " + ".join(f"{weight}·{name}" for name, weight in WEIGHTS.items())},
        lines=[_line(line) for line in report.lines],
        **_lists(report),
    )


def asked_portal() -> str:
    """The portal that the address asks about; empty for all."""
    return request.args.get("portal", "")[:60]


def _line(line: Line) -> dict[str, Any]:
    return {"portal": line.portal, "unit": line.unit, "category": line.category} | line.figures


def _lists(report: Report) -> dict[str, list[dict[str, Any]]]:
    """The datasets that are used, the requests that are open and the datasets that nobody uses, with their addresses."""
    return {
        "used_datasets": [_dataset(row) | {name: getattr(row, name) for name in USES} for row in report.used],
        "open_requests": [
            {
                "title": asked.title,
                "state": asked.state,
                "portal": asked.portal.slug,
                "dataset": asked.dataset.slug if asked.dataset else None,
                "supporters": supporters,
                "url": url_for("portal.data_request", request=asked.public_id),
            }
            for asked, supporters in report.wanted
        ],
        "faulty_datasets": [_faulty(one) for one in report.faulty],
        "unused_datasets": [_dataset(row) for row in report.unused],
    }


def _faulty(one: FaultyDataset) -> dict[str, Any]:
    dataset = one.dataset
    place: dict[str, Any] = {"portal": dataset.portal.slug, "dataset": dataset.slug}
    return {
        "title": dataset.title,
        "portal": dataset.portal.slug,
        "unit": dataset.publisher.name if dataset.publisher else None,
        "url": url_for("site.dataset", **place),
        "is_urgent": one.is_urgent,
        "known": [said(known.words, known.values) for known in one.statements],
        "files": [
            {"name": file.name, "url": url_for("portal.file", **place, resource=file.key), "quality": file.score}
            | {"faults": file.faults, "findings": [said(found.what, found.values) for found in file.findings]}
            for file in one.files
        ],
    }


def _dataset(row: Any) -> dict[str, Any]:
    address = url_for("site.dataset", portal=row.portal, dataset=row.slug)
    return {"title": row.title, "portal": row.portal, "unit": row.unit, "category": row.category, "url": address}


@bp.app_template_global("demand_figures")
def figure_names() -> dict[str, str]:
    """How a person calls each figure of a line."""
    words = [
        _("Datasets"),
        _("Used"),
        _("Unused"),
        _("Offered by challenges"),
        _("Teams on them"),
        _("Uses in projects"),
        _("Uses in awarded projects"),
        _("Looks at their files here"),
        _("Downloads from here"),
        _("Open requests"),
        _("Supporters of open requests"),
        _("Closed requests"),
        _("Serious faults in files"),
        _("Priority"),
    ]
    return dict(zip(FIGURES, words, strict=True))
