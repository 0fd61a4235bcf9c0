"""People, the organisations behind events, sign-ins, links by mail, consents."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped

from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, Translated, Words, one_of, personal, public, related, secret
from hackathon.passing import MONTH, PASSING
from hackathon.text import N_, new_public_id


class Organization(Base):
    """A public body, university or association that holds events."""

    __tablename__ = "organization"

    id: Mapped[int] = public(Integer, primary_key=True)
    slug: Mapped[str] = public(String(60), unique=True)
    name: Mapped[Words] = public(Translated)
    website: Mapped[str] = public(String(500), default="")
    contact_email: Mapped[str] = public(String(254), default="")
    created_at: Mapped[datetime] = public(Instant)


class Person(Base):
    """Somebody with an account. Roles belong to events; only administrators are marked here."""

    __tablename__ = "person"
    __table_args__ = (
        Index(
            "uq_person_email_folded",
            "email_folded",
            unique=True,
            info={"refusal": N_("An account with this address exists already. Sign in instead."), "field": "email"},
        ),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    name: Mapped[str] = personal(String(120), person="id")
    email: Mapped[str] = personal(String(254), person="id")
    email_folded: Mapped[str] = personal(String(254), person="id")
    password_hash: Mapped[str | None] = secret(String(200))
    language: Mapped[str] = public(String(2), default="es")
    is_administrator: Mapped[bool] = public(Boolean, default=False)
    created_at: Mapped[datetime] = public(Instant)
    confirmed_at: Mapped[datetime | None] = public(
        Instant
    )  # the address is theirs: a mail that reached it was answered
    version: Mapped[int] = public(Integer)

    __mapper_args__ = {"version_id_col": version}


class LoginSession(Base):
    """A sign-in on one device, kept on the server: listed, revoked, over after seven days."""

    __tablename__ = "login_session"
    __table_args__ = {"info": UNAUDITED}

    id: Mapped[int] = public(Integer, primary_key=True)
    person_id: Mapped[int] = personal(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = secret(String(64), unique=True)
    device: Mapped[str] = personal(String(200), default="")
    address: Mapped[str] = personal(String(45), default="")
    created_at: Mapped[datetime] = public(Instant)
    expires_at: Mapped[datetime] = public(Instant)
    revoked_at: Mapped[datetime | None] = public(Instant)

    person: Mapped[Person] = related()


class LinkPurpose(StrEnum):
    """What a link in a mail is good for."""

    RESET = "reset"
    CONFIRM = "confirm"


class MailedLink(Base):
    """A single-use link sent by mail: only its hash is kept, and it lives as long as its purpose lets it."""

    __tablename__ = "mailed_link"
    __table_args__ = (one_of("purpose", LinkPurpose), {"info": UNAUDITED})  # its use is logged by its act

    id: Mapped[int] = public(Integer, primary_key=True)
    person_id: Mapped[int] = personal(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = public(String(20))
    token_hash: Mapped[str] = secret(String(64), unique=True)
    created_at: Mapped[datetime] = public(Instant)
    expires_at: Mapped[datetime] = public(Instant)
    used_at: Mapped[datetime | None] = public(Instant)

    person: Mapped[Person] = related()


class SignInTry(Base):
    """A try to sign in or to ask for a link, counted by account and address together."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index("ix_sign_in_try_pair", "account", "address", "tried_at"), {"info": UNAUDITED})

    id: Mapped[int] = public(Integer, primary_key=True)
    account: Mapped[str] = personal(String(64), person="account")
    address: Mapped[str] = personal(String(45), person="account")
    tried_at: Mapped[datetime] = public(Instant)


PASSING.extend(
    (
        (SignInTry.tried_at, timedelta(days=1)),
        (LoginSession.expires_at, MONTH),
        (MailedLink.expires_at, MONTH),
    )
)


class ConsentPurpose(StrEnum):
    """What a consent is for: each asked apart, never ticked beforehand."""

    CONTEST = "contest"
    IMAGES = "images"
    LATER_CONTACT = "later_contact"
    SPONSORS = "sponsors"
    AUTHORSHIP = "authorship"


class Consent(Base):
    """A consent as it was given: for what, about what, to which text, when, from where; and when it was withdrawn."""

    __tablename__ = "consent"
    __table_args__ = (one_of("purpose", ConsentPurpose),)

    id: Mapped[int] = public(Integer, primary_key=True)
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    purpose: Mapped[str] = public(String(20))
    about: Mapped[str] = public(String(120))
    text_version: Mapped[str] = public(String(40))
    language: Mapped[str] = public(String(2))
    address: Mapped[str] = personal(String(45), default="")
    given_at: Mapped[datetime] = public(Instant)
    withdrawn_at: Mapped[datetime | None] = public(Instant)


class PersonalDataAccess(Base):
    """Somebody looked at, or took away, personal data of others: who, what, of how many, when."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_event_id", "event_id", "id"), {"info": UNAUDITED})  # a trace itself

    id: Mapped[int] = public(Integer, primary_key=True)
    person_id: Mapped[int] = personal(ForeignKey("person.id"))
    event_id: Mapped[int | None] = public(Integer)
    what: Mapped[str] = public(String(60))
    people: Mapped[int] = public(Integer)
    at: Mapped[datetime] = public(Instant)
