"""What a jury does once its scores are in: it talks, votes and decides.

A decision and a note are never changed or deleted: a decision is taken back by saying why, and both stay.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, one_of, personal, public, related, secret
from hackathon.results.merit import DecisionKind
from hackathon.text import N_, new_public_id


class JuryDecision(Base):
    """What the jury decided beside its scores, with the reason that is published; its meaning is in `merit.py`.

    `entries` are slugs, best first; `prize` the position of the prize that is void or given; `votes` how many jurors
    were for each of `entries`, where they voted. `withdrawal` is why it was taken back: then it counts no more.
    """

    __tablename__ = "jury_decision"
    __table_args__ = (
        one_of("kind", DecisionKind),
        CheckConstraint("(kind IN ('void', 'grant')) = (prize IS NOT NULL)", name="about_a_prize"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawal = '')", name="withdrawn_with_reason"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = public(String(20))
    entries: Mapped[list[Any]] = secret(JSON, default=list)
    prize: Mapped[int | None] = secret(Integer)
    votes: Mapped[list[Any]] = secret(JSON, default=list)
    reason: Mapped[str] = secret(Text)
    decided_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="decided_by_id")
    decided_at: Mapped[datetime] = public(Instant)
    withdrawal: Mapped[str] = secret(Text, default="")
    withdrawn_by_id: Mapped[int | None] = personal(ForeignKey("person.id"), person="withdrawn_by_id")
    withdrawn_at: Mapped[datetime | None] = public(Instant)

    decided_by: Mapped[Person] = related(foreign_keys=[decided_by_id])


class Ballot(Base):
    """The chair asks the jurors whom they put first of some projects; `entries` are slugs, in the order of the alphabet."""

    __tablename__ = "ballot"

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    entries: Mapped[list[Any]] = secret(JSON)
    opened_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="opened_by_id")
    opened_at: Mapped[datetime] = public(Instant)
    closed_at: Mapped[datetime | None] = public(Instant)

    votes: Mapped[list["BallotVote"]] = related(cascade="all, delete-orphan")

    @property
    def counts(self) -> dict[str, int]:
        """Slug → how many jurors are for it."""
        return {entry: sum(vote.entry == entry for vote in self.votes) for entry in self.entries}


class BallotVote(Base):
    """One juror's vote: one row, which the juror may change until the chair closes the ballot."""

    __tablename__ = "ballot_vote"
    __table_args__ = (
        UniqueConstraint("ballot_id", "juror_id", info={"refusal": N_("Your vote arrived a moment ago already.")}),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    ballot_id: Mapped[int] = public(ForeignKey("ballot.id", ondelete="CASCADE"))
    juror_id: Mapped[int] = personal(ForeignKey("person.id"), person="juror_id", index=True)
    entry: Mapped[str] = secret(String(60))
    voted_at: Mapped[datetime] = public(Instant)


class DeliberationNote(Base):
    """What somebody of the jury or of the organisers said in the deliberation: theirs alone to read."""

    __tablename__ = "deliberation_note"

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = personal(ForeignKey("person.id"), person="author_id")
    text: Mapped[str] = secret(Text)
    written_at: Mapped[datetime] = public(Instant)

    author: Mapped[Person] = related()
