"""Signing in and out, and guessing, as a visitor meets them."""

import re

from sqlalchemy import func, select

from hackathon.accounts.models import LoginSession
from hackathon.accounts.queries import folded_email, hash_of_token
from hackathon.database import db
from tests.accounts.steps import NEW, is_signed_in, log_in
from tests.factories import PASSWORD, person, somebody
from tests.machinery.application import make_app


def running():
    return db.session.scalar(select(func.count(LoginSession.id)).where(LoginSession.revoked_at.is_(None)))


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

    for number, one in enumerate(crowd):  # one every two seconds, each after a mistake
        visitor = visit()
        log_in(visitor, email=one.email, password="not the password")
        inside.append(log_in(visitor, email=one.email).status_code)
        clock.move(seconds=2 if number else 0)

    assert inside == [303] * 60


def test_behind_a_named_proxy_its_header_tells_people_apart(app, ada, clock, tmp_path):
    behind = make_app(app.config["DATABASE_URL"], tmp_path / "behind", CLOCK=clock, TRUSTED_PROXIES=1)
    visitor, elsewhere = behind.test_client(), behind.test_client()
    visitor.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.1, 203.0.113.7"
    elsewhere.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.1, 203.0.113.8"
    for _ in range(10):
        log_in(visitor, password="not the password")

    assert log_in(visitor).status_code == 429
    assert log_in(elsewhere).status_code == 303
    with behind.app_context():
        db.session.remove()
        db.engine.dispose()


def test_an_endless_address_is_cut_before_it_is_read(client):
    endless = "a" + "\u0315\u0300" * 500 + "@example.pe"

    assert len(folded_email(endless)) <= 254
    assert client.submit("/login", email=endless, password="x").status_code == 422
    assert client.submit("/signup", name="Ada", email=endless, password=PASSWORD).status_code == 422


def test_a_name_is_one_line_in_the_page_and_in_the_mail(client, session):
    client.submit("/signup", name="Ada\n\u2028https://evil.example\x07  fin", email="ada@example.pe", password=PASSWORD)

    assert somebody("ada@example.pe").name == "Ada https://evil.example fin"
