"""What was found out about the content of a pinned file: its profile, its first rows, its clean copy."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.database import Base, Instant, one_of, public
from hackathon.portal.columns import CanonicalJson
from hackathon.portal.profile.contents import Look

READING = 3  # the version of our reading: one more whenever a profile means something else


class DataProfile(Base):
    """The profile of one content, read as one declared format: wherever the same bytes are published, it is theirs."""

    __tablename__ = "data_profile"
    __table_args__ = (UniqueConstraint("sha256", "declared"), one_of("look", Look))

    id: Mapped[int] = public(Integer, primary_key=True)
    sha256: Mapped[str] = public(String(64))
    declared: Mapped[str] = public(String(40), default="")
    reading: Mapped[int] = public(Integer)  # READING as it was then: another one reads anew
    made_at: Mapped[datetime] = public(Instant)
    score: Mapped[int] = public(Integer)
    rows: Mapped[int] = public(BigInteger)
    is_urgent: Mapped[bool] = public(Boolean)  # it seems to hold people's data
    look: Mapped[str] = public(String(20), server_default=Look.UNREAD)  # how far it was looked through for them
    faults: Mapped[int] = public(Integer, default=0, server_default="0")  # urgent and major findings
    profile: Mapped[dict[str, Any]] = public(CanonicalJson)  # `Profile.as_json()`
    preview: Mapped[list[Any]] = public(CanonicalJson)  # the first rows, as they are written in the file
    points: Mapped[list[Any]] = public(CanonicalJson)  # [longitude, latitude] of some rows
    changes: Mapped[list[Any]] = public(JSON, default=list)  # of the clean copy
    clean_sha256: Mapped[str] = public(String(64), default="")
    clean_size: Mapped[int] = public(BigInteger, default=0)
