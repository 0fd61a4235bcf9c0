"""Adding a portal and asking for its harvest, as administrators and strangers meet it."""

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.inquiry_models import PortalInquiry
from hackathon.portal.models import DataPortal
from tests import factories
from tests.portal import hostile, replay
from tests.portal.asking import answered, english
from tests.portal.conftest import add_portal
from tests.portal.replay import Reply, Server

pytestmark = pytest.mark.usefixtures("session")

NO_PORTAL = "No kind of portal that we know answers here."
PRIVATE = "This address leads into a private network, which is never read."
# What an administrator may paste by mistake, or be given in bad faith; and what the inquiry's page says.
REFUSED = {
    "a page": (hostile.page, NO_PORTAL),
    "a page labelled JSON": (hostile.page_labelled_json, NO_PORTAL),
    "an error": (hostile.broken_server, NO_PORTAL),
    "a wall of 418": (hostile.teapot, NO_PORTAL),
    "a bare string": (hostile.says(hostile.NOT_DATA["bare string"]), NO_PORTAL),
    "JSONP": (hostile.says(hostile.NOT_DATA["jsonp"]), NO_PORTAL),
    "a nest": (hostile.says(hostile.NOT_DATA["nested lists"]), NO_PORTAL),
    "nothing": (hostile.says(b""), NO_PORTAL),
    "more than the cap": (hostile.never_ends, "The answer is larger than 2 MB."),
    "a bomb": (hostile.gzip_bomb, "The answer is larger than 2 MB."),
    "no end": (hostile.drips_body, "The answer did not end within 5 seconds."),
    "no answer": (hostile.never_answers, "The answer did not end within 5 seconds."),
    "a private address": (hostile.redirects("http://10.0.0.1/"), PRIVATE),
    "another scheme": (hostile.redirects("file:///etc/passwd"), "Only addresses that begin with http:// or https://"),
    "a circle": (hostile.redirects_in_a_circle, "This address redirects again and again (more than 5 times)."),
    "a reset": (hostile.resets, "Nobody answers at this address."),
}


@pytest.fixture(scope="module", autouse=True)
def bomb():
    """Packed beforehand: while a reader waits for the packing, it meets a slow portal instead."""
    hostile.packed(31)


@pytest.fixture
def nora(client):
    return factories.sign_in(client, factories.administrator()) or client


def test_a_pasted_address_is_recognised_added_and_its_catalogue_read(client, nora, play):
    server = play(replay.recorded())

    page, shown = answered(client, f"{server.url}/dataset/establecimientos-de-salud", name="La Libertad")
    answer = client.submit(page)
    waiting = client.get(english("/portals/la-libertad")).text
    jobs.run_due()
    read = client.get(english("/portals/la-libertad")).text

    assert "CKAN 2.11.3 was recognised" in shown.text
    assert server.url in shown.text
    assert 'value="La Libertad"' in shown.text
    assert (answer.status_code, answer.location) == (303, "/portals/la-libertad")
    assert "Waiting for the worker to begin." in waiting
    assert "It says that it is CKAN 2.11.3." in read
    assert "See its 45 datasets" in read
    assert "complete" in read


@pytest.mark.parametrize("name", REFUSED)
def test_an_address_that_is_no_portal_is_refused_kindly_and_kept(client, nora, play, name):
    answers, reason = REFUSED[name]
    typed = play(answers).url + "/datos"

    page, shown = answered(client, typed, name="Mi portal")

    again = client.form(page)
    assert reason in shown.text
    assert "/api/3/action/status_show" in shown.text
    assert (again.action, dict(again.sent)["url"], dict(again.sent)["name"]) == ("/portals/new", typed, "Mi portal")
    assert db.session.scalars(select(DataPortal)).all() == []


def test_a_name_that_leads_into_a_private_network_is_told_by_the_page(client, nora):
    page, shown = answered(client, "http://localhost/datos")

    assert PRIVATE in shown.text
    assert dict(client.form(page).sent)["url"] == "http://localhost/datos"


def test_a_typing_mistake_is_corrected_where_it_is_told(client, nora, play):
    page, _ = answered(client, play(hostile.page).url)

    form = client.form(page)
    answer = client.post(form.action, data=form.filled({"url": play(replay.recorded()).url}))
    jobs.run_due()

    assert "CKAN 2.11.3 was recognised" in client.get(english(answer.location)).text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("http://127.0.0.1/", PRIVATE),
        ("http://169.254.169.254/latest/meta-data/", PRIVATE),
        ("http://[::1]/", PRIVATE),
        ("http://2130706433/", "number in disguise"),
        ("http://[::ffff:127.0.0.1]/", "number in disguise"),
        ("http://portal.example.org:8080/", "80 and 443"),
        ("file:///etc/passwd", "http:// or https://"),
        ("javascript:alert(1)", "not a web address"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://", "not a web address"),
        ("http://[", "not a web address"),
        ("http://..example.org", "not a web address"),
        (f"http://{64 * 'a'}.example.org", "not a web address"),
        ("datos abiertos de la región", "not a web address"),
        ("", "Fill in this field."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("room", ["portals", "events/libertad/manage/portals"])
def test_what_is_plainly_no_web_address_is_refused_at_once_at_the_field(client, nora, room, typed, reason):
    factories.event(factories.person("Olu"))

    answer = client.submit(english(f"/{room}/new"), url=typed)

    assert answer.status_code == 422
    assert reason in answer.text
    assert f'value="{typed}"' in answer.text
    assert 'id="url-error"' in answer.text
    assert db.session.scalars(select(PortalInquiry)).all() == []


def test_a_canary_beside_is_never_asked(client, nora, play):
    with Server(lambda ask: Reply(body=b'{"success": true, "result": {"ckan_version": "2.11"}}')) as canary:
        for status in (301, 302, 303, 307, 308):
            to_canary = hostile.redirects(f"{canary.url}/api/3/action/status_show", status)
            _, shown = answered(client, play(to_canary).url)
            assert "No portal was recognised" in shown.text
        assert canary.hits == []


def test_a_portal_that_is_here_is_shown_instead_of_a_button(client, nora, play):
    server = play(replay.recorded())
    portal = add_portal(server)

    _, shown = answered(client, server.url)

    assert "This portal is here already, as Portal de prueba." in shown.text
    assert f'href="/portals/{portal.slug}"' in shown.text
    assert "Add it and read its catalogue" not in shown.text


def test_a_portal_that_came_meanwhile_is_refused_with_the_reason(client, nora, play):
    server = play(replay.recorded())
    page, _ = answered(client, server.url)
    form = client.form(page)
    add_portal(server)

    answer = client.post(english(page), data=form.filled({"name": "Otro"}))

    assert answer.status_code == 422
    assert "This portal is here already." in answer.text
    assert db.session.scalars(select(DataPortal.name)).all() == ["Portal de prueba"]


def test_strangers_neither_ask_nor_add_nor_harvest(client, visit, play):
    portal = add_portal(play(replay.recorded()))
    zed = visit()
    factories.sign_in(zed, factories.person("Zed"))

    assert client.get("/portals/new").location == "/login?next=/portals/new"
    assert zed.get(english("/portals/new")).status_code == 403
    assert "by administrators, and by organisers" in zed.get(english("/portals/new")).text
    assert zed.post(f"/portals/{portal.slug}/harvests").status_code in {400, 403}
    assert "/harvests" not in zed.get(f"/portals/{portal.slug}").text
    assert db.session.scalars(select(Harvest)).all() == []


def test_a_second_harvest_at_once_is_refused_with_the_reason(client, nora, play):
    portal = add_portal(play(replay.recorded()))
    form = client.form(f"/portals/{portal.slug}", action=f"/portals/{portal.slug}/harvests")
    other = client.form(f"/portals/{portal.slug}", action=f"/portals/{portal.slug}/harvests")

    first = client.post(form.action, data=form.filled({}))
    second = client.post(english(other.action), data=other.filled({}))

    assert (first.status_code, second.status_code) == (303, 422)
    assert "A harvest of this portal is under way." in second.text
