"""The way into an event: every refusal with its reason, and nothing lost."""

import pytest
from sqlalchemy import func, select

from hackathon.database import Words, db, transaction
from hackathon.events.models import RoleKind
from hackathon.events.rules_actions import edit_rules
from hackathon.permissions import SYSTEM
from hackathon.registration.models import Registration
from hackathon.teams.models import Membership, Team
from tests.factories import (
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


def rows(kind):
    return db.session.scalar(select(func.count(kind.id)))


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
    assert "(opcional)" not in answer.text
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


def test_whoever_was_invited_to_a_full_team_learns_it_and_may_choose_another(client, ada, libertad):
    group = team(libertad, *[person(name) for name in ("B", "C", "D", "E", "F")])
    client.get(f"{WAY}?code={group.join_code}")

    answer = agree(client)

    assert (answer.status_code, "está completo" in answer.text) == (422, True)
    assert f'href="{WAY}/team"' in answer.text
    assert standing(ada, libertad).registration is None


def test_an_invitation_accepted_twice_is_one_registration_with_one_answer(client, ada, libertad):
    client.get(f"{WAY}?code={team(libertad, person('Ben')).join_code}")
    form = client.form(f"{WAY}/rules").filled({"accepts": True, "contest": True})

    first, second = client.post(f"{WAY}/rules", data=form), client.post(f"{WAY}/rules", data=form)

    assert (first.status_code, first.location) == (second.status_code, second.location) == (303, "/events/libertad/me")
    assert rows(Registration) == 2  # Ben's and hers


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
