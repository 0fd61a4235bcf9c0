"""The room's pages in a real browser: for everybody, on a phone, in both languages; and a reading that moves."""

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import actions
from hackathon.portal.models import Dataset
from tests import factories
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways
from tests.portal import hostile, replay
from tests.portal.conftest import add_portal, harvested

pytestmark = pytest.mark.usefixtures("session")
LOOKS = {
    "phone, light, Spanish": {"viewport": {"width": 320, "height": 800}, "color_scheme": "light", "locale": "es-PE"},
    "desktop, dark, English": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark", "locale": "en"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_are_for_everybody(new_page, play, look):
    portal = add_portal(play(replay.recorded()))
    harvested(portal)
    slug = db.session.scalars(select(Dataset.slug).where(Dataset.title == "Padrón de instituciones educativas")).one()
    page = new_page(**LOOKS[look])

    for address in (
        "/datasets?q=serie",
        "/datasets?q=zzzz",
        "/portals",
        f"/portals/{portal.slug}",
        f"/datasets/{portal.slug}/{slug}",
    ):
        page.goto(address)
        assert_accessible(page)
        assert_nothing_scrolls_sideways(page)


def test_a_refused_address_is_told_and_kept_in_the_browser(new_page, play):
    nora = factories.administrator()
    page = new_page(locale="es-PE", java_script_enabled=False)
    page.goto("/login")
    page.fill("#email", nora.email)
    page.fill("#password", factories.PASSWORD)
    page.click("main button[type=submit]")
    address = play(hostile.page_labelled_json).url

    page.goto("/portals/new")
    page.fill("#url", address)
    page.click("main button[type=submit]")

    assert page.input_value("#url") == address
    assert "no responde ningún tipo de portal que conozcamos" in page.inner_text("main")


def test_a_reading_is_followed_without_touching_the_page(new_page, play):
    portal = add_portal(play(replay.recorded()))
    with transaction() as now:
        actions.ask_for_harvest(portal, by=SYSTEM, now=now)
    page = new_page(locale="en")
    page.goto(f"/portals/{portal.slug}")
    assert "Waiting for the worker to begin." in page.inner_text("#runs")

    jobs.run_due()

    page.wait_for_selector("#runs[data-live=no]", timeout=10_000)
    assert "complete" in page.inner_text("#runs")
    assert "See its 45 datasets" in page.inner_text("main")
