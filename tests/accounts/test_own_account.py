"""One's own account, and texts that survive."""

import pytest
from sqlalchemy import func, select

from hackathon.accounts.models import Person
from hackathon.audit import AuditEntry
from hackathon.database import db
from tests.accounts.steps import NEW, log_in
from tests.factories import PASSWORD, sign_in
from tests.machinery.page_forms import the_form


def test_name_and_language_are_changed_and_two_tabs_do_not_overwrite_each_other(client, ada):
    sign_in(client, ada)
    first, second = client.form("/account", action="/account"), client.form("/account", action="/account")

    assert client.post("/account", data=first.filled({"name": "Ada Q."})).status_code == 303
    stale = client.post("/account", data=second.filled({"name": "Ada Quispe"}))

    assert stale.status_code == 409
    assert "Ada Q." in stale.text
    assert "Ada Quispe" in stale.text
    assert db.session.get(Person, ada.id).name == "Ada Q."


def test_a_text_survives_the_end_of_its_sign_in_and_is_saved_by_one_button(client, ada, clock):
    log_in(client)
    form = client.form("/account", action="/account").filled({"name": "Ada Quispe Ñique"})
    clock.move(days=8)

    ended = client.post("/account", data=form)
    assert ended.status_code == 401
    assert "Ada Quispe Ñique" in ended.text
    page = send(client, ended.text, "/login", email="ada@example.pe", password=PASSWORD)
    assert "Ada Quispe Ñique" in page.text
    saved = send(client, page.text, "/account")

    assert saved.status_code == 303
    assert db.session.get(Person, ada.id).name == "Ada Quispe Ñique"


def test_a_text_survives_a_browser_that_has_forgotten_its_sign_in(client, ada):
    log_in(client)
    form = client.form("/account", action="/account").filled({"name": "Ada Quispe Ñique"})
    client.delete_cookie("session")

    ended = client.post("/account", data=form)

    assert ended.status_code == 401
    page = send(client, ended.text, "/login", email="ada@example.pe", password=PASSWORD)
    assert send(client, page.text, "/account").status_code == 303
    assert db.session.get(Person, ada.id).name == "Ada Quispe Ñique"


def test_a_password_is_never_given_back(client, ada, clock):
    log_in(client)
    form = client.form("/account/password").filled({"old_password": PASSWORD, "password": NEW})
    clock.move(days=8)

    ended = client.post("/account/password", data=form)

    assert ended.status_code == 401
    assert PASSWORD not in ended.text
    assert NEW not in ended.text


@pytest.mark.parametrize("address", ["/signup", "/login", "/logout", "/reset", "/account", "/account/password"])
def test_no_form_is_taken_without_its_token(client, ada, address):
    before = db.session.scalar(select(func.max(AuditEntry.id)))
    fields = {"name": "Zed", "email": "zed@example.pe", "password": NEW, "old_password": PASSWORD}

    answer = client.post(address, data=fields)

    assert answer.status_code in {400, 401}
    assert db.session.scalar(select(func.max(AuditEntry.id))) == before


def test_the_sent_mails_are_shown_in_a_demo_only(client, session):
    assert client.get("/outbox").status_code == 404


def send(visitor, html, action, **fields):
    return visitor.post(action, data=the_form(html, action, action).filled(fields))
