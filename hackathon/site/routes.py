"""Pages that gather several rooms, one module per subject."""

from hackathon.site import (
    dataset_page,
    demand_pages,
    event_pages,
    health_pages,
    home_page,
    open_data_pages,
    panel_pages,
    paper_pages,
    project_pages,
    reuse_pages,
    team_pages,
    text_pages,
    verify_pages,
    way_in_pages,
)
from hackathon.site.blueprint import bp

# Importing them registers their routes.
PAGES = (
    home_page,
    text_pages,
    event_pages,
    open_data_pages,
    dataset_page,
    demand_pages,
    paper_pages,
    reuse_pages,
    project_pages,
    verify_pages,
    panel_pages,
    team_pages,
    way_in_pages,
    health_pages,
)

__all__ = ["bp"]
