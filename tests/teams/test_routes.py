"""The public list of teams, one's own team, and the organisers' list."""

import csv
import io

import pytest
from sqlalchemy import select

from hackathon.accounts.models import ConsentPurpose, PersonalDataAccess
from hackathon.database import db, transaction
from hackathon.registration import actions as registrations
from hackathon.submissions.models import Project
from hackathon.teams.models import Team
from tests.factories import REGISTRATION, event, person, registration, sign_in, standing, team
from tests.machinery.statements import queries_at_most

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


# --- the public list


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


@pytest.mark.parametrize("address", ["/events/libertad/teams", "/events/libertad/manage/teams"])
def test_the_lists_cost_the_same_for_one_and_for_thirty_teams(client, libertad, olu, address):
    sign_in(client, olu)
    team(libertad, person("Ada"))
    with queries_at_most(30) as for_one:
        client.get(address)
    for number in range(29):
        team(libertad, person(f"Persona {number}"), person(f"Otra {number}"), name=f"Equipo {number}")

    with queries_at_most(len(for_one)):
        client.get(address)


# --- one's own team


def test_without_a_team_the_page_leads_to_the_choice(client, ada, libertad):
    assert f'href="{CHOOSE}"' in client.get(MINE).text


def test_without_a_registration_the_page_says_so(client, libertad):
    sign_in(client, person("Zed"))

    assert "Inscríbase primero" in client.get(MINE).text
    assert client.get(CHOOSE).status_code == 403


def test_a_team_is_founded_here_with_its_project(client, ada, libertad):
    answer = client.submit(CHOOSE, choice="found", name="Búhos")

    page = client.get(answer.location).text
    assert answer.location == MINE
    assert "Búhos" in page
    assert "Faltan 2 personas" in page
    assert db.session.scalars(select(Project)).one().team_id == group_of(ada, libertad).id


def test_the_code_and_the_link_let_people_in(client, visit, ada, libertad):
    client.submit(CHOOSE, choice="found", name="Búhos")
    code = group_of(ada, libertad).join_code
    page = client.get(MINE).text
    assert f"{code[:4]}-{code[4:]}" in page
    assert f"http://localhost/events/libertad/register?code={code}" in page
    ben = person("Ben")
    registration(ben, libertad)
    visitor = sign_in(visit(), ben)

    answer = visitor.submit(CHOOSE, choice="join", code=f"{code[:4].lower()} {code[4:].lower()}")

    assert answer.location == MINE
    assert group_of(ben, libertad).id == group_of(ada, libertad).id


def test_a_second_team_is_refused_with_the_reason(client, ada, libertad):
    form = client.form(CHOOSE).filled({"choice": "found", "name": "Zorros"})
    team(libertad, ada)

    answer = client.post(CHOOSE, data=form)

    assert (answer.status_code, "Usted ya está en un equipo" in answer.text) == (403, True)
    assert "Zorros" in answer.text
    assert db.session.scalars(select(Team.name)).all() == ["Búhos"]


def test_a_team_founded_by_the_same_form_twice_is_one(client, ada, libertad):
    form = client.form(CHOOSE).filled({"choice": "found", "name": "Búhos"})

    first, second = client.post(CHOOSE, data=form), client.post(CHOOSE, data=form)

    assert (first.status_code, first.location) == (second.status_code, second.location) == (303, MINE)
    assert len(db.session.scalars(select(Team)).all()) == 1


def test_ten_wrong_codes_and_the_right_one_waits_too(client, ada, libertad, clock):
    group = team(libertad, person("Ben"))
    for _ in range(10):
        assert client.submit(CHOOSE, choice="join", code="AAAA-AAAA").status_code == 422

    waiting = client.submit(CHOOSE, choice="join", code=group.join_code)
    assert (waiting.status_code, "diez minutos" in waiting.text) == (422, True)
    clock.move(minutes=11)
    assert client.submit(CHOOSE, choice="join", code=group.join_code).status_code == 303


def test_after_the_closing_teams_stay_as_they_are(client, ada, libertad, clock):
    team(libertad, ada)
    clock.set(libertad.window("teams").closes_at)
    sign_in(client, ada)

    page = client.get(MINE).text

    assert "Los equipos quedaron fijos el" in page
    assert client.get(f"{MINE}/leave").status_code == 403
    assert client.get(f"{MINE}/name").status_code == 403


def test_the_captain_renames_it_and_two_tabs_do_not_overwrite_each_other(client, ada, libertad):
    team(libertad, ada)
    first, second = client.form(f"{MINE}/name"), client.form(f"{MINE}/name")

    assert client.post(f"{MINE}/name", data=first.filled({"name": "Zorros"})).location == MINE
    stale = client.post(f"{MINE}/name", data=second.filled({"name": "Lobos"}))

    assert stale.status_code == 409
    assert "Zorros" in stale.text
    assert "Lobos" in stale.text
    assert group_of(ada, libertad).name == "Zorros"


def test_a_taken_name_is_refused_at_its_field(client, ada, libertad):
    team(libertad, ada)
    team(libertad, person("Ben"), name="Zorros")

    answer = client.submit(f"{MINE}/name", name="ZORROS")

    assert (answer.status_code, "Otro equipo tiene este nombre" in answer.text) == (422, True)
    assert 'value="ZORROS"' in answer.text


def test_a_new_code_replaces_the_old_one(client, ada, libertad):
    before = team(libertad, ada).join_code

    assert client.submit(f"{MINE}/code").location == MINE

    assert group_of(ada, libertad).join_code != before


def test_the_team_is_passed_on(client, ada, libertad):
    ben = person("Ben")
    team(libertad, ada, ben)

    answer = client.submit(f"{MINE}/captain", successor=ben.public_id)

    assert answer.location == MINE
    assert group_of(ada, libertad).captain_id == ben.id
    assert client.get(f"{MINE}/captain").status_code == 403


def test_a_captain_who_leaves_says_who_follows(client, ada, libertad):
    ben, cai = person("Ben"), person("Cai")
    team(libertad, ada, ben, cai)

    unsaid = client.submit(f"{MINE}/leave")
    assert (unsaid.status_code, "Elija una" in unsaid.text) == (422, True)
    client.submit(f"{MINE}/leave", successor=cai.public_id)

    assert group_of(ada, libertad) is None
    assert group_of(ben, libertad).captain_id == cai.id


def test_a_member_leaves_by_one_button_and_once(client, ada, libertad):
    team(libertad, person("Ben"), ada)
    form = client.form(f"{MINE}/leave").filled({})

    first, second = client.post(f"{MINE}/leave", data=form), client.post(f"{MINE}/leave", data=form)

    assert (first.location, second.location) == (MINE, MINE)
    assert group_of(ada, libertad) is None


def test_the_only_member_dissolves_the_team_and_its_project_is_closed(client, ada, libertad):
    team(libertad, ada)
    assert client.get(f"{MINE}/leave").status_code == 403

    answer = client.submit(f"{MINE}/dissolve")

    assert answer.location == MINE
    assert group_of(ada, libertad) is None
    assert db.session.scalars(select(Project.state)).all() == ["withdrawn"]
    assert "quedó disuelto" in client.get(MINE).text
    assert "Búhos" not in client.get("/events/libertad/teams").text


@pytest.mark.parametrize("page", ["name", "code", "captain", "leave", "dissolve"])
def test_a_stranger_finds_no_team_to_act_on(client, libertad, page):
    team(libertad, person("Ben"))
    sign_in(client, person("Zed"))

    assert client.get(f"{MINE}/{page}").status_code == 404
    assert client.post(f"{MINE}/{page}").status_code in {400, 404}


# --- the organisers' list


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
