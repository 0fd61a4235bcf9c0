"""Pages that gather several rooms, one module per subject."""

from hackathon.site import dataset_page, event_pages, home_page, project_pages
from hackathon.site.blueprint import bp

PAGES = (home_page, event_pages, dataset_page, project_pages)  # importing them registers their routes

__all__ = ["bp"]
