"""Data requests: what people ask of a portal, who asks with them, what was answered; and the stewards who answer.

What somebody typed is theirs, though everybody reads it: the audit log names it and never quotes it. Who asked and
who supports is shown to nobody.
"""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, one_of, personal, public, related
from hackathon.portal.lifecycle import RequestState, is_open
from hackathon.portal.models import DataPortal, Dataset
from hackathon.text import N_, new_public_id


class Steward(Base):
    """Somebody who answers for the data of a portal, in the name of a unit."""

    __tablename__ = "steward"
    __table_args__ = (
        UniqueConstraint(
            "portal_id",
            "person_id",
            info={"refusal": N_("This person is a steward of this portal already."), "field": "email"},
        ),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"))
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    unit: Mapped[str] = public(String(200))
    named_at: Mapped[datetime] = public(Instant)

    portal: Mapped[DataPortal] = related()
    person: Mapped[Person] = related()


class DataRequest(Base):
    """Data that somebody needs and does not find, a question about a dataset that is there, or a fault found in it.

    `challenge_ref` (`event/code`) is where the need arose, as an address alone: this room knows no challenges.
    """

    __tablename__ = "data_request"
    __table_args__ = (
        one_of("state", RequestState),
        CheckConstraint(
            "state <> 'accepted' OR (responsible_unit <> '' AND promised_on IS NOT NULL)", name="promise_is_whole"
        ),
        CheckConstraint("NOT is_fault OR dataset_id IS NOT NULL", name="fault_has_place"),
        Index("ix_data_request_listed", "portal_id", "state", "id"),
        Index("ix_data_request_of_person", "asked_by_id", "asked_at"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    portal_id: Mapped[int] = public(ForeignKey("data_portal.id", ondelete="CASCADE"))
    dataset_id: Mapped[int | None] = public(ForeignKey("dataset.id", ondelete="CASCADE"), index=True)
    is_fault: Mapped[bool] = public(Boolean, default=False)
    challenge_ref: Mapped[str] = public(String(80), default="")
    title: Mapped[str] = personal(String(160), person="asked_by_id")
    need: Mapped[str] = personal(Text, person="asked_by_id")
    state: Mapped[str] = public(String(20), default=RequestState.NEW)
    responsible_unit: Mapped[str] = public(String(200), default="")
    promised_on: Mapped[date | None] = public(Date)
    published_url: Mapped[str] = public(Text, default="", server_default="")  # where the data that were asked for are
    published_as_id: Mapped[int | None] = public(ForeignKey("dataset.id", ondelete="SET NULL"), index=True)
    asked_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="asked_by_id")
    asked_at: Mapped[datetime] = public(Instant)
    version: Mapped[int] = public(Integer)

    portal: Mapped[DataPortal] = related()
    dataset: Mapped[Dataset | None] = related(foreign_keys=[dataset_id])
    published_as: Mapped[Dataset | None] = related(foreign_keys=[published_as_id])
    answers: Mapped[list["RequestAnswer"]] = related(back_populates="request", order_by="RequestAnswer.id")

    __mapper_args__ = {"version_id_col": version}

    answerers = frozenset[int]()
    """Ids of the people who may answer it, beside administrators: filled by the loader of its pages."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for something."""
        return is_open(self.state)

    @property
    def is_question(self) -> bool:
        """Whether it asks about a dataset that is there, not for one."""
        return self.dataset_id is not None

    @property
    def is_promised(self) -> bool:
        """Whether a unit and a date stand for it now."""
        return self.state == RequestState.ACCEPTED


class RequestSupport(Base):
    """Somebody who needs the same data. One per person and request."""

    __tablename__ = "request_support"
    __table_args__ = (
        UniqueConstraint("request_id", "person_id", info={"refusal": N_("You support this request already.")}),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    request_id: Mapped[int] = public(ForeignKey("data_request.id", ondelete="CASCADE"))
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    supported_at: Mapped[datetime] = public(Instant)


class RequestAnswer(Base):
    """One answer to a request: the state it led to and the words with it. Never changed; the newest one stands."""

    __tablename__ = "request_answer"
    __table_args__ = (
        one_of("state", RequestState),
        CheckConstraint("state NOT IN ('published', 'declined') OR text <> ''", name="end_is_explained"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    request_id: Mapped[int] = public(ForeignKey("data_request.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = public(String(20))
    text: Mapped[str] = public(Text, default="")
    responsible_unit: Mapped[str] = public(String(200), default="")
    promised_on: Mapped[date | None] = public(Date)
    answered_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="answered_by_id")
    answered_at: Mapped[datetime] = public(Instant)

    request: Mapped[DataRequest] = related(back_populates="answers")
