"""How each reading of a portal's catalogue went, and every change that it brought to a dataset."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped

from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, one_of, personal, public, related
from hackathon.portal.history import NAMES
from hackathon.portal.models import DataPortal, Dataset
from hackathon.text import N_

TELL_CHANGES = "portal.tell_changes"
"""The job that tells what a harvest changed."""
TELL_TROUBLE = "portal.tell_trouble"
"""The job that tells that a reading needs a person."""


class HarvestState(StrEnum):
    """How far a harvest is, or how it ended: partial when absences in it mean nothing."""

    WAITING = "waiting"
    RUNNING = "running"
    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


class Harvest(Base):
    """One walk through a portal's catalogue, with its counts as they stand. `reason` is a gettext source."""

    __tablename__ = "harvest"
    __table_args__ = (
        one_of("state", HarvestState),
        Index(
            "uq_harvest_open",
            "portal_id",
            unique=True,
            sqlite_where=text("state IN ('waiting', 'running')"),
            postgresql_where=text("state IN ('waiting', 'running')"),
            info={"refusal": N_("A harvest of this portal is under way. Wait for its end.")},
        ),
        {"info": UNAUDITED},  # its beginning and end are logged; in between it is progress
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = public(String(20), default=HarvestState.WAITING)
    believes_absences: Mapped[bool] = public(Boolean, default=False)
    since: Mapped[datetime | None] = public(Instant)  # only what changed after it was asked for
    cursor: Mapped[Any] = public(JSON(none_as_null=True), nullable=True)  # where a walk that was cut off goes on
    asked_by_id: Mapped[int | None] = personal(ForeignKey("person.id"), person="asked_by_id")
    asked_at: Mapped[datetime] = public(Instant)
    started_at: Mapped[datetime | None] = public(Instant)
    ended_at: Mapped[datetime | None] = public(Instant)
    declared: Mapped[int | None] = public(Integer)
    received: Mapped[int] = public(Integer, default=0)
    new: Mapped[int] = public(Integer, default=0)
    changed: Mapped[int] = public(Integer, default=0)
    missing: Mapped[int] = public(Integer, default=0)
    invalid: Mapped[int] = public(Integer, default=0)
    rekeyed: Mapped[int] = public(Integer, default=0)  # vanished datasets whose titles came back under other ids
    pages: Mapped[int] = public(Integer, default=0)
    bytes: Mapped[int] = public(BigInteger, default=0)
    reason: Mapped[str] = public(Text, default="")
    reason_values: Mapped[dict[str, Any]] = public(JSON, default=dict)
    first_errors: Mapped[list[Any]] = public(JSON, default=list)  # [{"record", "reason"}], twenty at most

    portal: Mapped[DataPortal] = related()

    @property
    def is_open(self) -> bool:
        return self.state in {HarvestState.WAITING, HarvestState.RUNNING}


class DatasetChange(Base):
    """One field of a dataset that a harvest found changed, as it was before and after. Never changed."""

    __tablename__ = "dataset_change"
    __table_args__ = {"info": UNAUDITED}

    id: Mapped[int] = public(Integer, primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"), index=True)
    harvest_id: Mapped[int] = public(ForeignKey("harvest.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime] = public(Instant)
    field: Mapped[str] = public(String(40))
    before: Mapped[str] = public(Text, default="")
    after: Mapped[str] = public(Text, default="")

    dataset: Mapped[Dataset] = related()

    @property
    def field_name(self) -> str:
        """How a person calls the field: a gettext source."""
        return NAMES[self.field]


class ResourceAlias(Base):
    """A file that its portal listed under another id for a while: its old address leads on."""

    __tablename__ = "resource_alias"
    __table_args__ = {"info": UNAUDITED}  # the harvest that saw it is logged

    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = public(String(20), primary_key=True)  # what stood for it in addresses
    resource_id: Mapped[str] = public(String(500))  # its id at the portal now
    made_at: Mapped[datetime] = public(Instant)


class DatasetAlias(Base):
    """A dataset that a portal listed under another id for a while: its address leads to the dataset it is."""

    __tablename__ = "dataset_alias"

    alias_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"), primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"), index=True)
    harvest_id: Mapped[int] = public(ForeignKey("harvest.id"))
    made_at: Mapped[datetime] = public(Instant)
