"""The way into an event: team, rules and consents, check, send; without JavaScript, and nothing lost."""

import re

import pytest
from sqlalchemy import func, select

from hackathon import audit
from hackathon.accounts.models import Consent
from hackathon.database import Words, db, transaction
from hackathon.events.models import RoleKind
from hackathon.events.queries import newest_rules
from hackathon.events.rules_actions import edit_rules
from hackathon.outbox import Mail
from hackathon.permissions import SYSTEM
from hackathon.registration.models import Registration
from hackathon.submissions.models import Project
from hackathon.teams.models import Membership, Team
from tests.factories import (
    PASSWORD,
    REGISTRATION,
    event,
    found,
    give_role,
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
    agree(client)
    answer = client.submit(f"{WAY}/check")

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


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "Elija una"),
        ({"choice": "found"}, "Complete este campo"),
        ({"choice": "join"}, "Complete este campo"),
        ({"choice": "found", "name": "buhos"}, "Otro equipo tiene este nombre"),
        ({"choice": "join", "code": "AAAA-AAAA"}, "Ningún equipo de este evento tiene este código"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_at_once_and_kept(client, ada, libertad, chosen, words):
    team(libertad, person("Ben"))

    answer = client.submit(f"{WAY}/team", **chosen)

    assert (answer.status_code, words in answer.text) == (422, True)
    for typed in (chosen.get("name"), chosen.get("code")):
        assert not typed or f'value="{typed}"' in answer.text


def test_a_full_team_is_refused_before_the_rest_is_filled_in(client, ada, libertad):
    group = team(libertad, *[person(name) for name in ("B", "C", "D", "E", "F")])

    answer = client.submit(f"{WAY}/team", choice="join", code=group.join_code)

    assert (answer.status_code, "está completo" in answer.text) == (422, True)


def test_a_name_taken_meanwhile_is_told_where_it_is_sent_and_nothing_is_stored(client, ada, libertad):
    client.submit(f"{WAY}/team", choice="found", name="Búhos")
    agree(client)
    team(libertad, person("Ben"))

    answer = client.submit(f"{WAY}/check")

    assert (answer.status_code, "Otro equipo tiene este nombre" in answer.text) == (422, True)
    assert standing(ada, libertad).registration is None
    assert f'href="{WAY}/team"' in answer.text


def test_the_same_registration_sent_twice_is_one_and_gets_one_answer(client, ada, libertad):
    client.submit(f"{WAY}/team", choice="found", name="Búhos")
    agree(client)
    form = client.form(f"{WAY}/check").filled({})

    first, second = client.post(f"{WAY}/check", data=form), client.post(f"{WAY}/check", data=form)

    assert (first.status_code, first.location) == (second.status_code, second.location) == (303, "/events/libertad/me")
    assert (rows(Registration), rows(Team), rows(Membership)) == (1, 1, 1)


def test_who_is_registered_is_told_so_and_led_on(client, ada, libertad):
    registration(ada, libertad)

    page = client.get(WAY)

    assert (page.status_code, 'href="/events/libertad/me"' in page.text) == (403, True)
    assert client.get(f"{WAY}/check").status_code == 403


@pytest.mark.parametrize(
    ("days", "es", "en"),
    [
        (-20, "La inscripción abre el", "Registration opens on"),
        (40, "La inscripción cerró el", "Registration closed on"),
    ],
)
def test_a_closed_window_is_refused_with_its_moment(client, libertad, clock, days, es, en):
    clock.move(days=days)

    assert es in client.get(WAY).text
    refused = client.get(f"{WAY}?lang=en")
    assert (refused.status_code, en in refused.text) == (403, True)
    assert "2026" in refused.text


@pytest.mark.parametrize(
    ("kind", "words"), [(RoleKind.JUROR, "parte del jurado"), (RoleKind.STAFF, "organiza este evento")]
)
def test_who_judges_or_organises_is_refused_with_the_reason(client, ada, libertad, kind, words):
    give_role(ada, libertad, kind)

    page = client.get(WAY)

    assert (page.status_code, words in page.text) == (403, True)
    assert client.post(f"{WAY}/check", data=client.form("/account", action="/account").filled({})).status_code == 403


def test_steps_that_were_skipped_are_asked_for(client, ada, libertad):
    assert client.get(f"{WAY}/check").location == f"{WAY}/team"
    client.submit(f"{WAY}/team", choice="later")
    assert client.get(f"{WAY}/check").location == f"{WAY}/rules"


def test_new_rules_are_read_again_before_sending(client, ada, libertad):
    client.submit(f"{WAY}/team", choice="later")
    agree(client)
    with transaction() as now:
        edit_rules(found("libertad"), text=Words("Otras bases."), by=SYSTEM, now=now)

    assert client.get(f"{WAY}/check").location == f"{WAY}/rules"


def test_what_was_chosen_for_another_event_is_not_used_here(client, ada, libertad):
    event(person("Omar"), slug="piura", name="Hackathon Piura")
    client.submit("/events/piura/register/team", choice="found", name="Zorros")

    assert client.get(f"{WAY}/check").location == f"{WAY}/team"


def test_an_event_that_is_not_public_does_not_exist(client, ada, libertad):
    event(person("Omar"), slug="piura", name="Hackathon Piura", published=False)

    assert client.get("/events/piura/register").status_code == 404


def test_the_session_may_end_while_somebody_fills_this_in(client, ada, libertad, clock):
    form = client.form(f"{WAY}/team").filled({"choice": "found", "name": "Búhos de Moche"})
    clock.move(days=8)

    ended = client.post(f"{WAY}/team", data=form)

    assert (ended.status_code, "Búhos de Moche" in ended.text) == (401, True)
