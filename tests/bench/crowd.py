"""An installation as full as wanted: an edition whose gallery is open, and one whose teams save until tonight."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select

from hackathon import audit
from hackathon.accounts.models import Consent, Person
from hackathon.challenges.models import Challenge, ChallengeDataset
from hackathon.database import db, transaction
from hackathon.events.models import Event, Rules
from hackathon.registration.models import Registration
from hackathon.submissions.content import TEXTS, content_of, sha256_of
from hackathon.submissions.models import Project, ProjectChallenge, ProjectDataset, ProjectVersion, Receipt
from hackathon.teams.models import Membership, Team
from tests import factories, project_builders
from tests.machinery.application import make_app
from tests.machinery.moving_clock import Clock
from tests.project_builders import WRITTEN

DATASETS, CHALLENGES = 40, 6
OVER, STILL_OPEN = timedelta(days=3), timedelta(hours=8)  # since the opening


@dataclass(frozen=True)
class Crowd:
    """What there is to measure in one installation; `savers` are the addresses of people whose teams can save now."""

    folder: Path
    projects: int
    people: int
    savers: tuple[str, ...]

    @property
    def pages(self) -> dict[str, str]:
        """The public pages by name."""
        return {
            "event": "/events/over",
            "gallery": "/events/over/projects",
            "project": f"/events/over/projects/equipo-{self.projects // 2}",
            "dataset": "/datasets/libertad/conjunto-1",
        }


def fill(folder: Path, *, projects: int, people: int, savers: int) -> Crowd:
    """Fill the migrated installation in `folder`."""
    now = datetime.now(UTC)
    app = make_app(f"sqlite:///{folder / 'minka.sqlite'}", folder, CLOCK=Clock(now))
    with app.app_context():
        olu = factories.person("Olu")
        over, still_open = _event(olu, "over", now - OVER), _event(olu, "open", now - STILL_OPEN)
        _offer_data(over, still_open)
        own = [factories.person(f"Saver {number}") for number in range(savers)]
        _teams(over, _people(people, now), projects=projects, now=now)
        _teams(still_open, [someone.id for someone in own], projects=savers, now=now)
        emails = tuple(someone.email for someone in own)
        db.session.remove()
        db.engine.dispose()
    return Crowd(folder, projects, people, emails)


def _event(olu: Person, slug: str, opens: datetime) -> Event:
    on_the_wall = opens.astimezone(ZoneInfo("America/Lima")).replace(tzinfo=None, microsecond=0)
    return factories.event(olu, slug=slug, name=f"Hackathon {slug}", opens=on_the_wall)


def _offer_data(*events: Event) -> None:
    """A portal with its datasets, three of them offered by each challenge of both events."""
    portal = project_builders.portal()
    found = [project_builders.dataset(portal, f"Conjunto {number}") for number in range(DATASETS)]
    for event in events:
        for number in range(CHALLENGES):
            project_builders.challenge(event, *found[number::CHALLENGES][:3], code=f"R{number + 1}")


def _people(number: int, now: datetime) -> list[int]:
    first = _next_id(Person)
    rows = []
    for key in range(first, first + number):
        email = f"p{key}@example.pe"
        row = {"id": key, "public_id": f"crowd-{key}", "name": f"Persona {key}", "email": email}
        rows.append(row | {"email_folded": email, "created_at": now, "version": 1})
    with transaction():
        audit.record("bench.people", factories.found("over"), by=None, now=now)
        _put(Person, rows)
    return list(range(first, first + number))


def _teams(event: Event, people: list[int], *, projects: int, now: datetime) -> None:
    """So many teams that share the people out, each with a project that is handed in."""
    first, each = _next_id(Team), len(people) // projects
    members = {first + number: people[number * each : (number + 1) * each] for number in range(projects)}
    with transaction():
        audit.record("bench.teams", event, by=None, now=now)
        _register(event, people, now)
        _seat(event, members, now)
        _hand_in(event, members, now)


def _register(event: Event, people: list[int], now: datetime) -> None:
    rules = db.session.scalars(select(Rules.id).where(Rules.event_id == event.id)).first()
    first = _next_id(Consent)
    given = {"purpose": "contest", "about": event.slug, "text_version": "1", "language": "es", "given_at": now}
    said = {"event_id": event.id, "rules_id": rules, "declaration_version": "1", "version": 1}
    said |= dict.fromkeys(("declared_at", "registered_at", "changed_at"), now)
    pairs = list(enumerate(people, first))
    _put(Consent, (given | {"id": consent, "person_id": person} for consent, person in pairs))
    own = ({"public_id": f"crowd-{key}", "person_id": person, "consent_id": key} for key, person in pairs)
    _put(Registration, (said | row for row in own))


def _seat(event: Event, members: dict[int, list[int]], now: datetime) -> None:
    teams = []
    for number, (team, people) in enumerate(members.items()):
        row = {"id": team, "event_id": event.id, "slug": f"equipo-{number}", "name": f"Equipo {number}"}
        row |= {"name_skeleton": f"equipo {number}", "join_code": f"CODE{team}", "captain_id": people[0]}
        teams.append(row | {"founded_at": now, "version": 1})
    _put(Team, teams)
    seats = (
        {"event_id": event.id, "team_id": team, "person_id": person, "seat": seat, "joined_at": now}
        for team, people in members.items()
        for seat, person in enumerate(people, 1)
    )
    _put(Membership, seats)


def _hand_in(event: Event, members: dict[int, list[int]], now: datetime) -> None:
    """A project for each team, of the team's own number; each uses a challenge with two of its datasets."""
    offered = select(Challenge.code, ChallengeDataset.challenge_id, ChallengeDataset.dataset_id)
    offered = offered.add_columns(ChallengeDataset.snapshot_id).join(Challenge).where(Challenge.event_id == event.id)
    by_code: dict[str, list[Any]] = {}
    for code, *link in db.session.execute(offered):
        by_code.setdefault(code, []).append(link)
    rows: dict[type, list[dict[str, Any]]] = {}
    for number, (team, people) in enumerate(members.items()):
        code = f"R{team % CHALLENGES + 1}"
        for table, row in _project(event, number, team, people[0], code, by_code[code][:2], now):
            rows.setdefault(table, []).append(row)
    for table, its_rows in rows.items():
        _put(table, its_rows)


def _project(
    event: Event, number: int, key: int, person: int, code: str, links: list[Any], now: datetime
) -> Iterable[tuple[type, dict[str, Any]]]:
    draft = replace(WRITTEN, title=f"Proyecto {number}", challenges=(code,))
    used = [_said(dataset, now) for _, dataset, _ in links]
    content = content_of(draft, used=used)
    digest = sha256_of(content)
    texts = {name: text for name, text in asdict(draft).items() if name in TEXTS}
    state = {"state": "submitted", "created_at": now, "saved_at": now, "submitted_at": now}
    numbers = {"saved_number": 1, "submitted_number": 1, "sha256": digest, "version": 1}
    own = {"id": key, "event_id": event.id, "team_id": key, "slug": f"equipo-{number}"}
    yield Project, own | texts | state | numbers
    version = {"id": key, "project_id": key, "number": 1, "content": content, "sha256": digest}
    yield ProjectVersion, version | {"saved_by_id": person, "saved_at": now}
    yield ProjectChallenge, {"project_id": key, "challenge_id": links[0][0]}
    for (_, dataset, snapshot), said in zip(links, used, strict=True):
        yield ProjectDataset, {"project_id": key, "dataset_id": dataset, "snapshot_id": snapshot, "said": said}
    receipt = {"event_id": event.id, "project_id": key, "version_id": key, "number": number + 1, "code": f"B{key}"}
    yield Receipt, receipt | {"given_at": now, "sha256": digest}


def _said(dataset: int, now: datetime) -> dict[str, Any]:
    name = f"conjunto-{dataset - 1}"
    said = {"portal": "libertad", "dataset": name, "title": name, "publisher": "Gobierno Regional", "how": ""}
    return said | {"licence": "ODC-By 1.0", "licence_url": "", "url": "", "seen_at": now.isoformat(), "snapshot": ""}


def _next_id(table: Any) -> int:
    return (db.session.scalar(select(func.max(table.id))) or 0) + 1


def _put(table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Straight into the table: nothing of the mapper is needed, and 60,000 people come in seconds."""
    db.session.execute(insert(table.__table__), list(rows))
