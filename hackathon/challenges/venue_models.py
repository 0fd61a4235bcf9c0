"""The data of an event as they were at one instant: numbered sets of copies, which never change once they are complete."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, personal, public, related
from hackathon.events.models import Event
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import PinnedFile
from hackathon.portal.records import key_of
from hackathon.text import N_


class VenueSet(Base):
    """Every file that the challenges of an event offered when somebody pressed the button. Complete: each is settled."""

    __tablename__ = "venue_set"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        Index(
            "uq_venue_set_open",
            "event_id",
            unique=True,
            sqlite_where=text("completed_at IS NULL"),
            postgresql_where=text("completed_at IS NULL"),
            info={"refusal": N_("The files of the last set are still being fetched. Wait until it is complete.")},
        ),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int] = public(Integer)
    pinned_at: Mapped[datetime] = public(Instant)
    pinned_by_id: Mapped[int | None] = personal(ForeignKey("person.id"), person="pinned_by_id")
    completed_at: Mapped[datetime | None] = public(Instant)

    event: Mapped[Event] = related()
    pinned_by: Mapped[Person | None] = related()
    files: Mapped[list["VenueFile"]] = related(order_by="VenueFile.position", cascade="all, delete-orphan")

    @property
    def is_complete(self) -> bool:
        return self.completed_at is not None


class VenueFile(Base):
    """One file of a set: the copy that is its content, or why there is none. `reason` is a gettext source.

    Both where the portal no longer gives what was kept before. Nothing of it changes once it is settled.
    """

    __tablename__ = "venue_file"
    __table_args__ = (
        UniqueConstraint("set_id", "position"),
        {"info": UNAUDITED},  # the end of the set is logged, with the hash of all that it holds
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    set_id: Mapped[int] = public(ForeignKey("venue_set.id", ondelete="CASCADE"))
    position: Mapped[int] = public(Integer)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id"), index=True)
    resource_id: Mapped[str] = public(String(500))  # the portal's id of the file
    title: Mapped[str] = public(String(500), default="")  # of the dataset, as it was then
    name: Mapped[str] = public(String(500), default="")
    url: Mapped[str] = public(Text, default="")
    copy_id: Mapped[int | None] = public(ForeignKey("pinned_file.id"), index=True)
    reason: Mapped[str] = public(Text, default="")
    reason_values: Mapped[dict[str, Any]] = public(JSON, default=dict)
    settled_at: Mapped[datetime | None] = public(Instant)

    dataset: Mapped[Dataset] = related()
    copy: Mapped[PinnedFile | None] = related()

    @property
    def key(self) -> str:
        """What stands for the file in addresses."""
        return key_of(self.resource_id)
