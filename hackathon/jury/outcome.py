"""What the jury hands on to the results: the contest as it was fixed, and signed sheets under pseudonyms.

The only way scores leave the jury. Whoever calls it answers for showing them to nobody before publication.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.jury import gates, invitation_queries, queries
from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.desk import pure_criteria
from hackathon.jury.models import JudgingRound, JurorInvitation, JuryAssignment, Recusal, Score, ScoreSheet, SheetState
from hackathon.jury.rubric_models import Criterion, CriterionKind
from hackathon.submissions.models import Project


@dataclass(frozen=True)
class SeatCount:
    """One project's seats: how many sheets are signed, how many are still expected, who stepped aside."""

    project: str
    signed: int
    open: int
    recused: int


def contest_of(event: Event) -> Contest:
    """The event's contest for `ranking.rank`: entries are slugs of projects that passed the gates, judges are codes."""
    rubric, failed = queries.rubric_of(event), gates.failed_gates(event)
    return Contest(
        criteria=pure_criteria(rubric),
        entries=[project.slug for project in queries.projects_to_judge(event) if project.slug not in failed],
        judges=sorted(invitation.code for invitation in invitation_queries.accepted_invitations(event)),
        method=rubric.method,
        ties=list(rubric.tie_criteria),
    )


def signed_judgements(event: Event) -> list[Judgement]:
    """Every score of every signed sheet of the projects that passed the gates, but for seats given up; sorted."""
    failed = gates.failed_gates(event)
    counted = (
        select(JurorInvitation.code, Project.slug, Criterion.key, Score.value)
        .select_from(Score)
        .join(Score.criterion)
        .join(Score.sheet)
        .join(ScoreSheet.assignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.project)
        .join(
            JurorInvitation,
            (JurorInvitation.event_id == JudgingRound.event_id)
            & (JurorInvitation.person_id == JuryAssignment.juror_id),
        )
        .outerjoin(JuryAssignment.recusal)
        .where(JudgingRound.event_id == event.id, queries.is_judged(event))
        .where(ScoreSheet.state == SheetState.SIGNED, Recusal.id.is_(None), Criterion.kind == CriterionKind.SCORE)
    )
    rows = [row for row in db.session.execute(counted) if row.slug not in failed]
    cells = [Judgement(row.code, row.slug, row.key, row.value) for row in rows]
    return sorted(cells, key=lambda cell: (cell.judge, cell.entry, cell.criterion))


def comments_to_team(project: Project) -> list[str]:
    """What jurors wrote for a project's team, of the sheets that count, in an order that tells nobody's.

    Like scores, for nobody before the publication.
    """
    written = (
        select(ScoreSheet.comment_to_team)
        .join(ScoreSheet.assignment)
        .outerjoin(JuryAssignment.recusal)
        .where(JuryAssignment.project_id == project.id, ScoreSheet.state == SheetState.SIGNED, Recusal.id.is_(None))
        .where(ScoreSheet.comment_to_team != "")
    )
    return sorted(db.session.scalars(written))


def seat_counts(event: Event) -> list[SeatCount]:
    """Per project, in the order of the slugs: what stands between it and its quorum."""
    seats = (
        select(JuryAssignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.project)
        .where(JudgingRound.event_id == event.id, queries.is_judged(event))
        .options(
            joinedload(JuryAssignment.project),
            joinedload(JuryAssignment.sheet),
            joinedload(JuryAssignment.recusal),
        )
    )
    states: dict[str, list[str]] = {project.slug: [] for project in queries.projects_to_judge(event)}
    for seat in db.session.scalars(seats):
        state = "recused" if seat.recusal else seat.sheet.state
        states.setdefault(seat.project.slug, []).append(state)
    return [
        SeatCount(slug, signed=found.count("signed"), open=found.count("draft"), recused=found.count("recused"))
        for slug, found in sorted(states.items())
    ]
