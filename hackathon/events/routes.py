"""Pages of events, one module per subject, and what this room tells others about a person."""

from hackathon.events import founding_pages, manage_pages, public_pages, queries, timetable_pages
from hackathon.events.blueprint import bp

PAGES = (public_pages, founding_pages, manage_pages, timetable_pages)  # importing them registers their routes
STANDING_PARTS = {"event": queries.event_with_slug, "roles": queries.roles_of}

__all__ = ["STANDING_PARTS", "bp"]
