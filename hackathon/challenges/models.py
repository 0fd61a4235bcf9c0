"""Challenges of an event, each linked to datasets of the event's portals with a reason and what was pinned."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.database import Base, Instant, Translated, Words, one_of, public, related
from hackathon.events.models import Event
from hackathon.portal.models import DataPortal, Dataset, Snapshot
from hackathon.text import N_


class EventPortal(Base):
    """A portal whose datasets an event works with."""

    __tablename__ = "event_portal"
    __table_args__ = (
        UniqueConstraint("event_id", "portal_id", info={"refusal": N_("This portal is linked already.")}),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id"), index=True)
    linked_at: Mapped[datetime] = public(Instant)

    portal: Mapped[DataPortal] = related()


class EventInquiry(Base):
    """An address that was asked about for an event: its organisers see what came of it."""

    __tablename__ = "event_inquiry"

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    inquiry_id: Mapped[int] = public(ForeignKey("portal_inquiry.id", ondelete="CASCADE"), unique=True)


class Level(StrEnum):
    """How much a team should know before it takes a challenge."""

    OPEN_TO_ALL = "open_to_all"
    MEDIUM = "medium"
    DEMANDING = "demanding"


class Challenge(Base):
    """A problem put to the teams. `code` (R1, R2, …) is its address within the event; its embargo is the event's."""

    __tablename__ = "challenge"
    __table_args__ = (
        UniqueConstraint("event_id", "code", info={"refusal": N_("Another challenge has this code."), "field": "code"}),
        one_of("level", Level),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    code: Mapped[str] = public(String(10))
    position: Mapped[int] = public(Integer, default=0)
    title: Mapped[Words] = public(Translated)
    summary: Mapped[Words] = public(Translated)
    problem: Mapped[Words] = public(Translated)
    questions: Mapped[Words] = public(Translated)
    expected_users: Mapped[Words] = public(Translated)
    responsible_unit: Mapped[str] = public(String(200), default="")
    category: Mapped[str] = public(String(60), default="")
    level: Mapped[str] = public(String(20), default=Level.OPEN_TO_ALL)
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()
    links: Mapped[list["ChallengeDataset"]] = related(
        back_populates="challenge", order_by="ChallengeDataset.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class ChallengeDataset(Base):
    """A dataset that a challenge offers: why, and what it said of itself when it was linked."""

    __tablename__ = "challenge_dataset"
    __table_args__ = (
        UniqueConstraint("challenge_id", "dataset_id", info={"refusal": N_("This dataset is linked already.")}),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    challenge_id: Mapped[int] = public(ForeignKey("challenge.id", ondelete="CASCADE"))
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id"), index=True)
    snapshot_id: Mapped[int] = public(ForeignKey("snapshot.id"))
    position: Mapped[int] = public(Integer, default=0)
    reason: Mapped[Words] = public(Translated)
    version: Mapped[int] = public(Integer)

    challenge: Mapped[Challenge] = related(back_populates="links")
    dataset: Mapped[Dataset] = related()
    snapshot: Mapped[Snapshot] = related()

    __mapper_args__ = {"version_id_col": version}
