"""Signing up, in and out, and the forgotten password, as a visitor meets them."""

import re

import pytest
from sqlalchemy import func, select

from hackathon.accounts.models import LoginSession, MailedLink, Person
from hackathon.accounts.queries import hash_of_token
from hackathon.audit import AuditEntry
from hackathon.database import db
from hackathon.outbox import Mail
from tests.factories import PASSWORD, person, sign_in
from tests.machinery.page_forms import the_form

NEW = "algarrobos junto al mar"


@pytest.fixture
def ada(session):
    return person("Ada")


def people():
    return db.session.scalar(select(func.count(Person.id)))


def running():
    return db.session.scalar(select(func.count(LoginSession.id)).where(LoginSession.revoked_at.is_(None)))


def is_signed_in(visitor):
    return visitor.get("/account").status_code == 200


def log_in(visitor, email="ada@example.pe", password=PASSWORD, **more):
    return visitor.submit("/login", email=email, password=password, **more)


def reset_link():
    """The path of the newest link to set a password, read in the mail."""
    mail = db.session.scalars(select(Mail).where(Mail.key.startswith("reset:")).order_by(Mail.id.desc())).first()
    return re.search(r"http://localhost(/reset/\S+)", mail.text).group(1)


# --- signing up


def test_an_account_is_opened_and_signed_in_at_once(client, session):
    answer = client.submit("/signup", name="Ada Quispe", email="Ada@Example.pe", password=PASSWORD)

    opened = db.session.scalars(select(Person)).one()
    assert (answer.status_code, answer.location) == (303, "/account")
    assert (opened.name, opened.email_folded, opened.language) == ("Ada Quispe", "ada@example.pe", "es")
    assert opened.password_hash.startswith("$argon2id$v=19$m=19456,t=2")
    assert is_signed_in(client)


def test_one_comes_back_to_where_one_was(client, session):
    answer = client.submit("/signup?next=/datasets", name="Ada", email="ada@example.pe", password=PASSWORD)

    assert answer.location == "/datasets"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"])
def test_nobody_is_sent_to_another_site(client, ada, target):
    assert log_in(client, next=target).location == "/account"


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


# --- signing in and out


def test_a_sign_in_is_a_row_of_which_only_the_hash_is_kept(client, ada):
    answer = log_in(client, email=" ADA@example.pe")

    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    row = db.session.scalars(select(LoginSession).where(LoginSession.revoked_at.is_(None))).one()
    assert answer.status_code == 303
    assert row.token_hash == hash_of_token(token)
    assert token not in {row.device, row.address}


def test_what_a_browser_carried_before_signing_in_is_dropped(client, ada):
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"

    log_in(client)

    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"]


def test_signing_in_again_ends_the_sign_in_that_this_browser_carried(client, ada):
    log_in(client)
    log_in(client)

    assert running() == 1


def test_an_unknown_account_and_a_wrong_password_get_the_same_answer(client, visit, ada):
    wrong = log_in(client, password="not the password")
    unknown = log_in(visit(), email="bob@example.pe", password="not the password")

    def plain(answer):
        return re.sub(r'value="[^"]*"', "", answer.text)

    assert wrong.status_code == unknown.status_code == 422
    assert plain(wrong) == plain(unknown)
    assert not is_signed_in(client)


def test_signing_out_ends_it_on_the_server_too(client, visit, ada):
    log_in(client)
    stolen = visit()
    with client.session_transaction() as mine, stolen.session_transaction() as theirs:
        theirs.update(mine)
    assert is_signed_in(stolen)

    answer = client.submit("/logout")

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not is_signed_in(client)
    assert not is_signed_in(stolen)


def test_opening_the_page_to_sign_out_signs_nobody_out(client, ada):
    log_in(client)

    client.get("/logout")

    assert is_signed_in(client)


def test_a_sign_in_is_over_after_seven_days(client, ada, clock):
    log_in(client)

    clock.move(days=7)

    assert not is_signed_in(client)


def test_a_new_password_ends_every_other_sign_in(client, visit, ada):
    other = visit()
    log_in(other)
    log_in(client)

    answer = client.submit("/account/password", old_password=PASSWORD, password=NEW)

    assert answer.status_code == 303
    assert is_signed_in(client)
    assert not is_signed_in(other)
    assert log_in(visit(), password=NEW).status_code == 303


def test_without_the_present_password_nothing_changes(client, visit, ada):
    log_in(client)

    answer = client.submit("/account/password", old_password="not this one", password=NEW)

    assert answer.status_code == 422
    assert "contraseña actual" in answer.text
    assert log_in(visit()).status_code == 303


# --- guessing


def test_the_eleventh_try_in_a_minute_waits_and_the_owner_elsewhere_does_not(client, visit, ada, clock):
    for _ in range(10):
        assert log_in(client, password="not the password").status_code == 422

    assert log_in(client).status_code == 429
    assert not is_signed_in(client)
    elsewhere = visit()
    elsewhere.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    assert log_in(elsewhere).status_code == 303
    clock.move(seconds=61)
    assert log_in(client).status_code == 303


def test_the_header_of_a_stranger_changes_nothing(client, ada):
    for number in range(10):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        log_in(client, password="not the password")

    client.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.77"
    assert log_in(client).status_code == 429


def test_who_signs_in_after_some_tries_begins_anew(client, ada):
    for _ in range(3):
        for _ in range(9):
            log_in(client, password="not the password")
        assert log_in(client).status_code == 303


def test_sixty_people_behind_one_address_all_get_in_within_two_minutes(visit, session, clock):
    crowd = [person(f"Persona {number}") for number in range(60)]
    inside = []

    for number, somebody in enumerate(crowd):  # one every two seconds, each after a mistake
        visitor = visit()
        log_in(visitor, email=somebody.email, password="not the password")
        inside.append(log_in(visitor, email=somebody.email).status_code)
        clock.move(seconds=2 if number else 0)

    assert inside == [303] * 60


# --- the forgotten password


def test_a_link_sets_a_new_password_once_and_ends_every_sign_in(client, visit, ada):
    other = visit()
    log_in(other)
    client.submit("/reset", email="ada@example.pe")
    link = reset_link()

    answer = client.submit(link, password=NEW)

    assert answer.status_code == 303
    assert not is_signed_in(other)
    assert is_signed_in(client)
    again = visit().get(link)
    assert (again.status_code, "ya se usó" in again.text) == (422, True)


def test_a_link_is_good_for_thirty_minutes(client, visit, ada, clock):
    client.submit("/reset", email="ada@example.pe")
    link = reset_link()

    clock.move(minutes=29, seconds=59)
    assert client.get(link).status_code == 200
    clock.move(seconds=1)
    assert client.get(link).status_code == 422


def test_opening_a_link_uses_nothing(client, ada):
    client.submit("/reset", email="ada@example.pe")

    client.get(reset_link())

    assert db.session.scalars(select(MailedLink)).one().used_at is None


def test_only_the_hash_of_a_link_is_kept_and_it_leads_to_the_address_of_the_settings(client, ada):
    client.environ_base["HTTP_HOST"] = "evil.example"
    client.submit("/reset", email="ada@example.pe")

    token = reset_link().rpartition("/")[2]
    assert db.session.scalars(select(MailedLink)).one().token_hash == hash_of_token(token)
    assert len(token) >= 32


def test_asking_for_a_link_tells_nobody_whether_an_account_exists(client, visit, ada):
    known = client.submit("/reset", email="ada@example.pe")
    unknown = visit().submit("/reset", email="bob@example.pe")

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert client.get(known.location).text == visit().get(unknown.location).text
    assert db.session.scalar(select(func.count(MailedLink.id))) == 1


def test_three_links_an_hour_are_sent_and_no_more(client, ada, clock):
    for _ in range(5):
        client.submit("/reset", email="ada@example.pe")
    assert db.session.scalar(select(func.count(MailedLink.id))) == 3

    clock.move(minutes=61)
    client.submit("/reset", email="ada@example.pe")
    assert db.session.scalar(select(func.count(MailedLink.id))) == 4


def test_a_made_up_link_leads_nowhere(client, session):
    assert client.get("/reset/made-up").status_code == 404


# --- one's own account, and texts that survive


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

    assert answer.status_code == 400
    assert db.session.scalar(select(func.max(AuditEntry.id))) == before


def test_the_sent_mails_are_shown_in_a_demo_only(client, session):
    assert client.get("/outbox").status_code == 404


def send(visitor, html, action, **fields):
    return visitor.post(action, data=the_form(html, action, action).filled(fields))
