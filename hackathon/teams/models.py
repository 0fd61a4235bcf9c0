"""Teams and their members. A seat is a row with a number, so that a full team is a constraint and not an `if`."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.text import N_


class Team(Base):
    """A team of one edition. `name_skeleton` keeps look-alike names apart; `join_code` lets people in."""

    __tablename__ = "team"
    __table_args__ = (
        UniqueConstraint(
            "event_id",
            "name_skeleton",
            info={
                "refusal": N_("Another team has this name, or one that looks like it. Choose another."),
                "field": "name",
            },
        ),
        UniqueConstraint("event_id", "slug"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    slug: Mapped[str] = public(String(60))
    name: Mapped[str] = public(String(80))
    name_skeleton: Mapped[str] = public(String(80))
    join_code: Mapped[str] = secret(String(20), unique=True)
    captain_id: Mapped[int | None] = personal(ForeignKey("person.id"), person="captain_id")
    is_fictional: Mapped[bool] = public(Boolean, default=False)
    founded_at: Mapped[datetime] = public(Instant)
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()
    members: Mapped[list["Membership"]] = related(
        back_populates="team", order_by="Membership.seat", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class Membership(Base):
    """A person's seat in a team: one per person and event."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id", info={"refusal": N_("You are in a team already.")}),
        UniqueConstraint("team_id", "seat", info={"refusal": N_("Somebody took this seat a moment ago. Try again.")}),
        CheckConstraint("seat BETWEEN 1 AND 12", name="seat_range"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    team_id: Mapped[int] = public(ForeignKey("team.id", ondelete="CASCADE"))
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    seat: Mapped[int] = public(Integer)
    joined_at: Mapped[datetime] = public(Instant)

    team: Mapped[Team] = related(back_populates="members")
    person: Mapped[Person] = related()
