"""Lists by key: forwards, backwards, and at both ends."""

import pytest
from sqlalchemy import select

from hackathon.accounts.models import Organization
from hackathon.paging import page_by
from tests.factories import organization

SLUGS = ["ancash", "cusco", "lima", "piura", "tumbes"]


@pytest.mark.parametrize(
    ("start", "shown", "neighbours"),
    [
        ({}, ["ancash", "cusco"], (None, "/?after=cusco")),
        ({"after": "cusco"}, ["lima", "piura"], ("/?before=lima", "/?after=piura")),
        ({"after": "piura"}, ["tumbes"], ("/?before=tumbes", None)),
        ({"after": "tumbes"}, [], (None, None)),
        ({"before": "tumbes"}, ["lima", "piura"], ("/?before=lima", "/?after=piura")),
        ({"before": "lima"}, ["ancash", "cusco"], (None, "/?after=cusco")),
        ({"before": "ancash"}, [], (None, None)),
        ({"after": "loja"}, ["piura", "tumbes"], ("/?before=piura", None)),
    ],
)
def test_a_page_begins_where_its_neighbour_ends(session, start, shown, neighbours):
    for slug in SLUGS:
        organization(slug)

    page = page_by(select(Organization), Organization.slug, total=5, most=2, **start)

    def address(**where):
        return "/?" + "&".join(f"{name}={value}" for name, value in where.items())

    assert [row.slug for row in page.rows] == shown
    assert tuple(page.neighbours(address, "slug").values()) == neighbours
