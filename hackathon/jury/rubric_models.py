"""The rubric: criteria with their weights and the words of each level, gates, the scale, the method and the ties."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped

from hackathon.database import Base, Instant, Translated, Words, one_of, public, related
from hackathon.events.models import Event
from hackathon.text import N_

NO, YES = ANSWERS = (0, 1)  # what a gate is answered with


class Rubric(Base):
    """The criteria of a jury; `locked_at` is the first signature: no change afterwards, only a further rubric.

    The first rubric of an event is number 1; a round points to the one it is judged by.
    """

    __tablename__ = "rubric"
    __table_args__ = (
        UniqueConstraint(
            "event_id", "number", info={"refusal": N_("Somebody saved the rubric a moment ago. Open it again.")}
        ),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    event_id: Mapped[int] = public(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int] = public(Integer, default=1)
    name: Mapped[Words] = public(Translated, default=lambda: Words(""))
    scale_low: Mapped[int] = public(Integer, default=0)
    scale_high: Mapped[int] = public(Integer, default=5)
    method: Mapped[str] = public(String(20), default="mean")
    tie_criteria: Mapped[list[Any]] = public(JSON, default=list)
    sha256: Mapped[str | None] = public(String(64))
    locked_at: Mapped[datetime | None] = public(Instant)
    version: Mapped[int] = public(Integer)

    event: Mapped[Event] = related()
    criteria: Mapped[list["Criterion"]] = related(
        back_populates="rubric", order_by="Criterion.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def levels(self) -> range:
        """Every score that can be given."""
        return range(self.scale_low, self.scale_high + 1)

    @property
    def scored(self) -> list["Criterion"]:
        """The criteria that weigh."""
        return [criterion for criterion in self.criteria if not criterion.is_gate]

    @property
    def gates(self) -> list["Criterion"]:
        """What a project passes or not, besides its points."""
        return [criterion for criterion in self.criteria if criterion.is_gate]


class CriterionKind(StrEnum):
    """A criterion is scored on the scale, or is a gate: yes or no, without any weight."""

    SCORE = "score"
    GATE = "gate"


class Criterion(Base):
    """One criterion: weight in percent, and in `anchors` the words of levels: `[{"level", "es", "en"}…]`.

    Of a gate the levels are its `ANSWERS`.
    """

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("rubric_id", "key"),
        one_of("kind", CriterionKind),
        CheckConstraint("kind = 'gate' AND weight = 0 OR kind = 'score' AND weight BETWEEN 1 AND 100", name="weight"),
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    rubric_id: Mapped[int] = public(ForeignKey("rubric.id", ondelete="CASCADE"))
    key: Mapped[str] = public(String(40))
    position: Mapped[int] = public(Integer)
    kind: Mapped[str] = public(String(20), default=CriterionKind.SCORE)
    weight: Mapped[int] = public(Integer)
    name: Mapped[Words] = public(Translated)
    help: Mapped[Words] = public(Translated)
    anchors: Mapped[list[Any]] = public(JSON)

    rubric: Mapped[Rubric] = related(back_populates="criteria")

    @property
    def is_gate(self) -> bool:
        return self.kind == CriterionKind.GATE

    @property
    def anchor_of(self) -> dict[int, Words]:
        """The words of each level that has some."""
        return {anchor["level"]: Words(anchor["es"], anchor["en"]) for anchor in self.anchors}
