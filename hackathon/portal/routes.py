"""Pages of portals, one module per subject."""

from hackathon.portal import (
    catalogue_pages,
    file_pages,
    harvest_pages,
    import_pages,
    request_pages,
    showing_dates,
    steward_pages,
    withdrawal_pages,
)
from hackathon.portal.blueprint import bp

# Importing them registers their routes, and the filters that their templates use.
PAGES = (
    catalogue_pages,
    file_pages,
    harvest_pages,
    import_pages,
    request_pages,
    showing_dates,
    steward_pages,
    withdrawal_pages,
)

__all__ = ["bp"]
