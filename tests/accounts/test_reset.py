"""The forgotten password, as a visitor meets it."""

import re

from sqlalchemy import func, select

from hackathon.accounts.models import MailedLink
from hackathon.accounts.queries import hash_of_token
from hackathon.database import db
from hackathon.outbox import Mail
from tests.accounts.steps import NEW, is_signed_in, log_in


def reset_link():
    """The path of the newest link to set a password, read in the mail."""
    mail = db.session.scalars(select(Mail).where(Mail.key.startswith("reset:")).order_by(Mail.id.desc())).first()
    return re.search(r"http://localhost(/reset/\S+)", mail.text).group(1)


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
