"""What a juror tells the public of themselves, if they wish to."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, personal, public, related


class JurorProfile(Base):
    """A few words about a juror of one event. Public only while the juror wants it so: `is_shown`."""

    __tablename__ = "juror_profile"
    __table_args__ = (UniqueConstraint("event_id", "person_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    title: Mapped[str] = personal(String(120), default="")
    organization: Mapped[str] = personal(String(160), default="")
    bio: Mapped[str] = personal(String(600), default="")
    is_shown: Mapped[bool] = public(Boolean, default=False)
    changed_at: Mapped[datetime] = public(Instant)
    version: Mapped[int] = public(Integer)

    person: Mapped[Person] = related()

    __mapper_args__ = {"version_id_col": version}
