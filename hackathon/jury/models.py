"""The round, who judges what, and the score sheets. A score is an integer on its criterion's scale."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.accounts.models import Person
from hackathon.database import Base, Instant, one_of, personal, public, related, secret
from hackathon.events.models import Event
from hackathon.jury.rubric_models import Criterion, Rubric
from hackathon.submissions.models import Project
from hackathon.text import N_, new_public_id

QUORUM = 3  # signed sheets that a project needs, unless the round says otherwise


def new_code() -> str:
    """A juror's pseudonym: six letters and digits that are not taken for one another."""
    return "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(6))


class JudgingRound(Base):
    """A round of judging. Here one per event, in which everybody scores everything."""

    __tablename__ = "judging_round"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    rubric_id: Mapped[int] = public(ForeignKey("rubric.id"))
    number: Mapped[int] = public(Integer, default=1)
    quorum: Mapped[int] = public(Integer, default=QUORUM)
    opened_at: Mapped[datetime | None] = public(Instant)
    closed_at: Mapped[datetime | None] = public(Instant)

    event: Mapped[Event] = related()
    rubric: Mapped[Rubric] = related()


class JurorInvitation(Base):
    """An invitation to judge: its link lives as long as the round, can be revoked and sent again.

    `code` stands for the juror wherever scores leave the jury; it is drawn, so that no order tells who it is.
    `conflicts` are the teams that the juror declared not to judge, `[{"team_id", "cause"}…]`.
    """

    __tablename__ = "juror_invitation"
    __table_args__ = (
        UniqueConstraint("event_id", "email_folded", info={"refusal": N_("This person is invited already.")}),
        UniqueConstraint("event_id", "code"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    name: Mapped[str] = personal(String(120))
    email: Mapped[str] = personal(String(254))
    email_folded: Mapped[str] = personal(String(254))
    is_chair: Mapped[bool] = public(Boolean, default=False)
    token_hash: Mapped[str] = secret(String(64), unique=True)
    person_id: Mapped[int | None] = personal(ForeignKey("person.id"), index=True)
    invited_at: Mapped[datetime] = public(Instant)
    sent_count: Mapped[int] = public(Integer, default=1)
    accepted_at: Mapped[datetime | None] = public(Instant)
    revoked_at: Mapped[datetime | None] = public(Instant)
    declined_at: Mapped[datetime | None] = public(Instant)
    decline_reason: Mapped[str] = secret(String(500), default="")
    declared_ties: Mapped[str] = secret(Text, default="")  # in the juror's words, where no list of teams may be read
    code: Mapped[str] = secret(String(12), default=new_code)
    conflicts: Mapped[list[Any]] = secret(JSON, default=list)

    event: Mapped[Event] = related()
    person: Mapped[Person | None] = related()

    def is_somebody_else(self, standing: Any) -> bool:
        """Whether the one who is signed in is not the one who was invited."""
        if not standing.is_signed_in:
            return False
        if self.person_id is not None:
            return bool(standing.person.id != self.person_id)
        return bool(standing.person.email_folded != self.email_folded)


class JuryAssignment(Base):
    """A juror's seat at a project in a round."""

    __tablename__ = "jury_assignment"
    __table_args__ = (UniqueConstraint("round_id", "juror_id", "project_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    public_id: Mapped[str] = public(String(24), unique=True, default=new_public_id)
    round_id: Mapped[int] = public(ForeignKey("judging_round.id", ondelete="CASCADE"))
    juror_id: Mapped[int] = personal(ForeignKey("person.id"), person="juror_id", index=True)
    project_id: Mapped[int] = public(ForeignKey("project.id"), index=True)
    position: Mapped[int] = public(Integer, default=0)

    round: Mapped[JudgingRound] = related()
    juror: Mapped[Person] = related()
    project: Mapped[Project] = related()
    sheet: Mapped["ScoreSheet"] = related(back_populates="assignment", uselist=False, cascade="all, delete-orphan")
    recusal: Mapped["Recusal | None"] = related(back_populates="assignment", uselist=False)


class Recusal(Base):
    """A juror does not judge this project, with the cause. Removes the seat, never scores it zero."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("assignment_id"),)

    id: Mapped[int] = public(Integer, primary_key=True)
    assignment_id: Mapped[int] = public(ForeignKey("jury_assignment.id", ondelete="CASCADE"))
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
