"""Error pages: a reason, the next step, and what was typed, given back. Never a bare 500."""

import sqlite3

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from hackathon.accounts import routes
from tests.machinery.application import Visitor


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "No hay nada en esta dirección"), ("en", "There is nothing at this address")],
)
def test_an_unknown_address_says_so_in_both_languages(client: Visitor, language: str, words: str) -> None:
    answer = client.get(f"/nowhere?lang={language}")

    assert answer.status_code == 404
    assert words in answer.text


def test_a_form_without_its_token_stores_nothing_and_gives_the_text_back(client: Visitor) -> None:
    answer = client.post("/signup", data={"name": "Ada de la «Ñ»", "email": "ada@example.org", "password": "hush hush"})

    assert answer.status_code == 400
    assert "Ada de la «Ñ»" in answer.text
    assert "hush hush" not in answer.text


def test_a_token_of_somebody_else_is_refused(client: Visitor, visit) -> None:
    other = visit().form("/signup")

    answer = client.post("/signup", data=other.filled({"name": "Ada"}))

    assert answer.status_code == 400


def broken_page(failure: Exception):
    def fail(*args, **kwargs):
        raise failure

    return fail


def database_says(words: str, code: str) -> OperationalError:
    cause = sqlite3.OperationalError(words)
    cause.sqlite_errorname = code
    return OperationalError("UPDATE", {}, cause)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (database_says("database or disk is full", "SQLITE_FULL"), 507),
        (database_says("database is locked", "SQLITE_BUSY"), 503),
        (database_says("disk I/O error", "SQLITE_IOERR"), 500),
        (ValueError("a bug of ours"), 500),
    ],
)
def test_a_failure_keeps_what_was_typed_and_hides_its_insides(
    app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch, failure: Exception, status: int
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(routes.actions, "sign_up", broken_page(failure))

    answer = client.submit("/signup", name="Ada", email="ada@example.org", password="tres palabras juntas")

    assert answer.status_code == status
    assert "ada@example.org" in answer.text
    assert "UPDATE" not in answer.text
    assert "Traceback" not in answer.text
    assert "a bug of ours" not in answer.text


def test_even_a_broken_error_page_answers(app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "navigation", broken_page(ValueError("twice")))

    answer = client.get("/nowhere")

    assert answer.status_code == 500
    assert answer.text.startswith("Something failed on our side")
