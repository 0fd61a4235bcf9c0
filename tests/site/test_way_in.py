"""The way into an event: team, rules and consents, check, send; without JavaScript, and nothing lost."""

import re

import pytest
from sqlalchemy import func, select

from hackathon import audit
from hackathon.accounts.models import Consent
from hackathon.database import db, transaction
from hackathon.events.queries import newest_rules
from hackathon.outbox import Mail
from hackathon.registration.models import Registration
from hackathon.submissions.models import Project
from hackathon.teams.models import Team
from tests.factories import (
    PASSWORD,
    REGISTRATION,
    event,
    person,
    registration,
    sign_in,
    standing,
    team,
)

WAY = "/events/libertad/register"


@pytest.fixture
def libertad(session, clock):
    made = event(person("Olu"))
    clock.set(REGISTRATION)
    return made


@pytest.fixture
def ada(client, libertad):
    somebody = person("Ada")
    sign_in(client, somebody)
    return somebody


def agree(visitor, **more):
    return visitor.submit(f"{WAY}/rules", **{"accepts": True, "contest": True} | more)


def walk(visitor, **team_choice):
    visitor.submit(f"{WAY}/team", **team_choice or {"choice": "later"})
    agree(visitor)
    return visitor.submit(f"{WAY}/check")


def rows(kind):
    return db.session.scalar(select(func.count(kind.id)))


def test_who_has_no_account_opens_one_and_comes_back(client, libertad):
    to_sign_up = client.get(WAY, follow_redirects=True)
    assert to_sign_up.request.path == "/signup"

    back = client.submit(to_sign_up.request.full_path, name="Ada", email="ada@example.pe", password=PASSWORD)

    assert back.location == WAY
    assert client.get(WAY, follow_redirects=True).request.path == f"{WAY}/team"


def test_who_has_an_account_signs_in_and_comes_back(client, visit, libertad):
    somebody = person("Ada")
    page = client.get(WAY, follow_redirects=True)
    to_sign_in = re.search(r'href="(/login\?next=[^"]+)"[^>]*>Ya tengo', page.text).group(1)

    assert client.submit(to_sign_in, email=somebody.email, password=PASSWORD).location == WAY


def test_a_team_is_founded_with_the_registration_and_its_project_is_there(client, ada, libertad):
    answer = walk(client, choice="found", name="Búhos")

    joined = db.session.scalars(select(Team)).one()
    assert (answer.status_code, answer.location) == (303, "/events/libertad/me")
    assert (joined.name, joined.captain_id) == ("Búhos", ada.id)
    assert db.session.scalars(select(Project)).one().team_id == joined.id
    assert standing(ada, libertad).registration.rules_id == newest_rules(libertad).id
    assert (
        "Inscripción recibida"
        in db.session.scalars(select(Mail).where(Mail.key.startswith("registered"))).one().subject
    )


def test_a_member_who_was_invited_needs_two_screens_beside_the_account(client, ada, libertad):
    group = team(libertad, person("Ben"))

    invited = client.get(f"{WAY}?code={group.join_code}", follow_redirects=True)
    assert invited.request.path == f"{WAY}/rules"
    answer = agree(client)

    assert answer.location == "/events/libertad/me"
    assert standing(ada, libertad).team.id == group.id


def test_somebody_registered_follows_the_link_to_the_choice_of_a_team(client, ada, libertad):
    registration(ada, libertad)

    page = client.get(f"{WAY}?code=K7MF2QXA", follow_redirects=True)

    assert page.request.path == "/events/libertad/me/team/choose"
    assert 'value="K7MF2QXA"' in page.text


def test_a_team_can_wait(client, ada, libertad):
    walk(client)

    assert standing(ada, libertad).registration is not None
    assert rows(Team) == 0


def test_nothing_is_ticked_beforehand(client, ada, libertad):
    client.submit(f"{WAY}/team", choice="later")

    form = client.form(f"{WAY}/rules")

    assert {name for name, _ in form.sent} <= {"csrf_token", "idempotency_key", "version"}


@pytest.mark.parametrize(
    ("left_out", "es", "en"),
    [
        ("accepts", "acepte las bases", "accept the rules"),
        ("contest", "Sin este consentimiento", "Without this consent"),
    ],
)
def test_what_is_obligatory_is_said_in_both_languages(client, ada, libertad, left_out, es, en):
    assert es in agree(client, **{left_out: False}).text
    client.get("/?lang=en")
    person_language(ada, "en")
    refused = agree(client, **{left_out: False})

    assert (refused.status_code, en in refused.text) == (422, True)
    assert rows(Registration) == 0


def person_language(somebody, code):
    with transaction(somebody):
        somebody.language = code
        audit.record("person.edited", somebody, by=somebody, now=REGISTRATION)


def test_the_consents_are_kept_in_the_words_and_language_of_the_page(client, ada, libertad):
    client.submit(f"{WAY}/team", choice="later")
    agree(client, images=True)
    client.submit(f"{WAY}/check")

    kept = [
        (one.purpose, one.language, one.address) for one in db.session.scalars(select(Consent).order_by(Consent.id))
    ]
    assert kept == [("contest", "es", "127.0.0.1"), ("images", "es", "127.0.0.1")]
