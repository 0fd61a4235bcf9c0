"""Who was asked to judge: the invitation, the pseudonym, what its juror must not judge and what became of it."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.text import N_, new_public_id


def new_code() -> str:
    """A juror's pseudonym: six letters and digits that are not taken for one another."""
    return "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(6))


class JurorInvitation(Base):
    """An invitation to judge: its link lives as long as the round, can be revoked and sent again.

    `code` stands for the juror wherever scores leave the jury; it is drawn, so that no order tells who it is.
    `conflicts` are the teams that the juror declared not to judge, `[{"team_id", "cause"}…]`, and what organisers
    know of (`kind`; `challenge_id` for a sponsor's person); `limits` are ids of the only challenges judged, if any.
    """

    __tablename__ = "juror_invitation"
    __table_args__ = (
        UniqueConstraint("event_id", "email_folded", info={"refusal": N_("This person is invited already.")}),
        UniqueConstraint("event_id", "code"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    name: Mapped[str] = personal(String(120))
    email: Mapped[str] = personal(String(254))
    email_folded: Mapped[str] = personal(String(254))
    is_chair: Mapped[bool] = public(Boolean, default=False)
    token_hash: Mapped[str] = secret(String(64), unique=True)
    person_id: Mapped[int | None] = personal(ForeignKey("person.id"), index=True)
    invited_at: Mapped[datetime] = public(Instant)
    sent_count: Mapped[int] = public(Integer, default=1)
    accepted_at: Mapped[datetime | None] = public(Instant)
    revoked_at: Mapped[datetime | None] = public(Instant)
    declined_at: Mapped[datetime | None] = public(Instant)
    decline_reason: Mapped[str] = secret(String(500), default="")
    declared_ties: Mapped[str] = secret(Text, default="")  # in the juror's words, where no list of teams may be read
    code: Mapped[str] = secret(String(12), default=new_code)
    conflicts: Mapped[list[Any]] = secret(JSON, default=list)
    limits: Mapped[list[Any]] = public(JSON, default=list)
    left_at: Mapped[datetime | None] = public(Instant)  # dropped out: what is signed counts
    excluded_at: Mapped[datetime | None] = public(Instant)  # nothing of theirs counts

    event: Mapped[Event] = related()
    person: Mapped[Person | None] = related()

    @property
    def is_over(self) -> bool:
        """Whether this person does not judge, or no longer: revoked, left or excluded."""
        return bool(self.revoked_at or self.left_at or self.excluded_at)

    def is_somebody_else(self, standing: Any) -> bool:
        """Whether the one who is signed in is not the one who was invited."""
        if not standing.is_signed_in:
            return False
        if self.person_id is not None:
            return bool(standing.person.id != self.person_id)
        return bool(standing.person.email_folded != self.email_folded)
