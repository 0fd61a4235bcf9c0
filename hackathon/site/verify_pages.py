"""Whether a paper is genuine: receipts, certificates and minutes by the code that stands on them."""

from typing import Any

from flask import make_response, redirect, render_template, request, url_for

from hackathon.pages import rule
from hackathon.permissions import Standing
from hackathon.results import certificate_queries, minutes_queries
from hackathon.results.minutes_paper import paper_title
from hackathon.site.blueprint import bp
from hackathon.submissions import showing
from hackathon.text import paper_code

LONGEST = 40


@bp.route("/verify")
@rule("anyone")
def check_paper() -> Any:
    typed = request.args.get("code", "")[:LONGEST]
    code = paper_code(typed)
    if code and _paper(Standing(), code) is not None:
        return redirect(url_for("site.verify", code=code))
    return render_template("site/check_paper.html", typed=typed, is_unknown=bool(code)), 404 if code else 200


def _paper(viewer: Standing, code: str) -> tuple[str, Any] | None:
    """(kind, row) of whatever has this code."""
    looking = {
        "receipt": lambda: showing.receipt_to_verify(viewer, code),
        "certificate": lambda: certificate_queries.certificate_with_code(code),
        "minutes": lambda: minutes_queries.minutes_with_code(code),
    }
    found = ((kind, look()) for kind, look in looking.items())
    return next(((kind, paper) for kind, paper in found if paper is not None), None)


@bp.route("/verify/<code>")
@rule("anyone", load=_paper)
def verify(found: tuple[str, Any]) -> Any:
    kind, paper = found
    event = paper.project.event if kind == "receipt" else paper.event
    errata = minutes_queries.errata_of(paper) if kind == "minutes" else []
    page = render_template(
        "site/verify.html", kind=kind, paper=paper, event=event, errata=errata, paper_title=paper_title
    )
    answer = make_response(page)
    answer.headers["X-Robots-Tag"] = "noindex"  # a person's name is for who holds the paper, not for search engines
    return answer
