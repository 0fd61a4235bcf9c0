"""The home page: the live event first, then what comes, what was, the portals, and one's own part."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template

from hackathon import clock, drawings
from hackathon.events.models import Event
from hackathon.events.queries import events_organised_by, is_live, public_events
from hackathon.pages import me, rule
from hackathon.portal.queries import portals_in_use
from hackathon.site import event_front, queries
from hackathon.site.blueprint import bp


@bp.route("/")
@rule("anyone", kept=True)
def home() -> Any:
    now, viewer = clock.now(), me()
    events = public_events()
    live = sorted((event for event in events if is_live(event, now)), key=lambda event: event.starts_at)
    return render_template(
        "site/home.html",
        first=live[0] if live else None,
        countdown=event_front.countdown(live[0], now) if live else None,
        pyramid=_pyramid(live[0], now) if live else None,
        coming=live[1:],
        past=[event for event in events if event not in live],
        parts=queries.own_parts(viewer),
        organised=events_organised_by(viewer) if viewer.is_signed_in else [],
        portals=portals_in_use(),
        figures_of=queries.catalogue_figures(),
        at=now,
    )


def _pyramid(event: Event, now: datetime) -> drawings.Huaca:
    """The hours of the live event, without words: its own page has them."""
    return drawings.huaca(event.starts_at, event.ends_at, now=now, zone=ZoneInfo(event.timezone))
