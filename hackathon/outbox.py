"""Mails: saved with the change that causes them, sent later by a job, so that no request waits for a mail server.

A mail is sent at least once, under one Message-ID; what keeps failing for two days is parked where people see it.
"""

import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from flask import current_app, render_template
from sqlalchemy import Integer, String, Text, select
from sqlalchemy.orm import Mapped

from hackathon import clock
from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, db, language, personal, public, secret, transaction
from hackathon.show import in_language

LEASE = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(hours=48)


class Mail(Base):
    """One mail to one person. `key` makes it unique: the same act never mails twice."""

    __tablename__ = "mail"
    __table_args__ = {"info": UNAUDITED}

    id: Mapped[int] = public(Integer, primary_key=True)
    key: Mapped[str] = public(String(120), unique=True)
    person_id: Mapped[int | None] = personal(Integer, index=True)
    to: Mapped[str] = personal(String(254))
    subject: Mapped[str] = personal(String(200))
    text: Mapped[str] = secret(Text)
    html: Mapped[str] = secret(Text)
    language: Mapped[str] = public(String(2))
    written_at: Mapped[datetime] = public(Instant)
    due_at: Mapped[datetime] = public(Instant, index=True)
    attempts: Mapped[int] = public(Integer, default=0)
    sent_at: Mapped[datetime | None] = public(Instant)
    parked_at: Mapped[datetime | None] = public(Instant)
    last_error: Mapped[str | None] = public(String(300))


def write(person: Any, template: str, *, key: str, now: datetime, to: str = "", **values: Any) -> None:
    """Put a mail in the outbox, in the person's language. Once per `key`, whatever happens.

    The template (`templates/<room>/mail/<name>.txt`) has the subject in its first line; a line that is only an
    address becomes the button of the simple HTML version.
    """
    if db.session.scalar(select(Mail.id).where(Mail.key == key)):
        return
    code = person.language if person is not None else language.get()
    with in_language(code):
        content = render_template(f"{template}.txt", person=person, path_to=_path_to, **values).strip()
        subject, _, text = content.partition("\n")
        lines = [line.strip() for line in text.strip().split("\n")]
        html = render_template("mail.html", subject=subject.strip(), lines=lines, language=code)
    db.session.add(
        Mail(
            key=key,
            person_id=person.id if person is not None else None,
            to=to or person.email,
            subject=" ".join(subject.split())[:200],
            text="\n".join(lines),
            html=html,
            language=code,
            written_at=now,
            due_at=now,
        )
    )
    db.session.info["wake"] = True


def _path_to(endpoint: str, **values: Any) -> str:
    """The path of a page: `url_for` for texts that are written outside of any request."""
    return current_app.url_map.bind("localhost").build(endpoint, values)


def due(now: datetime, *, most: int = 50) -> list[int]:
    """Ids of mails to send now, oldest first."""
    waiting = select(Mail.id).where(Mail.sent_at.is_(None), Mail.parked_at.is_(None), Mail.due_at <= now)
    ids = list(db.session.scalars(waiting.order_by(Mail.due_at, Mail.id).limit(most)))
    db.session.rollback()
    return ids


def send_due() -> tuple[int, int]:
    """Send what is due; returns how many were sent and how many failed. One transaction per mail."""
    sent = failed = 0
    for mail_id in due(clock.now()):
        mail = _lease(mail_id)
        if mail is None:
            continue
        try:
            _deliver(_message(mail))
        except Exception as failure:  # one mail that cannot even be written holds up no other
            current_app.logger.exception("Mail %s was not sent", mail_id)
            _postpone(mail_id, failure)
            failed += 1
        else:
            with transaction() as now:
                db.session.get_one(Mail, mail_id).sent_at = now
            sent += 1
    return sent, failed


def _lease(mail_id: int) -> Mail | None:
    """Take a mail for five minutes: another worker leaves it alone, and a killed one loses it by time."""
    with transaction() as now:
        mail = db.session.scalars(select(Mail).where(Mail.id == mail_id).with_for_update()).one_or_none()
        if mail is None or mail.sent_at or mail.parked_at or mail.due_at > now:
            return None
        mail.due_at = now + LEASE
        mail.attempts += 1
        return mail


def _postpone(mail_id: int, failure: Exception) -> None:
    with transaction() as now:
        mail = db.session.get_one(Mail, mail_id)
        mail.last_error = f"{type(failure).__name__}: {failure}"[:300]
        mail.due_at = now + timedelta(minutes=min(2**mail.attempts, 240))
        if now - mail.written_at > GIVE_UP_AFTER:
            mail.parked_at = now


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = mail.subject, current_app.config["MAIL_FROM"], mail.to
    message["Date"] = format_datetime(mail.written_at)
    sender_host = current_app.config["MAIL_FROM"].rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<{sha256(mail.key.encode()).hexdigest()[:32]}@{sender_host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.language
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def _deliver(message: EmailMessage) -> None:
    settings = current_app.config
    if settings["MAIL_BACKEND"] != "smtp":
        return  # shown at /outbox, sent to nobody
    host, port, secure = settings["SMTP_HOST"], settings["SMTP_PORT"], settings["SMTP_TLS"]
    context = ssl.create_default_context()
    begins_with_tls = secure and port == 465
    opened = (
        smtplib.SMTP_SSL(host, port, timeout=20, context=context)
        if begins_with_tls
        else smtplib.SMTP(host, port, timeout=20)
    )
    with opened as server:
        if secure and not begins_with_tls:
            server.starttls(context=context)
        if settings["SMTP_USER"]:
            server.login(settings["SMTP_USER"], settings["SMTP_PASSWORD"])
        server.send_message(message)
