"""The room's pages in a real browser: for everybody, on a phone, in both languages; and a reading that moves."""

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import harvest_actions
from hackathon.portal.models import Dataset
from tests import factories
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways, follow
from tests.portal import hostile, replay
from tests.portal.conftest import add_portal, harvested

pytestmark = pytest.mark.usefixtures("session")
LOOKS = {
    "phone, light, Spanish": {"viewport": {"width": 320, "height": 800}, "color_scheme": "light", "locale": "es-PE"},
    "desktop, dark, English": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark", "locale": "en"},
}
PHONE, DESK = LOOKS
looks = pytest.mark.parametrize("look", [PHONE, pytest.param(DESK, marks=pytest.mark.full)])


@looks
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


@looks
def test_an_inquiry_is_for_everybody_in_each_of_its_states(new_page, play, look):
    page = signed_in(new_page(**LOOKS[look]))
    known = play(replay.catalogue([]))
    add_portal(known)
    found = [ask(page, server.url) for server in (play(replay.recorded()), play(hostile.page), known)]
    jobs.run_due()
    waiting = ask(page, "https://datosabiertos.example.gob.pe/organization/gerencia-regional-de-salud")

    for address in ("/portals/new", *found, waiting):
        page.goto(address)
        assert_accessible(page)
        assert_nothing_scrolls_sideways(page)


def test_a_refused_address_is_told_and_kept_without_a_script(new_page, play):
    page = signed_in(new_page(java_script_enabled=False))
    address = play(hostile.page_labelled_json).url

    ask(page, address)
    assert "Esta página se actualiza sola cada 10 segundos." in page.inner_text("main")
    jobs.run_due()
    follow(page.get_by_role("link", name="Volver a mirar"))

    assert page.input_value("#url") == address
    assert "no responde ningún tipo de portal que conozcamos" in page.inner_text("main")


def test_an_inquiry_is_followed_without_touching_the_page(new_page, play):
    page = signed_in(new_page())
    ask(page, play(replay.recorded()).url)
    assert "En espera de su turno." in page.inner_text("main")

    jobs.run_due()

    page.get_by_role("heading", name="Se reconoció CKAN 2.11.3").wait_for(timeout=10_000)
    page.fill("#name", "La Libertad")
    follow(page.get_by_role("button", name="Agregarlo y leer su catálogo"))
    assert page.url.endswith("/portals/la-libertad")


def test_a_reading_is_followed_without_touching_the_page(new_page, play):
    portal = add_portal(play(replay.recorded()))
    with transaction() as now:
        harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)
    page = new_page(locale="en")
    page.goto(f"/portals/{portal.slug}")
    assert "Waiting for the worker to begin." in page.inner_text("#runs")

    jobs.run_due()

    page.wait_for_selector("#runs[data-live=no]", timeout=10_000)
    assert "complete" in page.inner_text("#runs")
    assert "See its 45 datasets" in page.inner_text("main")


def signed_in(page):
    """The same page, after an administrator signed in there."""
    nora = factories.administrator()
    page.goto("/login")
    page.fill("#email", nora.email)
    page.fill("#password", factories.PASSWORD)
    follow(page.locator("main button[type=submit]"))
    return page


def ask(page, url):
    """Ask about an address as a person does; the address of the page that says what comes of it."""
    page.goto("/portals/new")
    page.fill("#url", url)
    follow(page.locator("main button[type=submit]"))
    return page.url
