"""Adding a portal and asking for its harvest, as administrators and strangers meet it."""

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db
from hackathon.portal.models import DataPortal, Harvest
from tests import factories
from tests.portal import hostile, replay
from tests.portal.conftest import add_portal
from tests.portal.replay import Reply, Server

pytestmark = pytest.mark.usefixtures("session")

# What an administrator may paste by mistake, or be given in bad faith; and what the form answers.
REFUSED = {
    "a page": (hostile.page, "No kind of portal that we know answers here."),
    "a page labelled JSON": (hostile.page_labelled_json, "No kind of portal that we know answers here."),
    "an error": (hostile.broken_server, "No kind of portal that we know answers here."),
    "a wall of 418": (hostile.teapot, "No kind of portal that we know answers here."),
    "a bare string": (hostile.says(hostile.NOT_DATA["bare string"]), "No kind of portal that we know answers here."),
    "JSONP": (hostile.says(hostile.NOT_DATA["jsonp"]), "No kind of portal that we know answers here."),
    "a nest": (hostile.says(hostile.NOT_DATA["nested lists"]), "No kind of portal that we know answers here."),
    "nothing": (hostile.says(b""), "No kind of portal that we know answers here."),
    "more than the cap": (hostile.never_ends, "The answer is larger than 2 MB."),
    "a bomb": (hostile.gzip_bomb, "The answer is larger than 2 MB."),
    "no end": (hostile.drips_body, "The answer did not end within 5 seconds."),
    "no answer": (hostile.never_answers, "The answer did not end within 5 seconds."),
    "a private address": (
        hostile.redirects("http://10.0.0.1/"),
        "This address leads into a private network, which is never read.",
    ),
    "a circle": (hostile.redirects_in_a_circle, "This address redirects again and again (more than 5 times)."),
    "a reset": (hostile.resets, "Nobody answers at this address."),
}


@pytest.fixture
def nora(client):
    return factories.sign_in(client, factories.administrator()) or client


def english(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}lang=en"


def test_a_pasted_address_becomes_a_portal_whose_catalogue_is_read(client, nora, play):
    server = play(replay.recorded())

    answer = client.submit("/portals/new", url=f"{server.url}/dataset/establecimientos-de-salud", name="La Libertad")
    waiting = client.get(english("/portals/la-libertad")).text
    jobs.run_due()
    read = client.get(english("/portals/la-libertad")).text

    assert (answer.status_code, answer.location) == (303, "/portals/la-libertad")
    assert "Waiting for the worker to begin." in waiting
    assert "It says that it is CKAN 2.11.3." in read
    assert "See its 45 datasets" in read
    assert "complete" in read


@pytest.mark.parametrize("name", REFUSED)
def test_an_address_that_is_no_portal_is_refused_kindly_and_kept(client, nora, play, name):
    answers, reason = REFUSED[name]
    typed = play(answers).url + "/datos"

    answer = client.submit(english("/portals/new"), url=typed, name="Mi portal")

    assert answer.status_code == 422
    assert reason in answer.text
    assert f'value="{typed}"' in answer.text
    assert 'value="Mi portal"' in answer.text
    assert "/api/3/action/status_show" in answer.text
    assert db.session.scalars(select(DataPortal)).all() == []


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("http://127.0.0.1/", "This address leads into a private network"),
        ("http://169.254.169.254/latest/meta-data/", "This address leads into a private network"),
        ("http://2130706433/", "number in disguise"),
        ("http://portal.example.org:8080/", "80 and 443"),
        ("file:///etc/passwd", "http:// or https://"),
        ("http://user:secret@example.org/", "user name or password"),
        ("http://", "not a web address"),
        ("", "Fill in this field."),
    ],
)  # fmt: skip
def test_an_address_that_is_never_asked_is_refused_with_the_reason(client, nora, typed, reason):
    answer = client.submit(english("/portals/new"), url=typed)

    assert answer.status_code == 422
    assert reason in answer.text
    assert f'value="{typed}"' in answer.text


def test_a_canary_beside_is_never_asked(client, nora, play):
    with Server(lambda ask: Reply(body=b'{"success": true, "result": {"ckan_version": "2.11"}}')) as canary:
        for status in (301, 302, 303, 307, 308):
            client.submit(
                "/portals/new", url=play(hostile.redirects(f"{canary.url}/api/3/action/status_show", status)).url
            )
        assert canary.hits == []


def test_a_portal_that_is_here_is_refused_and_the_address_kept(client, nora, play):
    server = play(replay.recorded())
    add_portal(server)

    answer = client.submit(english("/portals/new"), url=server.url)

    assert answer.status_code == 422
    assert "This portal is here already." in answer.text
    assert f'value="{server.url}"' in answer.text


def test_strangers_neither_add_nor_harvest(client, visit, play):
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
