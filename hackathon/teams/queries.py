"""Questions about teams."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.events.matters import Lack, matter
from hackathon.events.models import Event
from hackathon.paging import Page, page_by
from hackathon.permissions import Standing
from hackathon.teams.join_code import plain_code
from hackathon.teams.models import Membership, Team, WrongCode
from hackathon.text import N_

GUESSING_WINDOW = timedelta(minutes=10)


def team_of(person: Person, event: Event) -> Team | None:
    """The team that this person is in, with its members."""
    own = select(Membership.team_id).where(Membership.event_id == event.id, Membership.person_id == person.id)
    return db.session.scalars(_with_members().where(Team.id == own.scalar_subquery())).unique().one_or_none()


def own_team(viewer: Standing, event: str) -> Team | None:
    """The viewer's team in this event."""
    return viewer.team


def team_with_code(event: Event, code: str) -> Team | None:
    """The team of this event that the code lets in, however it was typed, with its members."""
    found = _with_members().where(Team.event_id == event.id, Team.join_code == plain_code(code))
    return db.session.scalars(found.where(Team.dissolved_at.is_(None))).unique().one_or_none()


def locked_with_members(team: Team) -> Team:
    """The same team, read fresh under its lock: nobody else takes or leaves a seat meanwhile."""
    db.session.execute(select(Team.id).where(Team.id == team.id).with_for_update())
    again = _with_members().where(Team.id == team.id).execution_options(populate_existing=True)
    return db.session.scalars(again).unique().one()


def wrong_codes_since(person: Person, since: datetime) -> int:
    counted = select(func.count(WrongCode.id)).where(WrongCode.person_id == person.id, WrongCode.tried_at > since)
    return db.session.scalar(counted) or 0


def is_slug_free(event: Event, slug: str) -> bool:
    return db.session.scalar(select(Team.id).where(Team.event_id == event.id, Team.slug == slug)) is None


def team_count(event: Event) -> int:
    """How many teams there are, dissolved ones not counted."""
    counted = select(func.count(Team.id)).where(Team.event_id == event.id, Team.dissolved_at.is_(None))
    return db.session.scalar(counted) or 0


def teams_page(event: Event, *, before: str, after: str, most: int) -> Page[Team]:
    """Teams with their members, in the order of their addresses: their names without accents."""
    return page_by(_in_order(event), Team.slug, total=team_count(event), most=most, before=before, after=after)


def all_teams(event: Event) -> Sequence[Team]:
    return db.session.scalars(_in_order(event).order_by(Team.slug)).all()


def is_name_free(event: Event, bones: str) -> bool:
    """Whether no team of the event has a name of this skeleton."""
    same = select(Team.id).where(Team.event_id == event.id, Team.name_skeleton == bones, Team.dissolved_at.is_(None))
    return db.session.scalar(same) is None


def _in_order(event: Event) -> Select[Team]:
    members = selectinload(Team.members).joinedload(Membership.person)
    return select(Team).options(members).where(Team.event_id == event.id, Team.dissolved_at.is_(None))


def _with_members() -> Select[Team]:
    return select(Team).options(joinedload(Team.members).joinedload(Membership.person))


@matter("teams", title=N_("Teams"), endpoint="teams.all_teams", order=51)
def _lacking(event: Event, at: datetime) -> Iterator[Lack]:
    """Nothing: people form teams by themselves."""
    return iter(())
