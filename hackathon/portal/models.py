"""Data portals, what was harvested from them, and what was pinned. No dataset is ever deleted.

What a portal says is its act, not a person's: those tables stand outside the audit log, which keeps each harvest.
How each harvest went, and what it changed, is in `harvest_models`.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, public, related, secret
from hackathon.portal.columns import CanonicalJson, RawJson
from hackathon.portal.records import key_of
from hackathon.text import N_

FILE_ADDRESS = "file-of:"  # what a portal that is only a file has in place of an address


ALIAS = "alias:"
"""How the native id of a row begins that turned out to be another dataset: no portal may give such an id."""


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
    probes: Mapped[list[Any]] = public(JSON, default=list)  # of Probe, as plain values
    dataset_count: Mapped[int] = public(Integer, default=0)
    harvested_at: Mapped[datetime | None] = public(Instant)
    every_hours: Mapped[int] = public(Integer, default=24)  # 0: only when somebody asks
    due_at: Mapped[datetime | None] = public(Instant, index=True)
    failures: Mapped[int] = public(Integer, default=0)  # harvests in a row that brought nothing
    trouble: Mapped[str] = public(
        String(20), default="", server_default=""
    )  # what people were told of, until it is over
    api_key: Mapped[str] = secret(String(200), default="")  # for kinds that need one
    added_at: Mapped[datetime] = public(Instant)
    retired_at: Mapped[datetime | None] = public(Instant)  # not read or listed any more; what it gave stays

    @property
    def web_address(self) -> str:
        """Where people find it; empty for a catalogue that is only a file."""
        return "" if self.base_url.startswith(FILE_ADDRESS) else self.base_url


class NamedByPortal:
    """What a portal names: kept by its id there; our address for it is made of the first name and stays."""

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"))
    native_id: Mapped[str] = public(String(300))
    slug: Mapped[str] = public(String(60), index=True)
    name: Mapped[str] = public(String(500))


class Category(NamedByPortal, Base):
    """A theme."""

    __tablename__ = "category"
    __table_args__ = (UniqueConstraint("portal_id", "native_id"), {"info": UNAUDITED})


class Publisher(NamedByPortal, Base):
    """The organisation that publishes a dataset."""

    __tablename__ = "publisher"
    __table_args__ = (UniqueConstraint("portal_id", "native_id"), {"info": UNAUDITED})


class DatasetCategory(Base):
    """A dataset's place in a theme."""

    __tablename__ = "dataset_category"
    __table_args__ = {"info": UNAUDITED}

    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"), primary_key=True)
    category_id: Mapped[int] = public(ForeignKey("category.id", ondelete="CASCADE"), primary_key=True, index=True)


class Dataset(Base):
    """A dataset as last seen.

    `shown_at` orders the catalogue: the instant of its last change as the portal tells it, else when we first saw it.
    `absent_since` is the first complete walk in a row without it; `missing_since` when it was given up as gone.
    """

    __tablename__ = "dataset"
    __table_args__ = (
        UniqueConstraint("portal_id", "native_id"),
        UniqueConstraint("portal_id", "slug"),
        Index("ix_dataset_shown", "shown_at", "id"),
        Index("ix_dataset_titled", "slug", "id"),
        {"info": UNAUDITED},
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"))
    native_id: Mapped[str] = public(String(500))
    slug: Mapped[str] = public(String(80))
    title: Mapped[str] = public(String(500))
    notes: Mapped[str] = public(Text, default="")
    summary: Mapped[str] = public(String(300), default="")  # the first words of the notes, without markup
    publisher_id: Mapped[int | None] = public(ForeignKey("publisher.id"), index=True)
    tags: Mapped[list[Any]] = public(JSON, default=list)
    formats: Mapped[list[Any]] = public(JSON, default=list)
    resource_count: Mapped[int] = public(Integer, default=0)
    licence: Mapped[str] = public(String(60), default="")
    licence_title: Mapped[str] = public(String(500), default="")
    licence_url: Mapped[str] = public(Text, default="")
    is_open: Mapped[bool | None] = public(Boolean)
    needs_attribution: Mapped[bool | None] = public(Boolean)
    needs_share_alike: Mapped[bool | None] = public(Boolean)
    frequency: Mapped[str] = public(String(20), default="")
    frequency_text: Mapped[str] = public(String(200), default="")
    landing_url: Mapped[str] = public(Text, default="")
    issued_at: Mapped[datetime | None] = public(Instant)
    modified_at: Mapped[datetime | None] = public(Instant, index=True)
    shown_at: Mapped[datetime] = public(Instant)
    raw_sha256: Mapped[str] = public(String(64))
    sha256: Mapped[str] = public(String(64))
    first_seen_at: Mapped[datetime] = public(Instant)
    last_seen_at: Mapped[datetime] = public(Instant)
    seen_in_id: Mapped[int | None] = public(ForeignKey("harvest.id"))
    absent_since: Mapped[datetime | None] = public(Instant)
    absent_walks: Mapped[int] = public(Integer, default=0)
    missing_since: Mapped[datetime | None] = public(Instant)

    portal: Mapped[DataPortal] = related()
    record: Mapped["DatasetRecord"] = related()
    publisher: Mapped[Publisher | None] = related()
    categories: Mapped[list[Category]] = related(secondary="dataset_category", order_by=Category.name)
    resources: Mapped[list["Resource"]] = related(
        back_populates="dataset", order_by="Resource.position", cascade="all, delete-orphan"
    )

    @property
    def says_more(self) -> bool:
        """Whether the notes hold more than their summary: more words, or more than one paragraph."""
        return self.summary.endswith("…") or "\n" in self.notes.strip()


class DatasetRecord(Base):
    """The long texts of a dataset, apart so that lists read short rows: the raw answer, our reading, search words."""

    __tablename__ = "dataset_record"
    __table_args__ = {"info": UNAUDITED}

    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"), primary_key=True)
    raw: Mapped[Any] = public(RawJson)
    normalised: Mapped[Any] = public(CanonicalJson)
    search_text: Mapped[str] = public(Text, default="")


class Resource(Base):
    """A file or service of a dataset. Its address is foreign input: stored as it came, never fetched by a page."""

    __tablename__ = "resource"
    __table_args__ = (UniqueConstraint("dataset_id", "native_id"), {"info": UNAUDITED})

    id: Mapped[int] = public(Integer, primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"))
    native_id: Mapped[str] = public(String(500))
    position: Mapped[int] = public(Integer, default=0)
    name: Mapped[str] = public(String(500), default="")
    description: Mapped[str] = public(Text, default="")
    url: Mapped[str] = public(Text, default="")
    format: Mapped[str] = public(String(40), default="", index=True)
    mimetype: Mapped[str] = public(String(120), default="")
    size: Mapped[int | None] = public(BigInteger)
    modified_at: Mapped[datetime | None] = public(Instant)

    dataset: Mapped[Dataset] = related(back_populates="resources")

    @property
    def key(self) -> str:
        """What stands for this file in addresses: it belongs to the portal's id of it, which outlives this row."""
        return key_of(self.native_id)


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
