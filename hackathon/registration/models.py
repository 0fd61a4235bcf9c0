"""Who joined an edition, with the rules they accepted."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Consent, Person
from hackathon.database import Base, Instant, one_of, personal, public, related
from hackathon.events.models import Event, Rules
from hackathon.text import N_, new_public_id


class RegistrationState(StrEnum):
    """Whether a registration counts."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class Registration(Base):
    """One person in one edition: the exact rules accepted, the consent given, the declaration sworn."""

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", info={"refusal": N_("You are registered already.")}),
        one_of("state", RegistrationState),
        Index("ix_registration_in_order", "event_id", "id"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    rules_id: Mapped[int] = public(ForeignKey("rules.id"))
    consent_id: Mapped[int] = public(ForeignKey("consent.id"))
    state: Mapped[str] = public(String(20), default=RegistrationState.ACTIVE)
    declaration_version: Mapped[str] = public(String(40))
    declared_at: Mapped[datetime] = public(Instant)
    registered_at: Mapped[datetime] = public(Instant)
    withdrawn_at: Mapped[datetime | None] = public(Instant)
    changed_at: Mapped[datetime] = public(Instant)
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()
    person: Mapped[Person] = related()
    rules: Mapped[Rules] = related()
    consent: Mapped[Consent] = related()

    __mapper_args__ = {"version_id_col": version}
