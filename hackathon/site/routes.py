"""Pages that gather several rooms, one module per subject; and the navigation that all pages share."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from hackathon.site import event_pages, home_page
from hackathon.site.blueprint import bp

PAGES = (home_page, event_pages)  # importing them registers their routes


@bp.app_context_processor
def _navigation() -> dict[str, Any]:
    return {"navigation": navigation}


def navigation(place: str = "main") -> list[dict[str, Any]]:
    """The links of the header (`main`) or the footer (`foot`), with the one of this page marked."""
    links = [(_("Events"), url_for("site.home"))] if place == "main" else []
    return [{"text": text, "href": href, "current": "page" if href == request.path else None} for text, href in links]


__all__ = ["bp"]
