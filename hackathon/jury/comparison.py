"""How a juror's marks compare with those of the others on the same projects: for the juror alone, once scoring is closed.

Of one other juror, or of one project, a mean would tell single marks: then nothing is said.
"""

from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

from sqlalchemy import func, select

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.jury.desk import Desk
from hackathon.jury.models import JuryAssignment, Recusal, Score, ScoreSheet, SheetState
from hackathon.jury.rubric_models import Criterion

FEWEST_OTHERS = 2
FEWEST_PROJECTS = 2


@dataclass(frozen=True)
class Comparison:
    """The mean difference over `projects` judged together, in points of 100: below zero, this juror gave less."""

    difference: Fraction
    projects: int


def compared_with_others(own: Desk, juror: Person) -> Comparison | None:
    """None where too few sheets are signed to say anything without telling single marks."""
    differences = []
    for marks in _totals(own).values():
        others = [mark for who, mark in marks.items() if who != juror.id]
        if juror.id in marks and len(others) >= FEWEST_OTHERS:
            differences.append(marks[juror.id] - mean(others))
    if len(differences) < FEWEST_PROJECTS:
        return None
    return Comparison(mean(differences), len(differences))


def _totals(own: Desk) -> dict[int, dict[int, Fraction]]:
    """project -> juror -> points of 100, of each signed sheet of the projects on this desk."""
    low, span = own.rubric.scale_low, own.rubric.scale_high - own.rubric.scale_low
    weighed = (
        select(
            JuryAssignment.project_id,
            JuryAssignment.juror_id,
            func.sum((Score.value - low) * Criterion.weight),
        )
        .select_from(Score)
        .join(Score.criterion)
        .join(Score.sheet)
        .join(ScoreSheet.assignment)
        .outerjoin(JuryAssignment.recusal)
        .where(
            JuryAssignment.round_id.in_({seat.assignment.round_id for seat in own.seats}),
            JuryAssignment.project_id.in_([seat.assignment.project_id for seat in own.seats]),
            ScoreSheet.state == SheetState.SIGNED,
            Recusal.id.is_(None),
        )
        .group_by(JuryAssignment.project_id, JuryAssignment.juror_id)
    )
    totals: dict[int, dict[int, Fraction]] = {}
    for project, juror, earned in db.session.execute(weighed):
        totals.setdefault(project, {})[juror] = Fraction(int(earned), span)
    return totals
