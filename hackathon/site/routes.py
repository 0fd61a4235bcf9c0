"""Pages that gather several rooms."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.pages import rule

bp = Blueprint("site", __name__)


@bp.app_context_processor
def _navigation() -> dict[str, Any]:
    return {"navigation": navigation}


def navigation(place: str = "main") -> list[dict[str, Any]]:
    """The links of the header (`main`) or the footer (`foot`), with the one of this page marked."""
    links = [(_("Events"), url_for("site.home"))] if place == "main" else []
    return [{"text": text, "href": href, "current": "page" if href == request.path else None} for text, href in links]


@bp.route("/")
@rule("anyone")
def home() -> Any:
    return render_template("site/home.html")
