"""The home page: the live event first, past events, portals, figures."""

from typing import Any

from flask import render_template

from hackathon.pages import rule
from hackathon.site.blueprint import bp


@bp.route("/")
@rule("anyone")
def home() -> Any:
    return render_template("site/home.html")
