"""An address is one's own once a mail that reached it was answered: only then is a part given by it."""

import re

import pytest
from sqlalchemy import select

from hackathon.accounts.queries import person_with_email
from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from hackathon.outbox import Mail
from hackathon.portal import request_actions
from tests import factories, project_builders
from tests.accounts.steps import NEW, log_in

ADA = {"name": "Ada", "email": "ada@example.pe", "password": factories.PASSWORD}


def link_in(kind):
    """The path of the newest link to confirm an address, in mails of this kind."""
    mail = db.session.scalars(select(Mail).where(Mail.key.startswith(kind)).order_by(Mail.id.desc())).first()
    return re.search(r"http://localhost(/confirm/\S+)", mail.text).group(1)


def is_confirmed(email="ada@example.pe"):
    db.session.rollback()
    return person_with_email(email).confirmed_at is not None


def test_the_first_mail_confirms_the_address_by_one_button(client, session):
    client.submit("/signup", **ADA)
    assert not is_confirmed()

    client.get(link_in("welcome:"))
    assert not is_confirmed()  # mail programs open links too
    answer = client.submit(link_in("welcome:"), action=link_in("welcome:"))

    assert (answer.status_code, answer.location) == (303, "/account")
    assert is_confirmed()
    assert "Confirmed as yours" in client.get("/account?lang=en").text


def test_the_mail_is_sent_again_three_times_an_hour_at_most(client, session, clock):
    client.submit("/signup", **ADA)

    sent = [client.submit("/account", action="/account/confirmation") for _ in range(3)]

    assert [answer.status_code for answer in sent] == [303, 303, 422]
    assert "una hora" in sent[2].text
    clock.move(hours=1, seconds=1)
    assert client.submit("/account", action="/account/confirmation").status_code == 303
    assert client.get(link_in("confirm:")).status_code == 200


def test_a_link_is_good_for_seven_days_and_once(client, session, clock):
    client.submit("/signup", **ADA)
    link = link_in("welcome:")

    clock.move(days=6, hours=23, minutes=59)
    log_in(client)
    assert client.get(link).status_code == 200
    clock.move(minutes=2)
    log_in(client)
    answer = client.get(f"{link}?lang=en")

    assert answer.status_code == 422
    assert "older than seven days" in answer.text


def test_whoever_only_got_the_mail_of_an_account_opened_by_another_confirms_nothing(client, visit, session):
    client.submit("/signup", **ADA)
    victim, link = visit(), link_in("welcome:")

    assert victim.get(link).location.startswith("/login?next=")
    factories.sign_in(victim, factories.person("Ben"))
    assert victim.get(link).status_code == 403
    assert not is_confirmed()


def test_a_link_of_one_purpose_is_no_link_of_the_other(client, ada):
    client.submit("/signup", **ADA | {"email": "otra@example.pe"})
    token = link_in("welcome:").rpartition("/")[2]
    client.submit("/account", action="/logout")

    assert client.get(f"/reset/{token}").status_code == 404


def test_a_new_password_by_mail_confirms_the_address_too(client, session):
    client.submit("/signup", **ADA)
    client.submit("/reset", email=ADA["email"])
    mail = db.session.scalars(select(Mail).where(Mail.key.startswith("reset:"))).one()

    client.submit(re.search(r"http://localhost(/reset/\S+)", mail.text).group(1), password=NEW)

    assert is_confirmed()


@pytest.mark.parametrize(
    ("email", "words"), [("nobody@example.pe", "Nobody has an account"), ("zed@example.pe", "nobody has confirmed")]
)
def test_no_part_is_given_by_an_address_that_nobody_showed_to_be_theirs(client, session, email, words):
    factories.person("Zed", confirmed=False)
    olu = factories.person("Olu")
    event = factories.event(olu)
    factories.sign_in(client, olu)
    page = f"/events/{event.slug}/manage/people"

    answer = client.post(
        f"{page}?lang=en", data=client.form(f"{page}?lang=en").filled({"email": email, "kind": "staff"})
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert email in answer.text


def test_no_steward_is_named_by_such_an_address(session):
    portal, zed = project_builders.portal(), factories.person("Zed", confirmed=False)
    named = {"email": zed.email, "unit": "Salud", "by": factories.standing(factories.administrator())}

    with pytest.raises(RuleBroken, match="nobody has confirmed"), transaction() as now:
        request_actions.name_steward(portal, **named, now=now)
