"""Connecting a portal to an event by its address: asked by a worker, shown to the organisers, added and linked."""

import pytest
from sqlalchemy import func, select

from hackathon import audit, jobs
from hackathon.challenges import queries
from hackathon.database import db
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.models import DataPortal
from tests import factories
from tests.portal import hostile, replay
from tests.portal.asking import answered, asked, english
from tests.portal.conftest import add_portal, play

pytestmark = pytest.mark.usefixtures("session")
__all__ = ["play"]

NEW = "/events/libertad/manage/portals/new"


@pytest.fixture
def event(client, clock):
    clock.set(factories.REGISTRATION)
    olu = factories.person("Olu")
    factories.sign_in(client, olu)
    return factories.event(olu)


def linked(event):
    return [one.name for one in queries.portals_of(event)]


def test_a_new_portal_is_recognised_added_linked_and_read(client, event, play):
    page, shown = answered(client, play(replay.recorded()).url, at=NEW)

    answer = client.submit(page, name="La Libertad")
    jobs.run_due()

    assert "CKAN 2.11.3 was recognised" in shown.text
    assert (answer.status_code, answer.location) == (303, "/events/libertad/manage/portals")
    assert linked(event) == ["La Libertad"]
    assert db.session.scalars(select(Harvest.state)).all() == ["complete"]


def test_a_portal_that_is_here_is_offered_for_linking(client, event, play):
    server = play(replay.recorded())
    add_portal(server)

    page, shown = answered(client, server.url, at=NEW)
    client.submit(page)

    assert "This portal is here already, as Portal de prueba." in shown.text
    assert linked(event) == ["Portal de prueba"]
    assert db.session.scalar(select(func.count(DataPortal.id))) == 1
    assert "The event works with this portal already" in client.get(english(page)).text


def test_the_button_pressed_in_two_tabs_links_once_and_says_so(client, event, play):
    page, _ = answered(client, play(replay.recorded()).url, at=NEW)
    one, other = client.form(page), client.form(page)

    client.post(page, data=one.filled({}))
    late = client.post(english(page), data=other.filled({}))

    assert late.status_code == 422
    assert "This portal is linked already." in late.text


def test_what_is_no_portal_is_told_with_nothing_lost(client, event, play):
    typed = play(hostile.page).url

    page, shown = answered(client, typed, at=NEW, name="Mi portal")

    again = client.form(page)
    assert "No kind of portal that we know answers here." in shown.text
    assert "It is a page for people, not data." in shown.text
    assert (again.action, dict(again.sent)["url"], dict(again.sent)["name"]) == (NEW, typed, "Mi portal")
    assert linked(event) == []


def test_the_button_of_a_portal_sent_for_what_is_none_is_refused_with_its_reason(client, event, play):
    good, _ = answered(client, play(replay.recorded()).url, at=NEW)
    button = client.form(good).filled({"name": "Portal"})
    bad, _ = answered(client, play(hostile.page).url, at=NEW)

    answer = client.post(english(bad), data=button)

    assert answer.status_code == 422
    assert "No portal was recognised at this address, so there is nothing to add." in answer.text
    assert linked(event) == []


def test_all_organisers_of_the_event_see_it_and_nobody_else(client, visit, event):
    page = asked(client, "https://datos.example.org", at=NEW)
    staff, mia = factories.person("Eva"), factories.person("Mia")
    factories.give_role(staff, event, "staff")
    factories.event(mia, slug="piura", name="Hackathon Piura")
    elsewhere = page.replace("libertad", "piura")

    assert factories.sign_in(visit(), staff).get(page).status_code == 200
    assert factories.sign_in(visit(), mia).get(page).status_code == 404
    assert factories.sign_in(visit(), mia).get(elsewhere).status_code == 404
    assert visit().get(page).location.startswith("/login")
    assert "datos.example.org" in client.get(NEW).text
    assert client.get(f"/portals/new/{page.rpartition('/')[2]}").status_code == 403


def test_the_log_of_the_event_says_that_it_was_asked(client, event):
    asked(client, "https://datos.example.org", at=NEW)

    acts = select(audit.AuditEntry.action).where(audit.AuditEntry.event_id == event.id)
    assert db.session.scalars(acts.order_by(audit.AuditEntry.id)).all()[-1] == "event.portal_asked_about"
