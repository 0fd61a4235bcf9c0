"""Pages that gather several rooms, one module per subject."""

from hackathon.site import dataset_page, event_pages, home_page
from hackathon.site.blueprint import bp

PAGES = (home_page, event_pages, dataset_page)  # importing them registers their routes

__all__ = ["bp"]
