"""Data portals, what was harvested from them, and what was pinned. No dataset is ever deleted."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.database import Base, Instant, one_of, personal, public, related
from hackathon.text import N_


class DataPortal(Base):
    """A portal whose catalogue is harvested. `probes` is what detection asked and saw, for a person to read."""

    __tablename__ = "data_portal"
    __table_args__ = (
        UniqueConstraint("base_url", info={"refusal": N_("This portal is here already."), "field": "url"}),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    slug: Mapped[str] = public(String(60), unique=True)
    name: Mapped[str] = public(String(200))
    base_url: Mapped[str] = public(String(500))
    kind: Mapped[str] = public(String(20))
    kind_version: Mapped[str] = public(String(40), default="")
    probes: Mapped[list[Any]] = public(JSON, default=list)
    dataset_count: Mapped[int] = public(Integer, default=0)
    harvested_at: Mapped[datetime | None] = public(Instant)
    added_at: Mapped[datetime] = public(Instant)


class HarvestState(StrEnum):
    """How far a harvest is, or how it ended: partial when absences in it mean nothing."""

    WAITING = "waiting"
    RUNNING = "running"
    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"


class Harvest(Base):
    """One walk through a portal's catalogue, with its counts as they stand."""

    __tablename__ = "harvest"
    __table_args__ = (one_of("state", HarvestState),)

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = public(String(20), default=HarvestState.WAITING)
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
    pages: Mapped[int] = public(Integer, default=0)
    bytes: Mapped[int] = public(BigInteger, default=0)
    reason: Mapped[str] = public(Text, default="")
    first_errors: Mapped[list[Any]] = public(JSON, default=list)

    portal: Mapped[DataPortal] = related()


dataset_category = Table(
    "dataset_category",
    Base.metadata,
    Column("dataset_id", ForeignKey("dataset.id", ondelete="CASCADE"), primary_key=True, info={"class": "public"}),
    Column(
        "category_id",
        ForeignKey("category.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        info={"class": "public"},
    ),
    info={"audited": False},
)


class Category(Base):
    """A theme, as its portal names it."""

    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("portal_id", "native_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"))
    native_id: Mapped[str] = public(String(300))
    slug: Mapped[str] = public(String(60), index=True)
    name: Mapped[str] = public(String(200))


class Publisher(Base):
    """The organisation that publishes a dataset, as its portal names it."""

    __tablename__ = "publisher"
    __table_args__ = (UniqueConstraint("portal_id", "native_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"))
    native_id: Mapped[str] = public(String(300))
    slug: Mapped[str] = public(String(60), index=True)
    name: Mapped[str] = public(String(300))


class Dataset(Base):
    """A dataset as last seen: the portal's raw answer, and our normalised reading beside it."""

    __tablename__ = "dataset"
    __table_args__ = (UniqueConstraint("portal_id", "native_id"), UniqueConstraint("portal_id", "slug"))

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"))
    native_id: Mapped[str] = public(String(500))
    slug: Mapped[str] = public(String(80))
    title: Mapped[str] = public(String(500))
    notes: Mapped[str] = public(Text, default="")
    publisher_id: Mapped[int | None] = public(ForeignKey("publisher.id"), index=True)
    tags: Mapped[list[Any]] = public(JSON, default=list)
    licence: Mapped[str] = public(String(60), default="")
    licence_title: Mapped[str] = public(String(300), default="")
    licence_url: Mapped[str] = public(String(500), default="")
    is_open: Mapped[bool | None] = public(Boolean)
    frequency: Mapped[str] = public(String(20), default="")
    frequency_text: Mapped[str] = public(String(100), default="")
    landing_url: Mapped[str] = public(String(2000), default="")
    issued_at: Mapped[datetime | None] = public(Instant)
    modified_at: Mapped[datetime | None] = public(Instant, index=True)
    raw: Mapped[dict[str, Any]] = public(JSON)
    normalised: Mapped[dict[str, Any]] = public(JSON)
    sha256: Mapped[str] = public(String(64))
    search_text: Mapped[str] = public(Text, default="")
    first_seen_at: Mapped[datetime] = public(Instant)
    last_seen_at: Mapped[datetime] = public(Instant)
    absent_since: Mapped[datetime | None] = public(Instant)

    portal: Mapped[DataPortal] = related()
    publisher: Mapped[Publisher | None] = related()
    categories: Mapped[list[Category]] = related(secondary=dataset_category, order_by=Category.name)
    resources: Mapped[list["Resource"]] = related(
        back_populates="dataset", order_by="Resource.position", cascade="all, delete-orphan"
    )


class Resource(Base):
    """A file or service of a dataset. Its address is foreign input: stored as it came, never fetched by a page."""

    __tablename__ = "resource"
    __table_args__ = (UniqueConstraint("dataset_id", "native_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"))
    native_id: Mapped[str] = public(String(500))
    position: Mapped[int] = public(Integer, default=0)
    name: Mapped[str] = public(String(500), default="")
    description: Mapped[str] = public(Text, default="")
    url: Mapped[str] = public(Text, default="")
    format: Mapped[str] = public(String(30), default="", index=True)
    mimetype: Mapped[str] = public(String(120), default="")
    size: Mapped[int | None] = public(BigInteger)
    modified_at: Mapped[datetime | None] = public(Instant)

    dataset: Mapped[Dataset] = related(back_populates="resources")


class Snapshot(Base):
    """What a dataset said of itself at one instant: canonical JSON and its SHA-256. Never changed."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("dataset_id", "sha256"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id"))
    taken_at: Mapped[datetime] = public(Instant)
    metadata_json: Mapped[dict[str, Any]] = public(JSON)
    licence_title: Mapped[str] = public(String(300), default="")
    sha256: Mapped[str] = public(String(64))

    dataset: Mapped[Dataset] = related()
