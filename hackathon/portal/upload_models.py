"""The file that a portal without an API is read from: what a person handed in last."""

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped

from hackathon.audit import UNAUDITED
from hackathon.database import Base, Instant, personal, public


class CatalogueFile(Base):
    """A portal's catalogue as one file; a newer one takes its place. Why it stands in a table: decision 0017."""

    __tablename__ = "catalogue_file"
    __table_args__ = {"info": UNAUDITED}  # handing in is logged with the harvest; the log must not repeat the file

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"), unique=True)
    name: Mapped[str] = personal(String(200), person="handed_in_by_id")
    handed_in_by_id: Mapped[int | None] = personal(ForeignKey("person.id"), person="handed_in_by_id")
    handed_in_at: Mapped[datetime] = public(Instant)
    content: Mapped[bytes] = public(LargeBinary)
