"""The public list of teams, and the organisers' list."""

import csv
import io

import pytest
from sqlalchemy import select

from hackathon.accounts.models import ConsentPurpose, PersonalDataAccess
from hackathon.database import db, transaction
from hackathon.registration import actions as registrations
from tests.factories import REGISTRATION, event, person, registration, sign_in, standing, team

MINE = "/events/libertad/me/team"
CHOOSE = f"{MINE}/choose"


@pytest.fixture
def olu(session):
    return person("Olu")


@pytest.fixture
def libertad(olu, clock):
    made = event(olu)
    clock.set(REGISTRATION)
    return made


@pytest.fixture
def ada(client, libertad):
    somebody = person("Ada")
    registration(somebody, libertad)
    sign_in(client, somebody)
    return somebody


def group_of(somebody, where):
    return standing(somebody, where).team


def test_the_list_names_teams_and_seats_and_only_who_wants_to_be_named(client, libertad):
    ada, ben = person("Ada Quispe"), person("Ben Asmat")
    team(libertad, ada, ben)
    own = standing(ada, libertad).registration
    with transaction(own) as now:
        chosen = [ConsentPurpose.AUTHORSHIP]
        registrations.change_consents(own, chosen, by=standing(ada, libertad), language="es", address="", now=now)

    page = client.get("/events/libertad/teams").text

    assert "Búhos" in page
    assert "2 de 5 lugares ocupados" in page
    assert "Ada Quispe" in page
    assert "Ben Asmat" not in page
    assert group_of(ada, libertad).join_code not in page


def test_an_empty_list_says_what_will_come(client, libertad):
    assert "Todavía no hay equipos" in client.get("/events/libertad/teams").text


def test_a_long_list_goes_on_from_page_to_page(client, libertad):
    for number in range(31):
        team(libertad, person(f"Persona {number}"), name=f"Equipo {number:02}")

    first = client.get("/events/libertad/teams").text
    second = client.get("/events/libertad/teams?after=equipo-29").text

    assert ("Equipo 29" in first, "Equipo 30" in first) == (True, False)
    assert ("Equipo 30" in second, "before=equipo-30" in second) == (True, True)


def test_organisers_see_who_is_where_and_the_look_is_written_down(client, libertad, olu):
    team(libertad, person("Ada"), person("Ben"))
    sign_in(client, olu)

    page = client.get("/events/libertad/manage/teams").text

    look = db.session.scalars(select(PersonalDataAccess)).one()
    assert "Ada (líder), Ben" in page
    assert "2 / 5" in page
    assert (look.what, look.people, look.person_id) == ("teams.seen", 2, olu.id)


def test_the_list_is_taken_away_as_a_file_that_calculates_nothing(client, libertad, olu):
    team(libertad, person("Ada"), name="=HYPERLINK(evil)")
    sign_in(client, olu)

    answer = client.get("/events/libertad/manage/teams.csv")

    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[1][:4] == ["'=HYPERLINK(evil)", "1", "Ada", "ada@example.pe"]
    assert answer.headers["Content-Disposition"] == "attachment; filename=teams-libertad.csv"
    assert db.session.scalars(select(PersonalDataAccess.what)).all() == ["teams.exported"]


@pytest.mark.parametrize("address", ["manage/teams", "manage/teams.csv"])
def test_nobody_else_sees_that_the_list_exists(client, ada, libertad, address):
    assert client.get(f"/events/libertad/{address}").status_code == 404
