"""Opening accounts, signing in and out, changing a password."""

import secrets
from datetime import datetime, timedelta
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, update

from hackathon import audit, outbox
from hackathon.accounts import queries
from hackathon.accounts.link_actions import make_link, mark_confirmed, refuse_dead_link
from hackathon.accounts.models import (
    Consent,
    ConsentPurpose,
    LinkPurpose,
    LoginSession,
    MailedLink,
    Person,
    PersonalDataAccess,
    SignInTry,
)
from hackathon.accounts.passwords import refuse_weak
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.permissions import Standing
from hackathon.text import N_

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_hashing = BoundedSemaphore(4)  # 4 × 19 MiB at most, however many people sign in at once
_NOBODY = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2id hash. Slow on purpose: called before the write transaction begins."""
    with _hashing:
        return _hasher.hash(password)


def password_fits(person: Person | None, password: str) -> bool:
    """Whether this is the person's password; takes as long for an account that does not exist."""
    with _hashing:
        try:
            _hasher.verify(person.password_hash if person and person.password_hash else _NOBODY, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
    return person is not None


def take_try(account: str, address: str, *, most: int, now: datetime) -> None:
    """Count a try before the password is looked at, so that many at once are not more than many in turn.

    Raises RuleBroken when this account was tried too often from this address within a minute. Counted by account and
    address together: sixty people behind one venue's address do not hinder each other, and nobody locks somebody
    else's account from elsewhere.
    """
    if queries.tries_since(account, address, now - queries.MINUTE) >= most:
        raise RuleBroken(N_("Too many tries for this account from here. Wait a minute and try again."))
    db.session.add(
        SignInTry(account=queries.hash_of_token(queries.folded_email(account)), address=address, tried_at=now)
    )


def forget_tries(account: str, address: str) -> None:
    """Who signs in has not guessed: their tries are no longer counted, nor kept."""
    hashed = queries.hash_of_token(queries.folded_email(account))
    db.session.execute(delete(SignInTry).where(SignInTry.account == hashed, SignInTry.address == address))


def sign_up(
    *,
    name: str,
    email: str,
    password: str,
    password_hash: str,
    language: str,
    is_confirmed: bool = False,
    now: datetime,
) -> Person:
    """Open an account. `is_confirmed` where whoever opens it answers for the address.

    Raises RuleBroken for a weak password or an address that has one already.
    """
    refuse_weak(password, name=name, email=email)
    person = Person(
        name=name,
        email=email.strip(),
        email_folded=queries.folded_email(email),
        password_hash=password_hash,
        language=language,
        created_at=now,
        confirmed_at=now if is_confirmed else None,
    )
    db.session.add(person)
    db.session.flush()
    audit.record("person.signed_up", person, by=person, now=now)
    token = "" if is_confirmed else make_link(person, LinkPurpose.CONFIRM, now=now)[1]
    outbox.write(person, "accounts/mail/welcome", key=f"welcome:{person.public_id}", now=now, token=token)
    return person


def sign_up_invited(*, name: str, email: str, language: str, now: datetime) -> Person:
    """Open an account without a password for somebody who was invited by a mail: the link is how they sign in."""
    person = Person(
        name=name,
        email=email.strip(),
        email_folded=queries.folded_email(email),
        language=language,
        created_at=now,
        confirmed_at=now,
    )
    db.session.add(person)
    db.session.flush()
    audit.record("person.signed_up", person, by=person, now=now)
    return person


def begin_session(person: Person, *, device: str, address: str, days: int, now: datetime) -> str:
    """Sign a person in on one device; returns the token that only their browser keeps."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        LoginSession(
            person_id=person.id,
            token_hash=queries.hash_of_token(token),
            device=device[:200],
            address=address,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
    )
    audit.record("person.signed_in", person, by=person, now=now)
    return token


def end_session(token: str, *, by: Standing, now: datetime) -> None:
    """Sign out on this device, on the server too."""
    session = queries.running_session(token, now)
    if session is not None:
        session.revoked_at = now
        audit.record("person.signed_out", session.person, by=by, now=now)


def end_all_sessions(person: Person, *, now: datetime) -> None:
    """End every running sign-in of a person: after a change of password nobody stays in."""
    running = update(LoginSession).where(LoginSession.person_id == person.id, LoginSession.revoked_at.is_(None))
    db.session.execute(running.values(revoked_at=now))


def reset_password(link: MailedLink, *, password: str, password_hash: str, now: datetime) -> Person:
    """Set a new password by a mailed link; every other sign-in ends. Whoever got the mail has the address."""
    refuse_dead_link(link, now=now)
    person = link.person
    refuse_weak(password, name=person.name, email=person.email)
    link.used_at = now
    mark_confirmed(person, by=person, now=now)
    set_password(person, password_hash, by=person, now=now)
    return person


def change_password(
    person: Person, *, password: str, password_hash: str, old_fits: bool, by: Standing, now: datetime
) -> None:
    """Change one's own password, knowing the old one; every other sign-in ends."""
    if not old_fits:
        raise RuleBroken(N_("This is not your present password."), field="old_password")
    refuse_weak(password, name=person.name, email=person.email)
    set_password(person, password_hash, by=by.person, now=now)


def set_password(person: Person, password_hash: str, *, by: Person, now: datetime) -> None:
    """Every sign-in ends, and a mail tells it."""
    person.password_hash = password_hash
    end_all_sessions(person, now=now)
    audit.record("person.changed_password", person, by=by, now=now)
    outbox.write(
        person, "accounts/mail/password_changed", key=f"password:{person.public_id}:{now.isoformat()}", now=now
    )


def edit_profile(person: Person, *, name: str, language: str, by: Standing, now: datetime) -> None:
    """Change one's own name and language."""
    person.name, person.language = name, language
    audit.record("person.edited", person, by=by, now=now)


def give_consent(
    person: Person,
    purpose: ConsentPurpose,
    *,
    about: str,
    text_version: str,
    language: str,
    address: str,
    now: datetime,
) -> Consent:
    """Keep a consent as it was given. `about` is a public name such as `event:libertad-2026`."""
    consent = Consent(
        person_id=person.id,
        purpose=purpose,
        about=about,
        text_version=text_version,
        language=language,
        address=address,
        given_at=now,
    )
    db.session.add(consent)
    db.session.flush()
    return consent


def log_access(what: str, *, people: int, event_id: int | None, by: Standing, now: datetime) -> None:
    """Write down that somebody saw, or took away, personal data of so many people."""
    db.session.add(PersonalDataAccess(person_id=by.person.id, event_id=event_id, what=what, people=people, at=now))


def make_administrator(person: Person, *, now: datetime) -> None:
    """Give the whole installation into a person's hands: by the command line only."""
    person.is_administrator = True
    audit.record("person.made_administrator", person, by=None, now=now)
