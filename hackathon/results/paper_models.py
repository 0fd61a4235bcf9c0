"""What is put on paper: minutes with their drafts and errata, certificates, and who signs these.

An issued paper is a row of its own that never changes; while it is written it is a draft in another table.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, one_of, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.results.models import RankingBundle
from hackathon.text import N_, new_paper_code


class PaperKind(StrEnum):
    """Minutes of a jury, or the correction of minutes that were issued."""

    MINUTES = "minutes"
    ERRATUM = "erratum"


class MinutesDraft(Base):
    """What the secretary has written so far: of new minutes (`corrects` is 0), or of an erratum to those of a number."""

    __tablename__ = "minutes_draft"
    __table_args__ = (
        UniqueConstraint(
            "event_id", "corrects", info={"refusal": N_("Somebody began this draft a moment ago. Open the page again.")}
        ),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    corrects: Mapped[int] = public(Integer, default=0)
    texts: Mapped[dict[str, Any]] = secret(JSON)  # the fields of its form
    saved_at: Mapped[datetime] = public(Instant)
    saved_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="saved_by_id")
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()

    __mapper_args__ = {"version_id_col": version}


class Minutes(Base):
    """An issued paper: its content as canonical JSON, the PDF made of it, both by their hashes. Never changed."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint(
            "event_id", "number", info={"refusal": N_("Somebody issued a paper a moment ago. Look at it first.")}
        ),
        one_of("kind", PaperKind),
        CheckConstraint("(kind = 'erratum') = (corrects_id IS NOT NULL)", name="erratum_corrects"),
        CheckConstraint("(kind = 'minutes') = (bundle_id IS NOT NULL)", name="minutes_of_an_order"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    number: Mapped[int] = public(Integer)
    kind: Mapped[str] = public(String(20))
    corrects_id: Mapped[int | None] = public(ForeignKey("minutes.id"), index=True)
    bundle_id: Mapped[int | None] = public(ForeignKey("ranking_bundle.id"))
    code: Mapped[str] = public(String(20), unique=True)
    content: Mapped[str] = secret(Text)
    sha256: Mapped[str] = public(String(64))  # of the content
    file_sha256: Mapped[str] = public(String(64))  # of the PDF, kept under it
    issued_at: Mapped[datetime] = public(Instant)
    issued_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="issued_by_id")

    event: Mapped[Event] = related()
    bundle: Mapped[RankingBundle | None] = related()
    corrects: Mapped["Minutes | None"] = related(remote_side=[id])

    @property
    def is_erratum(self) -> bool:
        return self.kind == PaperKind.ERRATUM


class PaperDetails(Base):
    """Who signs an event's certificates: `[{"name", "office"}…]`, in the order of the sheet."""

    __tablename__ = "paper_details"
    __table_args__ = (UniqueConstraint("event_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    signatories: Mapped[list[Any]] = public(JSON)
    version: Mapped[int] = public(Integer)

    __mapper_args__ = {"version_id_col": version}


class CertificateKind(StrEnum):
    """What somebody was in an event; a diploma is a winner's."""

    PARTICIPANT = "participant"
    MENTOR = "mentor"
    JUROR = "juror"
    ORGANISER = "organiser"
    DIPLOMA = "diploma"


class CertificateState(StrEnum):
    """Whether a certificate still stands."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Certificate(Base):
    """A certificate as it was printed: for whom, of what, with its code and the hash of its PDF.

    `prize` is the position of a diploma's prize, 0 on the others. `said` is what stands on it beside the name.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        Index(
            "uq_certificate_standing",
            "event_id",
            "person_id",
            "kind",
            "prize",
            unique=True,
            sqlite_where=text("state <> 'replaced'"),
            postgresql_where=text("state <> 'replaced'"),
        ),
        Index("ix_certificate_listed", "event_id", "id"),
        one_of("kind", CertificateKind),
        one_of("state", CertificateState),
        CheckConstraint("(kind = 'diploma') = (prize > 0)", name="diploma_has_prize"),
        CheckConstraint("(state = 'valid') = (changed_at IS NULL)", name="change_has_instant"),
        CheckConstraint("state <> 'withdrawn' OR reason <> ''", name="withdrawn_with_reason"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id"))
    person_id: Mapped[int] = personal(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = public(String(20))
    prize: Mapped[int] = public(Integer, default=0)
    name: Mapped[str] = personal(String(120))
    said: Mapped[dict[str, Any]] = personal(JSON)
    code: Mapped[str] = public(String(20), unique=True, default=new_paper_code)
    sha256: Mapped[str] = public(String(64))
    state: Mapped[str] = public(String(20), default=CertificateState.VALID)
    reason: Mapped[str] = public(String(500), default="")
    issued_at: Mapped[datetime] = public(Instant)
    changed_at: Mapped[datetime | None] = public(Instant)

    event: Mapped[Event] = related()
    person: Mapped[Person] = related()

    @property
    def is_valid(self) -> bool:
        return self.state == CertificateState.VALID
