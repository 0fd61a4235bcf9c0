"""Every form of people: sent twice it has one effect and one answer, and without its token none at all."""

import pytest
from sqlalchemy import func, select

from hackathon.audit import AuditEntry
from hackathon.database import db
from tests.factories import REGISTRATION, event, person, registration, sign_in, team

EVENT = "/events/libertad"
FORMS = [
    ("Val", f"{EVENT}/me/team/choose", {"choice": "found", "name": "Zorros"}, "team.founded"),
    ("Ada", f"{EVENT}/me/team/name", {"name": "Zorros"}, "team.renamed"),
    ("Ada", f"{EVENT}/me/team/code", {}, "team.code_renewed"),
    ("Ada", f"{EVENT}/me/team/captain", {"successor": "Ben"}, "team.captain_changed"),
    ("Ben", f"{EVENT}/me/team/leave", {}, "team.left"),
    ("Eva", f"{EVENT}/me/team/dissolve", {}, "team.dissolved"),
    ("Ada", f"{EVENT}/me/consents", {"images": True}, "registration.consents_changed"),
    ("Ada", f"{EVENT}/me/withdraw", {}, "registration.withdrawn"),
    ("Ada", "/account", {"name": "Ada Q."}, "person.edited"),
]


@pytest.fixture
def people(session, clock):
    libertad = event(person("Olu"))
    clock.set(REGISTRATION)
    cast = {name: person(name) for name in ("Ada", "Ben", "Val", "Eva")}
    team(libertad, cast["Ada"], cast["Ben"])
    team(libertad, cast["Eva"], name="Lobos")
    registration(cast["Val"], libertad)
    clock.move(minutes=1)
    return cast


def filled(visitor, people, address, fields):
    said = {name: people[value].public_id if name == "successor" else value for name, value in fields.items()}
    return visitor.form(address, action=address).filled(said)


@pytest.mark.parametrize(("name", "address", "fields", "act"), FORMS)
def test_a_form_sent_twice_has_one_effect_and_one_answer(client, people, name, address, fields, act):
    sign_in(client, people[name])
    form = filled(client, people, address, fields)

    first, second = client.post(address, data=form), client.post(address, data=form)

    done = select(func.count(AuditEntry.id)).where(AuditEntry.action == act, AuditEntry.actor == people[name].public_id)
    since = done.where(AuditEntry.at > REGISTRATION)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert first.status_code == 303
    assert db.session.scalar(since) == 1


@pytest.mark.parametrize(("name", "address", "fields", "act"), FORMS)
def test_a_form_without_its_token_has_no_effect(client, people, name, address, fields, act):
    sign_in(client, people[name])
    before = db.session.scalar(select(func.max(AuditEntry.id)))
    form = filled(client, people, address, fields)
    del form["csrf_token"]

    answer = client.post(address, data=form)

    assert answer.status_code == 400
    assert db.session.scalar(select(func.max(AuditEntry.id))) == before
