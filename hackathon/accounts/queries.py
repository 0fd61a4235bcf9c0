"""Questions about people, sign-ins and links."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from unicodedata import normalize

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hackathon.accounts.models import Consent, ConsentPurpose, LinkPurpose, LoginSession, MailedLink, Person, SignInTry
from hackathon.database import db
from hackathon.permissions import Standing
from hackathon.text import LONGEST_EMAIL


def folded_email(email: str) -> str:
    """Addresses that reach the same person compare equal: case, width and surrounding space do not count.

    Cut first: normalising takes time by the square of what is typed, and no address is longer.
    """
    return normalize("NFKC", email.strip()[:LONGEST_EMAIL]).casefold()


def hash_of_token(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return sha256(token.encode()).hexdigest()


def person_with_email(email: str) -> Person | None:
    return db.session.scalars(select(Person).where(Person.email_folded == folded_email(email))).one_or_none()


def running_session(token: str, at: datetime) -> LoginSession | None:
    """The sign-in of this token, when it is neither over nor revoked, with its person."""
    found = (
        select(LoginSession)
        .options(joinedload(LoginSession.person))
        .where(
            LoginSession.token_hash == hash_of_token(token),
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > at,
        )
    )
    return db.session.scalars(found).one_or_none()


def own_sessions(person: Person, at: datetime) -> list[LoginSession]:
    """The person's running sign-ins, newest first."""
    running = select(LoginSession).where(
        LoginSession.person_id == person.id, LoginSession.revoked_at.is_(None), LoginSession.expires_at > at
    )
    return list(db.session.scalars(running.order_by(LoginSession.id.desc())))


def tries_since(account: str, address: str, since: datetime) -> int:
    """How often this account was tried from this address."""
    counted = select(func.count(SignInTry.id)).where(
        SignInTry.account == hash_of_token(folded_email(account)),
        SignInTry.address == address,
        SignInTry.tried_at > since,
    )
    return db.session.scalar(counted) or 0


def mailed_links_since(person: Person, purpose: str, since: datetime) -> int:
    counted = select(func.count(MailedLink.id)).where(
        MailedLink.person_id == person.id, MailedLink.purpose == purpose, MailedLink.created_at > since
    )
    return db.session.scalar(counted) or 0


def reset_link(viewer: Standing, token: str) -> MailedLink | None:
    """The link behind a token that sets a new password, with its person; whether it is still good is not asked."""
    return _mailed_link(token, LinkPurpose.RESET)


def confirmation_link(viewer: Standing, token: str) -> MailedLink | None:
    """The same, of one that confirms an address."""
    return _mailed_link(token, LinkPurpose.CONFIRM)


def _mailed_link(token: str, purpose: LinkPurpose) -> MailedLink | None:
    found = select(MailedLink).options(joinedload(MailedLink.person))
    named = found.where(MailedLink.token_hash == hash_of_token(token), MailedLink.purpose == purpose)
    return db.session.scalars(named).one_or_none()


def standing_consents(person: Person, about: str) -> Sequence[Consent]:
    """The consents of a person about something that they have not withdrawn."""
    given = select(Consent).where(Consent.person_id == person.id, Consent.about == about)
    return db.session.scalars(given.where(Consent.withdrawn_at.is_(None)).order_by(Consent.id)).all()


def named_in_public(about: str, person_ids: Iterable[int]) -> frozenset[int]:
    """Who of these people wants their name shown in public there."""
    shown = select(Consent.person_id).where(
        Consent.about == about,
        Consent.purpose == ConsentPurpose.AUTHORSHIP,
        Consent.withdrawn_at.is_(None),
        Consent.person_id.in_(list(person_ids)),
    )
    return frozenset(db.session.scalars(shown))


def own_account(viewer: Standing) -> Person | None:
    return viewer.person


MINUTE = timedelta(minutes=1)
