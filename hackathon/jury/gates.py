"""Gates: what a project must pass besides its points. One fails when more than half of its signed sheets say no.

Whoever calls it answers for showing the counts to nobody before publication, as with `outcome.py`.
"""

from dataclasses import dataclass

from sqlalchemy import func, select

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.jury import queries, rubric_queries
from hackathon.jury.models import JudgingRound, JuryAssignment, Recusal, Score, ScoreSheet, SheetState
from hackathon.jury.rubric_models import Criterion, CriterionKind
from hackathon.submissions.models import Project


@dataclass(frozen=True)
class GateCount:
    """What the signed sheets of a project say about one gate of a rubric."""

    project: str
    rubric_id: int
    gate: str
    yes: int
    no: int

    @property
    def is_failed(self) -> bool:
        return self.no > self.yes


def gate_counts(event: Event) -> list[GateCount]:
    """Per project, rubric and gate, sorted: how many signed sheets say yes and no, in every round that is judged by this
    rubric; seats that were given up do not count."""
    yes, no = func.sum(Score.value), func.count() - func.sum(Score.value)
    counted = (
        select(Project.slug, Criterion.rubric_id, Criterion.key, yes.label("yes"), no.label("no"))
        .select_from(Score)
        .join(Score.criterion)
        .join(Score.sheet)
        .join(ScoreSheet.assignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.project)
        .outerjoin(JuryAssignment.recusal)
        .where(JudgingRound.event_id == event.id, queries.is_judged(event), Criterion.kind == CriterionKind.GATE)
        .where(ScoreSheet.state == SheetState.SIGNED, Recusal.id.is_(None))
        .group_by(Project.slug, Criterion.rubric_id, Criterion.key)
        .order_by(Project.slug, Criterion.rubric_id, Criterion.key)
    )
    rows = db.session.execute(counted)
    return [GateCount(row.slug, row.rubric_id, row.key, int(row.yes), int(row.no)) for row in rows]


def failed_gates(event: Event) -> dict[str, list[GateCount]]:
    """Project → the gates that it did not pass; whoever passed all is not in it."""
    failed: dict[str, list[GateCount]] = {}
    for count in gate_counts(event):
        if count.is_failed:
            failed.setdefault(count.project, []).append(count)
    return failed


def gate_names(event: Event) -> dict[str, str]:
    """The name of each gate of the event, by its key."""
    return {gate.key: str(gate.name) for rubric in rubric_queries.rubrics_of(event) for gate in rubric.gates}
