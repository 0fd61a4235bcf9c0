"""My panel: one next step, the clock, the team, the project; and the way out of an event."""

import pytest
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.site.next_step import Situation, Step, next_step
from hackathon.submissions.models import Project
from hackathon.teams import actions
from tests.factories import HACKING, REGISTRATION, event, person, registration, sign_in, standing, team

PANEL = "/events/libertad/me"
READY = {"is_registered": True, "members": 3, "members_needed": 3}


@pytest.mark.parametrize(
    ("so", "step"),
    [
        ({"may_register": True}, Step.REGISTER),
        ({}, Step.TOO_LATE),
        ({"is_registered": True, "may_change_team": True}, Step.TEAM),
        ({"is_registered": True}, Step.NO_TEAM),
        ({"is_registered": True, "members": 1, "members_needed": 3, "may_change_team": True}, Step.INVITE),
        ({"is_registered": True, "members": 1, "members_needed": 3, "submission": "open"}, Step.WRITE),
        (READY, Step.PREPARE),
        (READY | {"submission": "open"}, Step.WRITE),
        (READY | {"submission": "open", "is_written": True}, Step.SUBMIT),
        (READY | {"submission": "open", "is_written": True, "is_submitted": True}, Step.IMPROVE),
        (READY | {"submission": "over", "is_submitted": True}, Step.WAIT),
        (READY | {"submission": "over"}, Step.NOT_SUBMITTED),
        ({"results_are_public": True}, Step.RESULTS),
    ],
)
def test_there_is_always_one_next_step(so, step):
    assert next_step(Situation(**so)) == step


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


@pytest.mark.parametrize(
    ("arranged", "at", "es", "en"),
    [
        ("nothing", REGISTRATION, "Inscríbase en el evento", "Register for the event"),
        ("nothing", HACKING, "no está abierta", "Registration is not open"),
        ("registered", REGISTRATION, "Encuentre su equipo", "Find your team"),
        ("registered", HACKING, "Los equipos ya cerraron", "Teams are closed"),
        ("team", REGISTRATION, "faltan 2", "2 more are needed"),
        ("team", HACKING, "Comience su proyecto", "Begin your project"),
    ],
)
def test_the_panel_says_the_next_step(client, ada, libertad, clock, arranged, at, es, en):
    if arranged == "registered":
        registration(ada, libertad)
    if arranged == "team":
        team(libertad, ada)
    clock.set(at)
    sign_in(client, ada)

    assert es in client.get(PANEL).text
    assert "2026" in client.get(PANEL).text
    speak(client, "en")
    assert en in client.get(PANEL).text


def speak(visitor, code):
    visitor.submit("/account", action="/account", language=code)


def test_who_is_not_signed_in_comes_back_after_signing_in(client, libertad):
    assert client.get(PANEL).location == "/login?next=/events/libertad/me"


def join(somebody, where, group):
    registration(somebody, where)
    with transaction(group) as now:
        actions.join(group, by=standing(somebody, where), now=now)


def test_who_withdraws_leaves_the_team_and_may_register_again(client, ada, libertad):
    ben = person("Ben")
    team(libertad, ada, ben)

    answer = client.submit(f"{PANEL}/withdraw")

    assert answer.location == "/events/libertad"
    assert standing(ada, libertad).registration is None
    assert standing(ada, libertad).team is None
    assert standing(ben, libertad).team.captain_id == ben.id
    assert client.get("/events/libertad/register").location == "/events/libertad/register/team"


def test_one_may_withdraw_when_teams_are_fixed_too(client, ada, libertad, clock):
    team(libertad, ada, person("Ben"))
    clock.set(HACKING)
    sign_in(client, ada)

    client.submit(f"{PANEL}/withdraw")

    assert standing(ada, libertad).registration is None


def test_with_the_last_member_goes_the_project(client, ada, libertad):
    team(libertad, ada)

    client.submit(f"{PANEL}/withdraw")

    assert db.session.scalars(select(Project.state)).all() == ["withdrawn"]
    assert "Búhos" not in client.get("/events/libertad/teams").text


def test_the_same_withdrawal_sent_twice_is_one(client, ada, libertad):
    registration(ada, libertad)
    form = client.form(f"{PANEL}/withdraw").filled({})

    first, second = client.post(f"{PANEL}/withdraw", data=form), client.post(f"{PANEL}/withdraw", data=form)

    assert (first.location, second.location) == ("/events/libertad", "/events/libertad")
