"""One's own team: getting in, leading it, leaving it."""

import pytest
from sqlalchemy import select

from hackathon.database import db
from hackathon.submissions.models import Project
from hackathon.teams.models import Team
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
