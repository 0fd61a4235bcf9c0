"""The pages of this room: each subject's stand in a module of its own."""

from hackathon.results import (
    certificate_pages,
    deliberation_pages,
    errata_pages,
    erratum_pages,
    minutes_pages,
    own_pages,
    preparing_pages,
    prize_pages,
    publication_pages,
    result_pages,
    sheet_pages,
)
from hackathon.results.blueprint import bp

__all__ = ["bp"]
PAGES = (
    result_pages,
    preparing_pages,
    deliberation_pages,
    publication_pages,
    prize_pages,
    erratum_pages,
    own_pages,
    minutes_pages,
    errata_pages,
    certificate_pages,
    sheet_pages,
)
"""Importing them registers their routes."""
