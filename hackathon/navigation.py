"""The links around every page: which ones there are for whoever asks, and which of them is the page shown.

Addresses are those promised in the design; a link appears when the room that answers it is there.
"""

import re
from dataclasses import dataclass
from functools import cache

from flask import Flask, current_app, request
from flask_babel import gettext

from hackathon.pages import me
from hackathon.text import N_

EVERYWHERE = (
    ("/", N_("Events")),
    ("/datasets", N_("Data")),
    ("/portals", N_("Portals")),
)
IN_AN_EVENT = (
    ("/events/<event>/challenges", N_("Challenges")),
    ("/datasets", N_("Data")),
    ("/events/<event>/teams", N_("Teams")),
    ("/events/<event>/projects", N_("Projects")),
    ("/events/<event>/schedule", N_("Schedule")),
    ("/events/<event>/rules", N_("Rules")),
)
RESULTS = ("/events/<event>/results", N_("Results"))
FOR_ITS_PEOPLE = ("/events/<event>/me", N_("My panel"))
FOR_ITS_JURORS = ("/events/<event>/jury", N_("Jury"))
FOR_ITS_ORGANISERS = ("/events/<event>/manage", N_("Manage"))
AT_THE_FOOT = (
    ("/verify", N_("Check a paper")),
    ("/privacy", N_("Privacy")),
    ("/accessibility", N_("Accessibility")),
)


@dataclass(frozen=True)
class Link:
    """`current` is what aria-current says: page, true (a page under it is shown) or nothing."""

    href: str
    text: str
    current: str


def navigation(where: str = "top") -> list[Link]:
    """The links of the header (`top`) or the footer (`foot`) of the page being answered."""
    pairs = AT_THE_FOOT if where == "foot" else _header()
    slug = (request.view_args or {}).get("event", "")
    there = _addresses(current_app._get_current_object())  # type: ignore[attr-defined]  # the proxy's own method
    return [_link(address.replace("<event>", str(slug)), text) for address, text in pairs if address in there]


def _header() -> tuple[tuple[str, str], ...]:
    standing = me()
    event = standing.event
    # A 404 must not tell by its links that an unpublished event has this address.
    if event is None or not (event.is_public() or standing.roles or standing.is_organiser):
        return EVERYWHERE
    # An edition recorded from a source has results and nothing else.
    pages = EVERYWHERE if event.is_recorded else IN_AN_EVENT
    own = [
        (event.results_published_at, RESULTS),
        (standing.registration or standing.team, FOR_ITS_PEOPLE),
        (standing.has_role("juror", "jury_chair"), FOR_ITS_JURORS),
        (standing.is_organiser, FOR_ITS_ORGANISERS),
    ]
    return (*pages, *(link for holds, link in own if holds))


def _link(href: str, text: str) -> Link:
    under = href != "/" and request.path.startswith(f"{href}/")
    current = "page" if request.path == href else "true" if under else ""
    return Link(href, gettext(text), current)


@cache
def _addresses(app: Flask) -> frozenset[str]:
    return frozenset(re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", route.rule) for route in app.url_map.iter_rules())


def init_app(app: Flask) -> None:
    """Offer it to the templates."""
    app.add_template_global(navigation)
