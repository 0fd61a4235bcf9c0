"""Teams and their members. A seat is a row with a number, so that a full team is a constraint and not an `if`."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.teams.join_code import shown_code
from hackathon.text import N_

TAKEN = {"refusal": N_("Another team has this name, or one that looks like it. Choose another."), "field": "name"}


class Team(Base):
    """A team of one edition. `name_skeleton` keeps look-alike names apart; `join_code` lets people in.

    When its last member leaves it is dissolved: the row stays, the name is free again.
    """

    __tablename__ = "team"
    __table_args__ = (
        Index(
            "uq_team_name",
            "event_id",
            "name_skeleton",
            unique=True,
            sqlite_where=text("dissolved_at IS NULL"),
            postgresql_where=text("dissolved_at IS NULL"),
            info=TAKEN,
        ),
        UniqueConstraint("event_id", "slug", info=TAKEN),
        UniqueConstraint("id", "event_id"),  # memberships point at the pair: nobody sits in a team of another event
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    slug: Mapped[str] = public(String(60))
    name: Mapped[str] = public(String(80))
    name_skeleton: Mapped[str] = public(String(200))
    join_code: Mapped[str] = secret(String(20), unique=True)
    captain_id: Mapped[int | None] = personal(ForeignKey("person.id"), person="captain_id")
    is_fictional: Mapped[bool] = public(Boolean, default=False)
    founded_at: Mapped[datetime] = public(Instant)
    dissolved_at: Mapped[datetime | None] = public(Instant)
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()
    members: Mapped[list["Membership"]] = related(
        back_populates="team", order_by="Membership.seat", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def readable_code(self) -> str:
        """The join code as people read it aloud."""
        return shown_code(self.join_code)

    def missing(self, least: int) -> int:
        """How many people the team needs to reach the least that the event asks for."""
        return max(0, least - len(self.members))

    def free_seat(self, most: int) -> int | None:
        """The lowest free seat of a team of at most `most`, or None when it is full."""
        taken = {member.seat for member in self.members}
        return next((seat for seat in range(1, most + 1) if seat not in taken), None)


class Membership(Base):
    """A person's seat in a team: one per person and event."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", info={"refusal": N_("You are in a team already.")}),
        UniqueConstraint("team_id", "seat", info={"refusal": N_("Somebody took this seat a moment ago. Try again.")}),
        CheckConstraint("seat BETWEEN 1 AND 12", name="seat_range"),
        ForeignKeyConstraint(["team_id", "event_id"], ["team.id", "team.event_id"], ondelete="CASCADE"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    team_id: Mapped[int] = public(Integer)
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    seat: Mapped[int] = public(Integer)
    joined_at: Mapped[datetime] = public(Instant)

    team: Mapped[Team] = related(back_populates="members")
    person: Mapped[Person] = related()


class WrongCode(Base):
    """A join code that led nowhere: ten in ten minutes, and the person waits."""

    __tablename__ = "wrong_code"
    __table_args__ = (Index("ix_wrong_code_of_person", "person_id", "tried_at"), {"info": UNAUDITED})  # a counter

    id: Mapped[int] = public(Integer, primary_key=True)
    person_id: Mapped[int] = personal(ForeignKey("person.id", ondelete="CASCADE"))
    tried_at: Mapped[datetime] = public(Instant)
