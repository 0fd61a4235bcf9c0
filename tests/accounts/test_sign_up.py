"""Opening an account, as a visitor meets it."""

import pytest
from sqlalchemy import func, select

from hackathon.accounts.models import Person
from hackathon.database import db
from tests.accounts.steps import NEW, is_signed_in, log_in
from tests.factories import PASSWORD, sign_in


def people():
    return db.session.scalar(select(func.count(Person.id)))


def test_an_account_is_opened_and_signed_in_at_once(client, session):
    answer = client.submit("/signup", name="Ada Quispe", email="Ada@Example.pe", password=PASSWORD)

    opened = db.session.scalars(select(Person)).one()
    assert (answer.status_code, answer.location) == (303, "/")
    assert (opened.name, opened.email_folded, opened.language) == ("Ada Quispe", "ada@example.pe", "es")
    assert opened.password_hash.startswith("$argon2id$v=19$m=19456,t=2")
    assert is_signed_in(client)


def test_one_comes_back_to_where_one_was(client, session):
    answer = client.submit("/signup?next=/datasets", name="Ada", email="ada@example.pe", password=PASSWORD)

    assert answer.location == "/datasets"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"])
def test_nobody_is_sent_to_another_site(client, ada, target):
    assert log_in(client, next=target).location == "/"


def test_the_same_form_sent_twice_opens_one_account(client, session):
    form = client.form("/signup").filled({"name": "Ada", "email": "ada@example.pe", "password": PASSWORD})

    first, second = client.post("/signup", data=form), client.post("/signup", data=form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert people() == 1


@pytest.mark.parametrize("same", ["ada@example.pe", "ADA@example.PE ", "ａda@example.pe"])
@pytest.mark.parametrize(("language", "words"), [("es", "Ya existe una cuenta"), ("en", "exists already")])
def test_an_address_has_one_account_however_it_is_written(client, ada, same, language, words):
    answer = client.submit(f"/signup?lang={language}", name="Zed", email=same, password=PASSWORD)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Zed"' in answer.text
    assert people() == 1


def test_an_address_that_only_looks_alike_is_another_account_without_power_over_the_first(client, visit, ada):
    cyrillic = "\N{CYRILLIC SMALL LETTER A}da@example.pe"
    client.submit("/signup", name="Zed", email=cyrillic, password=NEW)

    assert people() == 2
    assert log_in(visit(), password=NEW).status_code == 422
    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Complete este campo"),
        ({"email": "ada"}, "no es una dirección de correo"),
        ({"password": "corta"}, "10 caracteres"),
        ({"password": "ada ada ada"}, "fácil de adivinar"),
        ({"password": "contraseña123"}, "fácil de adivinar"),
        ({"password": "Ada Quispe 2026"}, "fácil de adivinar"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(client, session, fields, words):
    answer = client.submit(
        "/signup", **{"name": "Ada Quispe", "email": "ada@example.pe", "password": PASSWORD} | fields
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert PASSWORD not in answer.text
    assert people() == 0


def test_who_is_signed_in_opens_no_second_account(client, ada):
    sign_in(client, ada)

    answer = client.get("/signup")

    assert answer.status_code == 403
    assert "ya ingresó" in answer.text
