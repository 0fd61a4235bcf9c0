"""Pages of events."""

from flask import Blueprint

from hackathon.events import queries

bp = Blueprint("events", __name__)

STANDING_PARTS = {"event": queries.event_with_slug, "roles": queries.roles_of}
