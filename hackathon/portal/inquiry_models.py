"""What was asked at an address to learn which kind of portal it is, and what came of it: asked by a person, done by a worker."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped

from hackathon.database import Base, Instant, one_of, personal, public
from hackathon.errors import RuleBroken
from hackathon.passing import MONTH, PASSING
from hackathon.portal.kinds import Match, Probe
from hackathon.portal.kinds.registry import named
from hackathon.text import new_public_id

# All questions together have twenty seconds; whoever is not done after this long was stopped.
LONGEST = timedelta(minutes=1)


class InquiryState(StrEnum):
    """How far an inquiry is."""

    WAITING = "waiting"
    RUNNING = "running"
    ANSWERED = "answered"


class PortalInquiry(Base):
    """One address, what was asked there, and the match or why there is none. `reason` is a gettext source.

    What its asker typed, and the questions that repeat it, are theirs; what a portal says of itself is public.
    """

    __tablename__ = "portal_inquiry"
    __table_args__ = (
        one_of("state", InquiryState),
        CheckConstraint("(state = 'answered') = (ended_at IS NOT NULL)", name="answer_has_instant"),
        Index("ix_portal_inquiry_of_person", "asked_by_id", "state"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    address: Mapped[str] = personal(String(500), person="asked_by_id")
    wished_name: Mapped[str] = personal(String(200), person="asked_by_id", default="")
    state: Mapped[str] = public(String(20), default=InquiryState.WAITING)
    asked_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="asked_by_id")
    asked_at: Mapped[datetime] = public(Instant)
    started_at: Mapped[datetime | None] = public(Instant)
    ended_at: Mapped[datetime | None] = public(Instant)
    probes: Mapped[list[Any]] = personal(JSON, person="asked_by_id", default=list)  # of Probe, as plain values
    kind: Mapped[str] = public(String(20), default="")
    base_url: Mapped[str] = public(String(500), default="")
    kind_version: Mapped[str] = public(String(40), default="")
    title: Mapped[str] = public(String(200), default="")
    reason: Mapped[str] = public(Text, default="")
    reason_values: Mapped[dict[str, Any]] = public(JSON, default=dict)

    @property
    def is_open(self) -> bool:
        return self.state != InquiryState.ANSWERED

    @property
    def match(self) -> Match | None:
        """The portal that was recognised; None while it is asked, and where there is none."""
        return Match(self.kind, self.base_url, self.kind_version, self.title) if self.kind else None

    @property
    def recognised_as(self) -> str:
        """Kind and version as a person says them: CKAN 2.11.3."""
        return f"{named(self.kind).capabilities.title} {self.kind_version}".rstrip()

    @property
    def refusal(self) -> RuleBroken | None:
        """Why the address is not taken, at the field it was typed in; None while it is asked, and for a portal."""
        if self.is_open or self.kind:
            return None
        # Where nothing was asked the failure was ours, and no other address would help.
        return RuleBroken(self.reason, field="url" if self.probes else None, **self.reason_values)

    @property
    def seen(self) -> list[Probe]:
        """What was asked and what came back."""
        return [Probe(**probe) for probe in self.probes]

    @property
    def proposed_name(self) -> str:
        """How the portal will be called unless somebody writes another name: as was wished, else by its own."""
        return self.wished_name or (self.match.name if self.match else "")

    def is_late(self, at: datetime) -> bool:
        """Whether no worker has begun for longer than an inquiry takes: none is running, or all are busy."""
        return self.state == InquiryState.WAITING and at >= self.asked_at + LONGEST

    def is_lost(self, at: datetime) -> bool:
        """Whether the worker that asked was stopped. Another takes it up when the lease has ended."""
        return self.state == InquiryState.RUNNING and self.started_at is not None and at >= self.started_at + LONGEST


PASSING.append((PortalInquiry.ended_at, MONTH))
