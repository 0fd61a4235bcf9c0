"""The home page: the live event first, past events, portals, figures."""

from typing import Any

from flask import render_template

from hackathon import clock
from hackathon.events.queries import public_events
from hackathon.pages import rule
from hackathon.site import event_front, queries
from hackathon.site.blueprint import bp


@bp.route("/")
@rule("anyone")
def home() -> Any:
    now = clock.now()
    events = public_events()
    coming = sorted(
        (event for event in events if event.ends_at > now and not event.is_recorded), key=lambda e: e.starts_at
    )
    first = coming[0] if coming else None
    return render_template(
        "site/home.html",
        first=first,
        countdown=event_front.countdown(first, now) if first else None,
        others=[event for event in events if event is not first],
        figures_of=queries.catalogue_figures(),
        at=now,
    )
