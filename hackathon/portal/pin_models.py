"""The copies of files that pins keep, and what came of asking for each file again."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import JSON, BigInteger, Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, one_of, personal, public, related
from hackathon.portal.models import Dataset
from hackathon.portal.records import key_of
from hackathon.text import N_, slug_of

PIN_FILES = "portal.pin_files"
"""The job that asks for the files of a dataset."""
PROFILE = "portal.profile"
"""The job that reads the content of a copy."""
TELL_COPIES = "portal.tell_copies"
"""The job that tells of new contents of the files of a dataset, from one copy on."""
REMOVE_CONTENT = "portal.remove_content"
"""The job that removes the bytes of a withdrawn content."""
BROKEN_AFTER = timedelta(hours=23)  # two failures a day apart; a daily round is never quite a day


class PinnedFile(Base):
    """One revision of a file, as it came: content by hash, with where, when and under which licence. Never changed."""

    __tablename__ = "pinned_file"
    __table_args__ = (UniqueConstraint("dataset_id", "resource_id", "revision"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id"))
    resource_id: Mapped[str] = public(String(500))  # the portal's id of the file, which outlives its row
    revision: Mapped[int] = public(Integer)
    url: Mapped[str] = public(Text)
    final_url: Mapped[str] = public(Text)
    fetched_at: Mapped[datetime] = public(Instant)
    status: Mapped[int] = public(Integer)
    etag: Mapped[str] = public(String(300), default="")
    last_modified: Mapped[str] = public(String(100), default="")
    media_type: Mapped[str] = public(String(120), default="")
    size: Mapped[int] = public(BigInteger)
    sha256: Mapped[str] = public(String(64), index=True)
    licence_title: Mapped[str] = public(String(300), default="")
    may_be_given: Mapped[bool] = public(Boolean)  # the licence, as stated then, lets others have it from us

    dataset: Mapped[Dataset] = related()

    @property
    def key(self) -> str:
        """What stands for its file in addresses."""
        return key_of(self.resource_id)

    @property
    def file_name(self) -> str:
        """What the file is called on somebody's disk: its name at the portal, made harmless, with the revision."""
        stem, dot, ending = unquote(urlsplit(self.final_url).path).rpartition("/")[2].rpartition(".")
        plain = re.sub(r"[^a-z0-9]", "", ending.lower())[:8]
        name = slug_of(stem if dot else ending) or "file"
        return f"{name}-{self.revision}" + (f".{plain}" if dot and plain else "")


class Withdrawal(Base):
    """A content that is given to nobody any more: its bytes are gone, its rows and its hash stay with the reason."""

    __tablename__ = "withdrawal"
    __table_args__ = (UniqueConstraint("sha256", info={"refusal": N_("This content was withdrawn already.")}),)

    id: Mapped[int] = public(Integer, primary_key=True)
    sha256: Mapped[str] = public(String(64))
    reason: Mapped[str] = public(Text)
    withdrawn_at: Mapped[datetime] = public(Instant)
    withdrawn_by_id: Mapped[int | None] = personal(ForeignKey("person.id"), person="withdrawn_by_id")


class FileOutcome(StrEnum):
    """What came of asking for a file."""

    NEW = "new"
    UNCHANGED = "unchanged"
    GONE = "gone"
    TOO_LARGE = "too_large"  # for one file, or for what is left of the room for all of them
    FAILED = "failed"


class FileCheck(Base):
    """The last time a file was asked for, and since when it has failed. `reason` is a gettext source."""

    __tablename__ = "file_check"
    __table_args__ = (
        UniqueConstraint("dataset_id", "resource_id"),
        one_of("outcome", FileOutcome),
        {"info": UNAUDITED},  # a portal's act; what it changes (a revision) is logged
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"))
    resource_id: Mapped[str] = public(String(500))
    checked_at: Mapped[datetime] = public(Instant, index=True)
    outcome: Mapped[str] = public(String(20))
    status: Mapped[int | None] = public(Integer)
    reason: Mapped[str] = public(Text, default="")
    reason_values: Mapped[dict[str, Any]] = public(JSON, default=dict)
    # What the last answer with a body said, and from where: the next question is conditional on it.
    url: Mapped[str] = public(Text, default="", server_default="")
    etag: Mapped[str] = public(String(300), default="", server_default="")
    last_modified: Mapped[str] = public(String(100), default="", server_default="")
    failing_since: Mapped[datetime | None] = public(Instant)

    @property
    def is_broken(self) -> bool:
        """Whether it failed twice, a day apart: once is weather."""
        return self.failing_since is not None and self.checked_at - self.failing_since >= BROKEN_AFTER
