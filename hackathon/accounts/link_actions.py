"""Links by mail: they set a new password, or say that an address is the person's own."""

import secrets
from datetime import datetime, timedelta

from hackathon import audit, outbox
from hackathon.accounts import queries
from hackathon.accounts.models import LinkPurpose, MailedLink, Person
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.permissions import Standing
from hackathon.text import N_

LIVES = {LinkPurpose.RESET: timedelta(minutes=30), LinkPurpose.CONFIRM: timedelta(days=7)}
MOST_LINKS_AN_HOUR = 3


def make_link(person: Person, purpose: LinkPurpose, *, now: datetime) -> tuple[MailedLink, str]:
    """A new link, and the token that only its mail holds."""
    token = secrets.token_urlsafe(24)
    link = MailedLink(
        person_id=person.id,
        purpose=purpose,
        token_hash=queries.hash_of_token(token),
        created_at=now,
        expires_at=now + LIVES[purpose],
    )
    db.session.add(link)
    db.session.flush()
    return link, token


def send_reset_link(email: str, *, now: datetime) -> None:
    """Mail a link to set a new password. Silent when nobody has this address, or when three were sent this hour."""
    person = queries.person_with_email(email)
    if person is None or _were_many_sent(person, LinkPurpose.RESET, now):
        return
    link, token = make_link(person, LinkPurpose.RESET, now=now)
    audit.record("person.asked_for_reset", person, by=person, now=now)
    outbox.write(person, "accounts/mail/reset", key=f"reset:{link.id}", now=now, token=token)


def send_confirmation(person: Person, *, now: datetime) -> None:
    """Mail a link that confirms the address. Raises RuleBroken when it is confirmed, or when three were sent this hour."""
    if person.confirmed_at is not None:
        raise RuleBroken(N_("This address is confirmed already."))
    if _were_many_sent(person, LinkPurpose.CONFIRM, now):
        raise RuleBroken(N_("Three mails were sent within an hour. Look among unwanted mail, or try again later."))
    link, token = make_link(person, LinkPurpose.CONFIRM, now=now)
    audit.record("person.asked_for_confirmation", person, by=person, now=now)
    outbox.write(person, "accounts/mail/confirm", key=f"confirm:{link.id}", now=now, token=token)


def _were_many_sent(person: Person, purpose: LinkPurpose, now: datetime) -> bool:
    return queries.mailed_links_since(person, purpose, now - timedelta(hours=1)) >= MOST_LINKS_AN_HOUR


def refuse_dead_link(link: MailedLink, *, now: datetime) -> None:
    """Raise RuleBroken when a mailed link was used, or has outlived its time."""
    if link.used_at is not None or now >= link.expires_at:
        words = {
            LinkPurpose.RESET: N_("This link was used or is older than 30 minutes. Ask for a new one."),
            LinkPurpose.CONFIRM: N_(
                "This link was used or is older than seven days. Ask for a new one in your account."
            ),
        }
        raise RuleBroken(words[LinkPurpose(link.purpose)])


def confirm(link: MailedLink, *, by: Standing, now: datetime) -> None:
    """Keep that the address is the person's own."""
    refuse_dead_link(link, now=now)
    link.used_at = now
    mark_confirmed(link.person, by=by.person, now=now)


def mark_confirmed(person: Person, *, by: Person, now: datetime) -> None:
    """A mail that reached the address was answered; nothing changes when one was before."""
    if person.confirmed_at is None:
        person.confirmed_at = now
        audit.record("person.confirmed", person, by=by, now=now)


def confirmed(person: Person | None) -> Person:
    """The person, to whom a part may be given by their address alone.

    Raises RuleBroken without an account, or while nobody has shown that the address is theirs: whoever opened an
    account with somebody else's address would get what is meant for that person.
    """
    if person is None:
        words = N_("Nobody has an account with this address. Ask them to open one, then try again.")
        raise RuleBroken(words, field="email")
    if person.confirmed_at is None:
        words = N_(
            "This address has an account, but nobody has confirmed that it is theirs. Ask them to press the link in the "
            "mail that we sent them (a new one is sent from their account), then try again."
        )
        raise RuleBroken(words, field="email")
    return person
