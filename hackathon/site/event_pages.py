"""The pages of one event that gather several rooms."""

from typing import Any

from flask import render_template

from hackathon.events import queries as event_queries
from hackathon.events.models import Event
from hackathon.pages import rule
from hackathon.site.blueprint import bp


@bp.route("/events/<event>")
@rule("anyone", load=event_queries.visible_event)
def event(event: Event) -> Any:
    return render_template("site/event.html", event=event)
