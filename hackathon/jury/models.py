"""The rounds, who judges what, and the score sheets. A score is an integer on its criterion's scale."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, one_of, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.jury.rubric_models import Criterion, Rubric
from hackathon.submissions.models import Project
from hackathon.text import N_, new_paper_code

QUORUM = 3  # signed sheets that a project needs, unless the round says otherwise


class RoundKind(StrEnum):
    """An event has a single round, or a first one and a final among the best of it."""

    SINGLE = "single"
    FIRST = "first"
    FINAL = "final"


class JudgingRound(Base):
    """A round of judging: who judges how much, and what came of it. Planned, then opened, then closed.

    `per_project`: jurors for each project, None for all; `capacity`: projects for each juror, None for any number.
    `finalists_wanted`: how many a first round sends on, None for the fewest that hold the best (`finalists.py`);
    `finalists`: the slugs of a final's projects; `coverage`: what each project had when the round was closed.
    """

    __tablename__ = "judging_round"
    __table_args__ = (UniqueConstraint("event_id", "number"), one_of("kind", RoundKind))

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    rubric_id: Mapped[int] = public(ForeignKey("rubric.id"))
    number: Mapped[int] = public(Integer, default=1)
    kind: Mapped[str] = public(String(20), default=RoundKind.SINGLE)
    quorum: Mapped[int] = public(Integer, default=QUORUM)
    per_project: Mapped[int | None] = public(Integer)
    capacity: Mapped[int | None] = public(Integer)
    finalists_wanted: Mapped[int | None] = public(Integer)
    carries_over: Mapped[bool] = public(Boolean, default=False)
    bars_domains: Mapped[bool] = public(Boolean, default=False)  # jurors from projects of their own mail domain
    seed: Mapped[str | None] = public(String(64))
    finalists: Mapped[list[Any]] = secret(JSON, default=list)
    opened_at: Mapped[datetime | None] = public(Instant)
    closed_at: Mapped[datetime | None] = public(Instant)
    coverage: Mapped[list[Any]] = secret(JSON, default=list)
    visit_minutes: Mapped[int | None] = public(Integer)
    places: Mapped[dict[str, Any]] = public(JSON, default=dict)  # slug of a project -> its table or room

    event: Mapped[Event] = related()
    rubric: Mapped[Rubric] = related()

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class JuryAssignment(Base):
    """A juror's seat at a project in a round."""

    __tablename__ = "jury_assignment"
    __table_args__ = (UniqueConstraint("round_id", "juror_id", "project_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_paper_code)  # it stands on its paper sheet
    round_id: Mapped[int] = public(ForeignKey("judging_round.id", ondelete="CASCADE"))
    juror_id: Mapped[int] = personal(ForeignKey("person.id"), person="juror_id", index=True)
    project_id: Mapped[int] = public(ForeignKey("project.id"), index=True)
    position: Mapped[int] = public(Integer, default=0)
    seated_at: Mapped[datetime | None] = public(Instant)
    visit_at: Mapped[datetime | None] = public(Instant)

    round: Mapped[JudgingRound] = related()
    juror: Mapped[Person] = related()
    project: Mapped[Project] = related()
    sheet: Mapped["ScoreSheet"] = related(back_populates="assignment", uselist=False, cascade="all, delete-orphan")
    recusal: Mapped["Recusal | None"] = related(back_populates="assignment", uselist=False)
    readings: Mapped[list["PaperReading"]] = related(
        back_populates="assignment", order_by="PaperReading.id", cascade="all, delete-orphan", passive_deletes=True
    )


class RecusalKind(StrEnum):
    """Who emptied the seat: the juror, who stepped aside or left; or organisers, who excluded its sheet."""

    OWN = "own"
    LEFT = "left"
    EXCLUDED = "excluded"


class Recusal(Base):
    """A juror does not judge this project, with the cause. Removes the seat from every number, never scores it zero."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("assignment_id"), one_of("kind", RecusalKind))

    id: Mapped[int] = public(Integer, primary_key=True)
    assignment_id: Mapped[int] = public(ForeignKey("jury_assignment.id", ondelete="CASCADE"))
    kind: Mapped[str] = public(String(20), default=RecusalKind.OWN)
    cause: Mapped[str] = secret(String(500))
    recused_at: Mapped[datetime] = public(Instant)

    assignment: Mapped[JuryAssignment] = related(back_populates="recusal")


class SheetState(StrEnum):
    """A sheet is a draft until its juror signs it."""

    DRAFT = "draft"
    SIGNED = "signed"


class ScoreSheet(Base):
    """One juror's scores and texts for one project: made with the seat, so that two tabs meet one version.

    `comment` is read by the jury when it deliberates, `comment_to_team` by the team once the results are published,
    `note` by nobody but the juror.
    """

    __tablename__ = "score_sheet"
    __table_args__ = (UniqueConstraint("assignment_id"), one_of("state", SheetState))

    id: Mapped[int] = public(Integer, primary_key=True)
    assignment_id: Mapped[int] = public(ForeignKey("jury_assignment.id", ondelete="CASCADE"))
    state: Mapped[str] = public(String(20), default=SheetState.DRAFT)
    comment: Mapped[str] = secret(Text, default="")
    comment_to_team: Mapped[str] = secret(Text, default="")
    note: Mapped[str] = secret(Text, default="")
    saved_at: Mapped[datetime] = public(Instant)
    signed_at: Mapped[datetime | None] = public(Instant)
    version: Mapped[int] = public(Integer)

    assignment: Mapped[JuryAssignment] = related(back_populates="sheet")
    scores: Mapped[list["Score"]] = related(back_populates="sheet", cascade="all, delete-orphan")
    paper: Mapped["PaperSignature | None"] = related(
        back_populates="sheet", uselist=False, cascade="all, delete-orphan", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_signed(self) -> bool:
        return self.state == SheetState.SIGNED

    @property
    def is_begun(self) -> bool:
        return bool(self.scores or self.comment or self.comment_to_team or self.note)

    @property
    def values(self) -> dict[int, int]:
        """The scores given so far, by criterion id."""
        return {score.criterion_id: score.value for score in self.scores}


class Score(Base):
    """One criterion's score on one sheet."""

    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("sheet_id", "criterion_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    sheet_id: Mapped[int] = public(ForeignKey("score_sheet.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = public(ForeignKey("criterion.id"))
    value: Mapped[int] = secret(Integer)

    sheet: Mapped[ScoreSheet] = related(back_populates="scores")
    criterion: Mapped[Criterion] = related()


class PaperReading(Base):
    """What one person read on a seat's paper sheet: `marks` by the criterion's key, gaps none.

    It counts nowhere. A second person's reading that says the same makes the sheet a signed one.
    """

    __tablename__ = "paper_reading"
    __table_args__ = (UniqueConstraint("assignment_id", "reader_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    assignment_id: Mapped[int] = public(ForeignKey("jury_assignment.id", ondelete="CASCADE"))
    reader_id: Mapped[int] = personal(ForeignKey("person.id"), person="reader_id")
    marks: Mapped[dict[str, Any]] = secret(JSON)
    comment: Mapped[str] = secret(Text, default="")
    read_at: Mapped[datetime] = public(Instant)

    assignment: Mapped[JuryAssignment] = related(back_populates="readings")
    reader: Mapped[Person] = related()


class PaperSignature(Base):
    """A sheet that its juror signed on paper: who typed it, who checked it by typing it again, and when it began to count."""

    __tablename__ = "paper_signature"
    __table_args__ = (
        UniqueConstraint("sheet_id"),
        CheckConstraint(
            "typed_by_id <> checked_by_id",
            name="two_people",
            info={"refusal": N_("A sheet is checked by another person than the one who typed it.")},
        ),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    sheet_id: Mapped[int] = public(ForeignKey("score_sheet.id", ondelete="CASCADE"))
    typed_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="typed_by_id")
    checked_by_id: Mapped[int] = personal(ForeignKey("person.id"), person="checked_by_id")
    typed_at: Mapped[datetime] = public(Instant)
    checked_at: Mapped[datetime] = public(Instant)

    sheet: Mapped[ScoreSheet] = related(back_populates="paper")
    typed_by: Mapped[Person] = related(foreign_keys=[typed_by_id])
    checked_by: Mapped[Person] = related(foreign_keys=[checked_by_id])
