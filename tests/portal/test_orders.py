"""The catalogue in another order, and only what may be used."""

import pytest
from sqlalchemy import select, update

from hackathon.database import db
from hackathon.portal.listing import ROWS, Filters, listing
from hackathon.portal.models import Dataset
from tests import project_builders
from tests.machinery.databases import both_databases

pytestmark = [pytest.mark.usefixtures("session"), both_databases]


def test_by_title_pages_follow_each_other_forth_and_back():
    portal = project_builders.portal()
    for number in range(ROWS + 5):
        project_builders.dataset(portal, f"Dato {number * 7 % (ROWS + 5):02}")

    first = listing(Filters(order="title"))
    second = listing(Filters(order="title", after=first.after))
    back = listing(Filters(order="title", before=second.before))

    titles = [found.title for found in (*first.rows, *second.rows)]
    assert (titles, len(titles)) == (sorted(titles), ROWS + 5)
    assert [found.id for found in back.rows] == [found.id for found in first.rows]
    assert (first.before, second.after) == (None, None)


def test_only_what_its_licence_opens_is_listed_when_that_is_asked():
    portal = project_builders.portal()
    for title, is_open in (("Abierto", True), ("Cerrado", False), ("Sin licencia", None)):
        made = project_builders.dataset(portal, title)
        db.session.execute(update(Dataset).where(Dataset.id == made.id).values(is_open=is_open))
        db.session.commit()

    assert [found.title for found in listing(Filters(open="yes")).rows] == ["Abierto"]
    assert len(listing(Filters()).rows) == 3 == len(db.session.scalars(select(Dataset)).all())


def test_the_form_keeps_the_order_and_the_wish(client):
    project_builders.dataset(project_builders.portal(), "Abierto")

    page = client.get("/datasets?order=title&open=yes&lang=en").text

    assert '<option value="title" selected>By title</option>' in page
    assert 'value="yes" checked' in page
