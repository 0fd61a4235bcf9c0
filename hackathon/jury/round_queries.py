"""Questions about rounds: who may sit where, what a draw would give, how far each juror and project is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hackathon.accounts.models import Person
from hackathon.challenges.models import Challenge
from hackathon.database import db
from hackathon.events.models import Event, Role, RoleKind
from hackathon.events.queries import visible_event
from hackathon.jury import drawing, invitation_queries, queries, seat_queries
from hackathon.jury.assignment import Wish
from hackathon.jury.conflicts import Barred, Cause, Judged, Judging, Named, barred
from hackathon.jury.drawing import Drawing
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import JudgingRound, JuryAssignment, Recusal, RecusalKind, RoundKind, ScoreSheet
from hackathon.jury.repair import Mending, mend
from hackathon.jury.round_policy import CHAIR
from hackathon.permissions import Standing
from hackathon.submissions.models import Project, ProjectChallenge
from hackathon.teams.models import Membership


def jury_event(viewer: Standing, event: str) -> Event | None:
    """The event, for those who oversee its jury; nobody else learns that there is anything to oversee."""
    return visible_event(viewer, event) if viewer.is_organiser or viewer.has_role(CHAIR) else None


def rounds_of(event: Event) -> list[JudgingRound]:
    """Every round of an event, the first one first."""
    found = select(JudgingRound).where(JudgingRound.event_id == event.id).order_by(JudgingRound.number)
    rounds = list(db.session.scalars(found.options(joinedload(JudgingRound.rubric))))
    for judging in rounds:
        set_committed_value(judging, "event", event)
    return rounds


def overseen_round(viewer: Standing, event: str, number: int) -> JudgingRound | None:
    """One round of an event, for those who oversee its jury."""
    found = jury_event(viewer, event)
    rounds = rounds_of(found) if found is not None else []
    return next((judging for judging in rounds if judging.number == number), None)


def managed_round(viewer: Standing, event: str, number: int) -> JudgingRound | None:
    """One round of an event, for its organisers alone."""
    return overseen_round(viewer, event, number) if viewer.is_organiser else None


def next_round(rounds: Sequence[JudgingRound]) -> JudgingRound | None:
    """The round that opens next; None when all are open or over."""
    return next((judging for judging in rounds if judging.opened_at is None), None)


def entries_of(judging: JudgingRound) -> list[Project]:
    """What is judged in a round: everything handed in, or its finalists."""
    projects = queries.projects_to_judge(judging.event)
    if judging.kind != RoundKind.FINAL:
        return projects
    return [project for project in projects if project.slug in judging.finalists]


@dataclass(frozen=True)
class Ground:
    """What a round is drawn from: projects, jurors who sit, and who must not judge what."""

    judging: JudgingRound
    projects: Mapping[str, Project]
    jurors: Mapping[str, JurorInvitation]
    barred: Sequence[Barred]

    @property
    def seed(self) -> str:
        """Of the draw that was, or of the one that would be now."""
        return self.judging.seed or drawing.seed_of(self.judging.number, self.projects, self.jurors)

    def wish(self) -> Wish:
        return drawing.as_wish(
            entries=list(self.projects),
            judges=list(self.jurors),
            capacity=self.judging.capacity,
            k=self.judging.per_project,
            conflicts=[(pair.juror, pair.project) for pair in self.barred],
        )

    def draw(self) -> Drawing:
        """What opening the round would give."""
        return drawing.draw(self.wish(), seed=self.seed, quorum=self.judging.quorum)


def ground_of(judging: JudgingRound) -> Ground:
    """What this round is drawn from, as things stand now."""
    projects = {project.slug: project for project in entries_of(judging)}
    jurors = {invitation.code: invitation for invitation in invitation_queries.sitting_jurors(judging.event)}
    return Ground(judging, projects, jurors, _barred(judging, list(jurors.values()), list(projects.values())))


def _barred(judging: JudgingRound, jurors: Sequence[JurorInvitation], projects: Sequence[Project]) -> list[Barred]:
    """Who must not judge what, by codes and slugs, with the cause."""
    team_of = seat_queries.team_of_each(judging.event)
    emails = _emails_by_team(judging.event) if judging.bars_domains else {}
    challenges = _challenges_by_project(projects)
    judges = [
        Judging(
            id=juror.code,
            email=juror.email,
            team=team_of.get(juror.person_id or 0),
            named=[named_in(conflict) for conflict in juror.conflicts],
            challenges=frozenset(juror.limits),
        )
        for juror in jurors
    ]
    judged = [
        Judged(one.slug, one.team_id, emails.get(one.team_id, ()), frozenset(challenges.get(one.id, ())))
        for one in projects
    ]
    return barred(judges, judged)


def named_in(conflict: Mapping[str, Any]) -> Named:
    """A conflict as it is stored: the juror's own declaration, unless it says what else it is."""
    kind = Cause(conflict.get("kind", Cause.DECLARED))
    return Named(kind, conflict["cause"], team=conflict.get("team_id"), challenge=conflict.get("challenge_id"))


def _emails_by_team(event: Event) -> dict[int, list[str]]:
    members = select(Membership.team_id, Person.email).join(Membership.person).where(Membership.event_id == event.id)
    found: dict[int, list[str]] = {}
    for team, email in db.session.execute(members.order_by(Person.email)):
        found.setdefault(team, []).append(email)
    return found


def _challenges_by_project(projects: Sequence[Project]) -> dict[int, list[int]]:
    links = select(ProjectChallenge.project_id, ProjectChallenge.challenge_id)
    found: dict[int, list[int]] = {}
    for project, challenge in db.session.execute(
        links.where(ProjectChallenge.project_id.in_([p.id for p in projects]))
    ):
        found.setdefault(project, []).append(challenge)
    return found


def mentors_among(event: Event, jurors: Sequence[JurorInvitation]) -> list[JurorInvitation]:
    """Jurors who are mentors of the event too: whom they advised, only they and the organisers know."""
    held = select(Role.person_id).where(Role.event_id == event.id, Role.kind == RoleKind.MENTOR)
    mentors = set(db.session.scalars(held))
    return [juror for juror in jurors if juror.person_id in mentors]


def seats_of(judging: JudgingRound) -> list[JuryAssignment]:
    """Every seat of a round with its sheet, its project and whoever stepped aside; never a score."""
    seats = (
        select(JuryAssignment)
        .where(JuryAssignment.round_id == judging.id)
        .join(JuryAssignment.project)
        .where(queries.is_judged(judging.event))
        .options(
            joinedload(JuryAssignment.project).joinedload(Project.team),
            joinedload(JuryAssignment.sheet).joinedload(ScoreSheet.paper),
            joinedload(JuryAssignment.recusal),
            joinedload(JuryAssignment.readings),
        )
        .order_by(Project.slug, JuryAssignment.id)
    )
    found = list(db.session.scalars(seats).unique())
    for seat in found:
        set_committed_value(seat, "round", judging)
    return found


def mending_of(ground: Ground, seats: Sequence[JuryAssignment]) -> Mending:
    """What a repair would change now: seats that lack, and untouched ones that lie too heavy on somebody."""
    codes = invitation_queries.codes_by_person(ground.judging.event)
    filled = [seat for seat in seats if seat.recusal is None]
    kept = [(codes[seat.juror_id], seat.project.slug) for seat in filled]
    movable = [(codes[seat.juror_id], seat.project.slug) for seat in filled if is_untouched(seat)]
    stepped_aside = {(codes[seat.juror_id], seat.project.slug) for seat in seats if seat.recusal is not None}
    wished = ground.wish()
    wish = replace(wished, conflicts={*wished.conflicts, *stepped_aside})
    if not wish.k:
        everywhere = drawing.draw(wish, seed=ground.seed, quorum=ground.judging.quorum).seats
        return Mending(sorted(set(everywhere) - set(kept)), [], {})
    return mend(wish, kept, movable)


def is_untouched(seat: JuryAssignment) -> bool:
    """Whether nobody has written on this sheet yet, nor typed it in from paper: its first version is the empty one."""
    return not seat.sheet.is_signed and seat.sheet.version == 1 and not seat.readings


def excluded_seats(event: Event) -> list[JuryAssignment]:
    """Sheets that organisers took out of every number, for the log."""
    seats = (
        select(JuryAssignment)
        .join(JuryAssignment.round)
        .join(JuryAssignment.recusal)
        .where(JudgingRound.event_id == event.id, Recusal.kind == RecusalKind.EXCLUDED)
        .options(
            joinedload(JuryAssignment.round),
            joinedload(JuryAssignment.project).joinedload(Project.team),
            joinedload(JuryAssignment.sheet),
            joinedload(JuryAssignment.recusal),
        )
        .order_by(JuryAssignment.id)
    )
    return list(db.session.scalars(seats))


def managed_seat(viewer: Standing, event: str, assignment: str) -> JuryAssignment | None:
    """One seat of an event, for its organisers alone."""
    return overseen_seat(viewer, event, assignment) if viewer.is_organiser else None


def challenges_of(event: Event) -> dict[int, str]:
    """id → code and title of the event's challenges, in their order."""
    found = select(Challenge).where(Challenge.event_id == event.id).order_by(Challenge.position, Challenge.id)
    return {challenge.id: f"{challenge.code} · {challenge.title}" for challenge in db.session.scalars(found)}


def overseen_seat(viewer: Standing, event: str, assignment: str) -> JuryAssignment | None:
    """One seat of an event, for those who oversee its jury: whose it is and how far, never a score."""
    found = jury_event(viewer, event)
    if found is None:
        return None
    seat = db.session.scalars(
        select(JuryAssignment)
        .join(JuryAssignment.round)
        .where(JuryAssignment.public_id == assignment, JudgingRound.event_id == found.id)
        .options(
            joinedload(JuryAssignment.round),
            joinedload(JuryAssignment.juror),
            joinedload(JuryAssignment.project).joinedload(Project.team),
            joinedload(JuryAssignment.sheet).joinedload(ScoreSheet.paper),
            joinedload(JuryAssignment.recusal),
            selectinload(JuryAssignment.readings),
        )
    ).one_or_none()
    if seat is not None:
        set_committed_value(seat.round, "event", found)
    return seat
