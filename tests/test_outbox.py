"""Mails: written with the change, sent by a job, once per key, to a real SMTP server."""

import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from hackathon import outbox
from hackathon.database import db, transaction
from hackathon.outbox import Mail
from tests.machinery.databases import both_databases
from tests.machinery.moving_clock import Clock

ADA = SimpleNamespace(id=7, name="Ada", email="ada@example.org", language="es")


class Receiver:
    """A mail server's mind: takes mails, or answers what it was told to."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.answer = "250 taken"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        if self.answer.startswith("250"):
            self.taken.append(envelope)
        return self.answer


@pytest.fixture
def receiver(app: Flask) -> Iterator[Receiver]:
    mind = Receiver()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(mind, hostname="127.0.0.1", port=port)
    server.start()
    app.config.update(MAIL_BACKEND="smtp", SMTP_HOST="127.0.0.1", SMTP_PORT=port, SMTP_TLS=False)
    yield mind
    server.stop()


def write(key: str = "welcome:1") -> None:
    with transaction() as now:
        outbox.write(ADA, "accounts/mail/welcome", key=key, now=now)


def only_mail() -> Mail:
    db.session.rollback()
    return db.session.scalars(select(Mail)).one()


@both_databases
def test_the_same_act_never_mails_twice(app: Flask, session: Session) -> None:
    write()
    write()

    assert only_mail().to == "ada@example.org"


def test_a_mail_speaks_the_persons_language(app: Flask, session: Session) -> None:
    write()
    with transaction() as now:
        english = SimpleNamespace(**{**vars(ADA), "language": "en"})
        outbox.write(english, "accounts/mail/welcome", key="other", now=now)

    assert [(mail.language, mail.subject) for mail in session.scalars(select(Mail).order_by(Mail.id))] == [
        ("es", "Su cuenta en Minka"),
        ("en", "Your account at Minka"),
    ]


def test_a_name_cannot_forge_headers_or_markup(app: Flask, session: Session) -> None:
    with transaction() as now:
        liar = SimpleNamespace(**{**vars(ADA), "name": "Ada\nBcc: all@example.org <b>x</b>"})
        outbox.write(liar, "accounts/mail/welcome", key="liar", now=now)

    mail = only_mail()
    assert "\n" not in mail.subject
    assert "<b>" not in mail.html


def test_a_mail_that_is_taken_is_sent_once(app: Flask, session: Session, receiver: Receiver) -> None:
    write()

    assert (outbox.send_due(), outbox.send_due()) == ((1, 0), (0, 0))
    assert [envelope.rcpt_tos for envelope in receiver.taken] == [["ada@example.org"]]
    assert only_mail().sent_at is not None


def test_a_mail_that_is_refused_waits_longer_each_time_and_is_parked_after_two_days(
    app: Flask, session: Session, receiver: Receiver, clock: Clock
) -> None:
    write()
    receiver.answer = "451 try later"

    assert outbox.send_due() == (0, 1)
    assert outbox.send_due() == (0, 0)  # not due yet
    clock.move(minutes=3)
    receiver.answer = "250 taken"
    assert outbox.send_due() == (1, 0)

    write("second")
    receiver.answer = "550 no such person"
    for _ in range(40):
        clock.move(hours=5)
        outbox.send_due()
    db.session.rollback()
    parked = session.scalars(select(Mail).where(Mail.key == "second")).one()
    assert parked.parked_at is not None
    assert "550" in (parked.last_error or "")


def test_a_mail_leased_by_a_worker_that_died_is_taken_up_again(
    app: Flask, session: Session, receiver: Receiver, clock: Clock
) -> None:
    write()
    outbox._lease(only_mail().id)

    assert outbox.send_due() == (0, 0)
    clock.move(minutes=6)
    assert outbox.send_due() == (1, 0)


def test_a_mail_that_cannot_be_written_holds_up_no_other_and_is_parked(
    app: Flask, session: Session, receiver: Receiver, clock: Clock
) -> None:
    with transaction() as now:
        nobody = SimpleNamespace(**{**vars(ADA), "email": "ada@example.org\nBcc: all@example.org"})
        outbox.write(nobody, "accounts/mail/welcome", key="broken", now=now)
    write()

    assert outbox.send_due() == (1, 1)
    clock.move(hours=49)
    assert outbox.send_due() == (0, 1)
    db.session.rollback()
    broken = session.scalars(select(Mail).where(Mail.key == "broken")).one()
    assert broken.parked_at is not None
    assert "ValueError" in (broken.last_error or "")


def test_nothing_leaves_a_demo(app: Flask, session: Session) -> None:
    write()

    assert outbox.send_due() == (1, 0)
    assert only_mail().sent_at is not None  # as the setting says
