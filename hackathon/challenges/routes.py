"""Pages of the organisers about challenges, one module per subject. What everybody sees of them stands in `site`."""

from hackathon.challenges import challenge_pages, dataset_pages, portal_pages, venue_pages
from hackathon.challenges.blueprint import bp

PAGES = (challenge_pages, dataset_pages, portal_pages, venue_pages)  # importing them registers their routes

__all__ = ["bp"]
