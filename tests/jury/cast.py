"""A contest to judge: Olu's event, the Owls of Ada and the Foxes of Ben, and Chi, Eva and Dan on the jury."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from hackathon import audit
from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.events.models import Event
from hackathon.jury import actions, invitation_actions, invitation_queries, queries, round_actions, rubric_queries
from hackathon.jury.desk import Desk
from hackathon.jury.invitation_models import JurorInvitation
from hackathon.jury.models import JuryAssignment
from hackathon.jury.rubric_models import Rubric
from hackathon.outbox import Mail
from hackathon.permissions import ANYONE, Standing
from hackathon.submissions.models import Project, ProjectVersion
from hackathon.teams.models import Membership, Team
from tests import factories
from tests.factories import REGISTRATION, SCORING, at, event, person, standing
from tests.machinery.remembered import remembered

FULL = {"open_data": 4, "public_impact": 3, "innovation": 5, "viability": 2, "prototype": 4, "presentation": 5}
"""A whole sheet by the default rubric: 20 + 15 + 15 + 6 + 8 + 10 = 74 points."""
JURY = "/events/libertad/jury"
TYPED = {f"score_{key}": score for key, score in FULL.items()}


USED = {
    "portal": "libertad",
    "dataset": "bancos-de-sangre",
    "title": "Bancos de sangre",
    "publisher": "Gerencia Regional de Salud",
    "licence": "ODC-By 1.0",
    "licence_url": "",
    "url": "https://libertad.example.pe/dataset/bancos-de-sangre",
    "seen_at": "2026-10-17T15:00:00+00:00",
    "how": "ubicación y horario",
}


def team(where: Event, captain: Person, name: str) -> Team:
    """A team of one."""
    slug = name.lower().replace(" ", "-")
    with at(REGISTRATION), transaction() as now:
        made = Team(
            event_id=where.id, slug=slug, name=name, name_skeleton=slug, join_code=f"JOIN-{slug}", founded_at=now
        )
        db.session.add(made)
        db.session.flush()
        db.session.add(Membership(event_id=where.id, team_id=made.id, person_id=captain.id, seat=1, joined_at=now))
        audit.record("test.team", made, by=None, now=now)
    return made


def project(of: Team, captain: Person, *, title: str) -> Project:
    """What a team handed in."""
    content = {
        "title": title,
        "summary": f"{title} in one sentence.",
        "problem": "A problem.",
        "data_story": f"{captain.name} found the data.",
    }
    content |= {"repository_url": "https://git.example.pe/x", "repository_ref": "4f1c9ab", "datasets": [USED]}
    with at(REGISTRATION), transaction() as now:
        made = Project(
            event_id=of.event_id, team_id=of.id, slug=of.slug, title=title, state="submitted",
            created_at=now, saved_at=now, submitted_at=now, submitted_number=1,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        db.session.add(
            ProjectVersion(
                project_id=made.id, number=1, content=content, sha256="0" * 64, saved_by_id=captain.id, saved_at=now
            )
        )
        audit.record("test.project", made, by=None, now=now)
    return made


class Contest:
    """Olu's event with as many projects and accepted jurors as a test asks for, its round open, the clock at SCORING."""

    def __init__(self, *, projects: int = 2, jurors: int = 1, is_open: bool = True) -> None:
        vars(self).update(vars(_arranged(projects, jurors, is_open)))

    def arrange(self, projects: int, jurors: int, is_open: bool) -> None:
        """Make all of it, by the product's own actions."""
        self.olu = person("Olu")
        event(self.olu)
        self.captains, self.projects = [], []
        for number in range(projects):
            captain = person(("Ada", "Ben")[number] if number < 2 else f"Captain {number}")
            name = ("Owls", "Foxes")[number] if number < 2 else f"Team {number:02}"
            self.captains.append(captain)
            self.projects.append(project(team(self.event, captain, name), captain, title=f"{name} at work"))
        self.jurors = [self.juror(name) for name in ("Chi", "Eva", "Dan", "Fay")[:jurors]]
        set_clock(SCORING)
        if is_open:
            self.open_round()

    @property
    def event(self) -> Event:
        return factories.found("libertad")

    def standing(self, someone: Person) -> Standing:
        return standing(someone, self.event)

    def invite(self, name: str) -> JurorInvitation:
        with at(REGISTRATION), transaction() as now:
            email = f"{name.lower()}@example.pe"
            return invitation_actions.invite(self.event, [(name, email)], by=self.standing(self.olu), now=now)[0]

    def juror(self, name: str, conflicts: tuple[int, ...] = ()) -> Person:
        invitation = self.invite(name)
        with at(REGISTRATION), transaction() as now:
            fresh = self.invitation(invitation.email)
            return invitation_actions.accept(
                fresh, conflicts=conflicts, cause="I know them" if conflicts else "", language="es", by=ANYONE, now=now
            )

    def invitation(self, email: str) -> JurorInvitation:
        found = invitation_queries.invitation_to(self.event, email)
        assert found is not None
        return found

    def open_round(self) -> None:
        with transaction() as now:
            round_actions.open_round(self.event, by=self.standing(self.olu), now=now)

    def desk(self, juror: Person) -> Desk:
        return queries.desk_in(self.event, juror)

    def seat(self, juror: Person, slug: str = "owls") -> JuryAssignment:
        """The juror's seat at a project, loaded as its page loads it."""
        seats = {seat.assignment.project.slug: seat.assignment for seat in self.desk(juror).seats}
        found = queries.my_assignment(self.standing(juror), self.event.slug, seats[slug].public_id)
        assert found is not None
        return found

    def score(
        self, juror: Person, slug: str = "owls", comment: str = "", comment_to_team: str = "", **changed: Any
    ) -> None:
        """Save a sheet: FULL, but for what is named; None leaves a gap."""
        texts = {"comment": comment, "comment_to_team": comment_to_team}
        with transaction() as now:
            actions.save_sheet(self.seat(juror, slug), scores=FULL | changed, **texts, by=self.standing(juror), now=now)

    def sign(self, juror: Person) -> int:
        with transaction() as now:
            return len(actions.sign(self.desk(juror), by=self.standing(juror), now=now))

    def rubric(self) -> Rubric:
        return rubric_queries.rubric_of(self.event)


@remembered
def _arranged(projects: int, jurors: int, is_open: bool) -> Contest:
    contest = object.__new__(Contest)
    contest.arrange(projects, jurors, is_open)
    return contest


def enter(visitor: Any, contest: Contest, email: str = "chi@example.pe") -> Any:
    """The visitor, let in by the link of the mail."""
    answer = visitor.submit(link_in_mail(email))
    assert (answer.status_code, answer.location) == (303, JURY)
    return visitor


def sheet_of(contest: Contest, slug: str = "owls", juror: int = 0) -> str:
    """The address of a juror's sheet."""
    return f"{JURY}/{contest.seat(contest.jurors[juror], slug).public_id}"


def set_clock(instant: datetime) -> None:
    factories.current_app.config["CLOCK"].set(instant)


def link_in_mail(email: str) -> str:
    """The address in the newest invitation sent to somebody."""
    newest = select(Mail.text).where(Mail.to == email).order_by(Mail.id.desc()).limit(1)
    text = db.session.scalars(newest).one()
    db.session.rollback()
    return next(line[line.index("/invitations/") :] for line in text.split("\n") if "/invitations/" in line)


def sheets_in_database() -> list[tuple[str, str, int | None]]:
    """(project, state, sum of its scores) of every sheet as it is stored now."""
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.execute(
        db.text(
            "SELECT p.slug, s.state, (SELECT SUM(value) FROM score WHERE sheet_id = s.id) FROM score_sheet s "
            "JOIN jury_assignment a ON a.id = s.assignment_id JOIN project p ON p.id = a.project_id ORDER BY p.slug, a.id"
        )
    )
    found = [tuple(row) for row in rows]
    db.session.rollback()
    return found


def withdraw(contest: Contest, slug: str) -> None:
    """What the last member of a team does, who leaves the event."""
    with transaction() as now:
        found = db.session.scalars(select(Project).where(Project.slug == slug)).one()
        found.state, found.submitted_at, found.submitted_number = "withdrawn", None, None
        audit.record("project.withdrawn", found, by=None, now=now)
    db.session.expire_all()
