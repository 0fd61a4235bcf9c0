"""How often a dataset's files are looked at and taken away here: counts only, of nobody in particular."""

from contextlib import suppress
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped

from hackathon.audit import UNAUDITED
from hackathon.database import Base, db, one_of, public, transaction
from hackathon.errors import Busy


class Usage(StrEnum):
    """What somebody did with a file."""

    PREVIEW = "preview"
    DOWNLOAD = "download"


class UsageCount(Base):
    """How often that was done with the files of one dataset."""

    __tablename__ = "usage_count"
    __table_args__ = (
        UniqueConstraint("dataset_id", "usage"),
        one_of("usage", Usage),
        {"info": UNAUDITED},  # the one thing besides access_log that a look may write
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    dataset_id: Mapped[int] = public(ForeignKey("dataset.id", ondelete="CASCADE"))
    usage: Mapped[str] = public(String(20))
    times: Mapped[int] = public(BigInteger, default=0)


def count(usage: Usage, *dataset_ids: int) -> None:
    """One more for each, in a transaction of its own: called when the answer is made."""
    if not dataset_ids:
        return
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    first = dialect.insert(UsageCount).values(
        [{"dataset_id": dataset_id, "usage": usage, "times": 1} for dataset_id in sorted(set(dataset_ids))]
    )
    more = first.on_conflict_do_update(index_elements=["dataset_id", "usage"], set_={"times": UsageCount.times + 1})
    with suppress(Busy, OperationalError), transaction():  # no page is refused because it could not be counted
        db.session.execute(more)
