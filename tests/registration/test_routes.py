"""One's own consents, and the organisers' list of registrations."""

import csv
import io

import pytest
from sqlalchemy import select

from hackathon.accounts.models import PersonalDataAccess
from hackathon.accounts.queries import standing_consents
from hackathon.database import db
from tests.factories import REGISTRATION, event, person, registration, sign_in

MINE = "/events/libertad/me/consents"
LIST = "/events/libertad/manage/registrations"


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


def given(somebody):
    return [consent.purpose for consent in standing_consents(somebody, "event:libertad")]


def test_consents_are_given_and_withdrawn_by_one_form(client, ada):
    client.submit(MINE, authorship=True, images=True)
    assert given(ada) == ["contest", "authorship", "images"]

    answer = client.submit(MINE, images=False)

    assert answer.location == MINE
    assert given(ada) == ["contest", "authorship"]


def test_two_tabs_do_not_overwrite_each_other(client, ada, clock):
    first, second = client.form(MINE), client.form(MINE)
    clock.move(seconds=1)
    client.post(MINE, data=first.filled({"images": True}))

    stale = client.post(MINE, data=second.filled({"sponsors": True}))

    assert stale.status_code == 409
    assert given(ada) == ["contest", "images"]


def test_who_is_not_registered_has_no_such_page(client, libertad):
    sign_in(client, person("Zed"))

    assert client.get(MINE).status_code == 404


def test_organisers_see_who_registered_and_the_look_is_written_down(client, ada, libertad, olu, visit):
    page = sign_in(visit(), olu).get(LIST)

    look = db.session.scalars(select(PersonalDataAccess)).one()
    assert "1 persona inscrita" in page.text
    assert "ada@example.pe" in page.text
    assert (look.what, look.people, look.event_id) == ("registrations.seen", 1, libertad.id)


def test_an_empty_list_says_what_to_do(client, libertad, olu):
    assert "Comparta la dirección" in sign_in(client, olu).get(LIST).text


def test_a_file_of_registrations_calculates_nothing_and_is_written_down(client, libertad, olu):
    registration(person("+51 Ada", email="ada@example.pe"), libertad)
    sign_in(client, olu)

    answer = client.get(f"{LIST}.csv")

    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[1] == ["'+51 Ada", "ada@example.pe", "01/10/2026 10:00:00", "1", "Vigente", ""]
    assert answer.headers["Cache-Control"] == "no-store"
    assert db.session.scalars(select(PersonalDataAccess.what)).all() == ["registrations.exported"]


@pytest.mark.parametrize("address", [LIST, f"{LIST}.csv"])
def test_nobody_else_sees_that_the_list_exists(client, ada, address):
    assert client.get(address).status_code == 404


def test_organisers_of_another_event_see_nothing_of_this_one(client, ada, libertad, visit):
    omar = person("Omar")
    event(omar, slug="piura", name="Hackathon Piura")

    assert sign_in(visit(), omar).get(LIST).status_code == 404


def test_the_list_goes_on_after_fifty(client, libertad, olu):
    sign_in(client, olu)
    registration(person("Ada"), libertad)
    for number in range(50):
        registration(person(f"Persona {number:02}"), libertad)

    page = client.get(LIST).text

    following = page.partition("after=")[2].partition('"')[0]
    assert ("persona.48@" in page, "persona.49@" in page) == (True, False)
    assert "persona.49@" in client.get(f"{LIST}?after={following}").text
