"""What every form shares: trimming, one effect for a double click, both texts for two tabs, mass assignment."""

import threading

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hackathon.accounts.models import Person
from hackathon.forms import ReceivedForm
from tests.machinery.application import Visitor
from tests.machinery.databases import both_databases

ADA = {"name": "  Ada\x00 ", "email": "ada@example.org", "password": "tres palabras juntas"}


def people(session: Session) -> list[Person]:
    session.rollback()
    return list(session.scalars(select(Person).order_by(Person.id)))


def test_text_is_trimmed_and_harmless_characters_only(client: Visitor, session: Session) -> None:
    client.submit("/signup", **ADA)

    assert [person.name for person in people(session)] == ["Ada"]


@both_databases
def test_the_same_form_sent_twice_at_once_has_one_effect_and_one_answer(
    app: Flask, client: Visitor, session: Session
) -> None:
    form = client.form("/signup")
    data, cookie = form.filled(ADA), client.get_cookie("session")
    answers: list[tuple[int, str | None]] = []

    def send() -> None:
        one = app.test_client()
        one.set_cookie("session", cookie.value)  # type: ignore[union-attr]  # the form has set it
        answer = one.post(form.action, data=data)
        answers.append((answer.status_code, answer.location))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [(303, "/")] * 4
    assert len(people(session)) == 1
    assert session.scalar(select(func.count(ReceivedForm.id))) == 1


def test_a_key_that_somebody_else_used_is_refused_and_the_text_kept(client: Visitor, visit, session: Session) -> None:
    form = client.form("/signup")
    client.post(form.action, data=form.filled(ADA))
    other = visit()
    theirs = other.form("/reset").filled({"email": "zed@example.org"})

    answer = other.post("/reset", data={**theirs, "idempotency_key": form.filled({})["idempotency_key"]})

    assert answer.status_code == 422
    assert "zed@example.org" in answer.text


def test_two_tabs_see_both_texts_and_nothing_is_overwritten(client: Visitor, session: Session) -> None:
    client.submit("/signup", **ADA)
    first, second = (client.form("/account", action="/account") for _ in range(2))
    client.post("/account", data=first.filled({"name": "Ada Lovelace"}))

    stale = client.post("/account", data=second.filled({"name": "Ada Byron"}))

    assert stale.status_code == 409
    assert "Ada Lovelace" in stale.text
    assert "Ada Byron" in stale.text
    assert people(session)[0].name == "Ada Lovelace"


def test_after_seeing_both_texts_saving_again_is_a_decision(client: Visitor, session: Session) -> None:
    client.submit("/signup", **ADA)
    stale = client.form("/account", action="/account")
    client.submit("/account", action="/account", name="Ada Lovelace")
    answer = client.post("/account", data=stale.filled({"name": "Ada Byron"}))
    shown = client.read(answer, "/account")

    client.post("/account", data=shown.filled({}))

    assert people(session)[0].name == "Ada Byron"


def test_fields_that_a_form_does_not_have_change_nothing(client: Visitor, session: Session) -> None:
    client.submit("/signup", **ADA)
    form = client.form("/account", action="/account")

    client.post("/account", data={**form.filled({}), "is_administrator": "1", "email": "x@example.org", "id": "99"})

    (ada,) = people(session)
    assert (ada.is_administrator, ada.email, ada.id) == (False, "ada@example.org", 1)


def test_a_version_that_is_no_number_is_stale_not_a_failure(client: Visitor) -> None:
    client.submit("/signup", **ADA)
    form = client.form("/account", action="/account")

    answers = [client.post("/account", data={**form.filled({}), "version": text}) for text in ("", "x", "9" * 30)]

    assert [answer.status_code for answer in answers] == [409, 422, 409]
