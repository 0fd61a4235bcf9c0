"""What the jury hands on to the results: the contest as it was fixed, and signed sheets under pseudonyms.

The only way scores leave the jury. Whoever calls it answers for showing them to nobody before publication.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVarTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hackathon.database import db
from hackathon.events.models import Event
from hackathon.jury import gates, invitation_queries, queries, round_queries, rubric_queries
from hackathon.jury.contest import Contest, Judgement, Seat
from hackathon.jury.desk import pure_criteria
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import (
    JudgingRound,
    JuryAssignment,
    PaperSignature,
    Recusal,
    RoundKind,
    Score,
    ScoreSheet,
    SheetState,
)
from hackathon.jury.rubric_models import Criterion, CriterionKind, Rubric
from hackathon.submissions.models import Project

Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class SeatCount:
    """One project's seats: how many sheets are signed, how many are still expected, who stepped aside."""

    project: str
    signed: int
    open: int
    recused: int


@dataclass(frozen=True)
class RoundOutcome:
    """A round as the ranking takes it: what was fixed, what was signed, how far each project's sheets are.

    `excluded` are (code, slug, reason) of sheets that organisers took out of every number.
    """

    number: int
    kind: RoundKind
    contest: Contest
    judgements: list[Judgement]
    coverage: list[SeatCount]
    rubric: Rubric
    carries_over: bool = False
    excluded: list[tuple[str, str, str]] = field(default_factory=list)


def round_outcomes(event: Event) -> list[RoundOutcome]:
    """What came of every round that was opened, the first one first; of an event without any, one in which nobody scored.

    The last one decides about its projects; the others follow in the order of the round before.
    """
    opened = [judging for judging in round_queries.rounds_of(event) if judging.opened_at is not None]
    if not opened:
        return [_without_a_round(event)]
    return [outcome_of(judging) for judging in opened]


def _without_a_round(event: Event) -> RoundOutcome:
    rubric = rubric_queries.rubric_of(event)
    return RoundOutcome(1, RoundKind.SINGLE, contest_of(event, rubric), [], seat_counts(event), rubric)


def outcome_of(judging: JudgingRound) -> RoundOutcome:
    """What came of one round. A final that carries over counts the sheets of the round before too."""
    event, rubric = judging.event, rubric_queries.rubric_of_round(judging)
    contest = contest_of(event, rubric)
    passed = set(contest.entries or ())
    entries = [project.slug for project in round_queries.entries_of(judging) if project.slug in passed]
    cells = [cell for cell in signed_judgements(event, _counted_rounds(judging)) if cell.entry in entries]
    if judging.kind == RoundKind.FINAL:
        contest = replace(contest, entries=entries, judges=sorted({cell.judge for cell in cells}))
    coverage = [line for line in coverage_of(judging) if line.project in passed]
    kind, excluded = RoundKind(judging.kind), excluded_sheets(judging)
    return RoundOutcome(judging.number, kind, contest, cells, coverage, rubric, judging.carries_over, excluded)


def coverage_of(judging: JudgingRound) -> list[SeatCount]:
    """How far the sheets of each project of a round are, whether it passes its gates or not: that is nobody's yet."""
    entries = {project.slug for project in round_queries.entries_of(judging)}
    return [line for line in seat_counts(judging.event, _counted_rounds(judging)) if line.project in entries]


def excluded_sheets(judging: JudgingRound) -> list[tuple[str, str, str]]:
    """(code, slug, reason) of a round's sheets that organisers took out of every number."""
    codes = invitation_queries.codes_by_person(judging.event)
    seats = [seat for seat in round_queries.excluded_seats(judging.event) if seat.round_id == judging.id]
    return sorted((codes[seat.juror_id], seat.project.slug, seat.recusal.cause) for seat in seats if seat.recusal)


def _counted_rounds(judging: JudgingRound) -> list[int]:
    return [judging.number, 1] if judging.kind == RoundKind.FINAL and judging.carries_over else [judging.number]


def carried_seats(judging: JudgingRound) -> set[Seat]:
    """(code, slug) of what was signed before and counts in this round too: nobody judges that again."""
    counted = [number for number in _counted_rounds(judging) if number != judging.number]
    return {(cell.judge, cell.entry) for cell in signed_judgements(judging.event, counted)}


def contest_of(event: Event, rubric: Rubric) -> Contest:
    """The contest by this rubric for `ranking.rank`: entries are slugs of projects that passed the gates of every round,
    judges are codes."""
    failed = gates.failed_gates(event)
    jury = [one for one in invitation_queries.accepted_invitations(event) if one.excluded_at is None]
    return Contest(
        criteria=pure_criteria(rubric),
        entries=[project.slug for project in queries.projects_to_judge(event) if project.slug not in failed],
        judges=sorted(invitation.code for invitation in jury),
        method=rubric.method,
        ties=list(rubric.tie_criteria),
    )


def signed_judgements(event: Event, rounds: Sequence[int] = (1,)) -> list[Judgement]:
    """Every score of every signed sheet of these rounds, of projects that passed the gates, but for seats that do not
    count; sorted."""
    failed = gates.failed_gates(event)
    scores = (
        select(JurorInvitation.code, Project.slug, Criterion.key, Score.value)
        .select_from(Score)
        .join(Score.criterion)
        .join(Score.sheet)
        .where(JudgingRound.number.in_(rounds), Criterion.kind == CriterionKind.SCORE)
    )
    counted = _of_sheets_that_count(event, scores)
    rows = [row for row in db.session.execute(counted) if row.slug not in failed]
    cells = [Judgement(row.code, row.slug, row.key, row.value) for row in rows]
    return sorted(cells, key=lambda cell: (cell.judge, cell.entry, cell.criterion))


def _of_sheets_that_count(event: Event, selected: Select[*Columns]) -> Select[*Columns]:
    """What is selected from sheets, with their juror's code and project: of the signed ones, but for seats that do not
    count."""
    return (
        selected.join(ScoreSheet.assignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.project)
        .join(
            JurorInvitation,
            (JurorInvitation.event_id == JudgingRound.event_id)
            & (JurorInvitation.person_id == JuryAssignment.juror_id),
        )
        .outerjoin(JuryAssignment.recusal)
        .where(JudgingRound.event_id == event.id, queries.is_judged(event))
        .where(ScoreSheet.state == SheetState.SIGNED, Recusal.id.is_(None))
    )


def sheets_on_paper(event: Event) -> list[tuple[int, str, str]]:
    """(round, code, slug) of every sheet that its juror signed on paper and that counts; sorted."""
    codes = invitation_queries.codes_by_person(event)
    signed = (
        select(JudgingRound.number, JuryAssignment.juror_id, Project.slug)
        .select_from(PaperSignature)
        .join(PaperSignature.sheet)
        .join(ScoreSheet.assignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.project)
        .outerjoin(JuryAssignment.recusal)
        .where(JudgingRound.event_id == event.id, queries.is_judged(event), Recusal.id.is_(None))
    )
    return sorted((number, codes[juror], slug) for number, juror, slug in db.session.execute(signed))


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


def comments_to_jury(event: Event) -> dict[str, list[tuple[str, str]]]:
    """Slug → (code of the juror, what they wrote for the jury), of the sheets that count. For the chair's eyes."""
    comments_of = select(Project.slug, JurorInvitation.code, ScoreSheet.comment).select_from(ScoreSheet)
    written = _of_sheets_that_count(event, comments_of.where(ScoreSheet.comment != ""))
    comments: dict[str, list[tuple[str, str]]] = {}
    for slug, code, comment in db.session.execute(written.order_by(Project.slug, JurorInvitation.code)):
        comments.setdefault(slug, []).append((code, comment))
    return comments


def seat_counts(event: Event, rounds: Sequence[int] | None = None) -> list[SeatCount]:
    """Per project, in the order of the slugs: what stands between it and its quorum, in these rounds or in all."""
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
    if rounds is not None:
        seats = seats.where(JudgingRound.number.in_(rounds))
    states: dict[str, list[str]] = {project.slug: [] for project in queries.projects_to_judge(event)}
    for seat in db.session.scalars(seats):
        state = "recused" if seat.recusal else seat.sheet.state
        states.setdefault(seat.project.slug, []).append(state)
    return [
        SeatCount(slug, signed=found.count("signed"), open=found.count("draft"), recused=found.count("recused"))
        for slug, found in sorted(states.items())
    ]
