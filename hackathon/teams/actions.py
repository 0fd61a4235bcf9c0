"""Founding, joining, leaving and leading teams."""

import secrets
from datetime import datetime

from hackathon import audit
from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.permissions import Standing, ensure
from hackathon.registration import queries as registrations
from hackathon.teams import policy, queries
from hackathon.teams.join_code import new_code
from hackathon.teams.models import Membership, Team, WrongCode
from hackathon.text import N_, RESERVED_SLUGS, skeleton, slug_of

MOST_WRONG_CODES = 10


def found(event: Event, *, name: str, by: Standing, now: datetime) -> Team:
    """Found a team, with its founder as captain in the first seat. Raises RuleBroken for a name without letters."""
    ensure(policy.may_found(by, event, at=now))
    _must_still_be_registered(by)
    team = Team(
        event=event,
        name=name,
        name_skeleton=_skeleton_of(name),
        slug=_free_slug(event, name),
        join_code=new_code(),
        captain_id=by.person.id,
        founded_at=now,
    )
    team.members.append(_seat(by.person, 1, now=now))
    db.session.add(team)
    db.session.flush()
    audit.record("team.founded", team, by=by, now=now)
    return team


def join(team: Team, *, by: Standing, now: datetime) -> Membership:
    """Take the lowest free seat of a team."""
    team = queries.locked_with_members(team)
    ensure(policy.may_join(by, team, at=now))
    _must_still_be_registered(by)
    seat = team.free_seat(by.event.team_max)
    assert seat is not None  # may_join
    membership = _seat(by.person, seat, now=now)
    team.members.append(membership)
    db.session.flush()
    audit.record("team.joined", team, by=by, now=now)
    return membership


def refuse_taken_name(event: Event, name: str) -> None:
    """Raise RuleBroken when nobody could found a team of this name now; founding decides again."""
    if not queries.is_name_free(event, _skeleton_of(name)):
        raise RuleBroken(N_("Another team has this name, or one that looks like it. Choose another."), field="name")


def team_of_code(event: Event, code: str, *, by: Standing, now: datetime) -> Team | None:
    """The team that a code leads to. A code that leads nowhere is counted, and answered by None, so that it stays so.

    Raises RuleBroken after ten of those within ten minutes. The person is locked by the caller's transaction.
    """
    if queries.wrong_codes_since(by.person, now - queries.GUESSING_WINDOW) >= MOST_WRONG_CODES:
        raise RuleBroken(
            N_("Too many codes that lead nowhere. Ask the captain for it and try again in ten minutes."), field="code"
        )
    team = queries.team_with_code(event, code)
    if team is None:
        db.session.add(WrongCode(person_id=by.person.id, tried_at=now))
    return team


def refuse_full(team: Team, event: Event) -> None:
    """Raise RuleBroken when no seat is left now; joining decides again."""
    if team.free_seat(event.team_max) is None:
        raise RuleBroken(N_("This team is full."), field="code")


def leave(team: Team, *, by: Standing, now: datetime, successor: Person | None = None) -> None:
    """Leave one's team to the others. A captain names who leads it next."""
    ensure(policy.may_leave(by, team, at=now))
    vacate(team, by=by, now=now, successor=successor)


def dissolve(team: Team, *, by: Standing, now: datetime) -> None:
    """Give up a team that has no other member; its name is free again."""
    ensure(policy.may_dissolve(by, team, at=now))
    vacate(team, by=by, now=now)


def vacate(team: Team, *, by: Standing, now: datetime, successor: Person | None = None) -> None:
    """Give up one's seat, whatever the timetable says: for a withdrawal from the event, which is always possible."""
    team = queries.locked_with_members(team)
    own = next((member for member in team.members if member.person_id == by.person.id), None)
    if own is None:
        raise RuleBroken(N_("You are not in this team."))
    others = [member.person for member in team.members if member is not own]
    team.members.remove(own)
    db.session.flush()
    audit.record("team.left", team, by=by, now=now)
    if not others:
        team.captain_id, team.dissolved_at = None, now
        audit.record("team.dissolved", team, by=by, now=now)
    elif team.captain_id == by.person.id:
        _hand_over(team, successor if successor in others else others[0], by=by, now=now)


def pass_captaincy(team: Team, *, to: Person, by: Standing, now: datetime) -> None:
    """Make another member captain."""
    ensure(policy.may_pass_captaincy(by, team, at=now))
    if to.id not in {member.person_id for member in team.members}:
        raise RuleBroken(N_("Only a member of the team can lead it."), field="successor")
    _hand_over(team, to, by=by, now=now)


def rename(team: Team, *, name: str, by: Standing, now: datetime) -> None:
    """Give the team another name; its address stays."""
    ensure(policy.may_edit(by, team, at=now))
    team.name, team.name_skeleton = name, _skeleton_of(name)
    db.session.flush()
    audit.record("team.renamed", team, by=by, now=now)


def renew_code(team: Team, *, by: Standing, now: datetime) -> None:
    """Make a new join code: the old one, wherever it was sent, lets nobody in any more."""
    ensure(policy.may_edit(by, team, at=now))
    team.join_code = new_code()
    audit.record("team.code_renewed", team, by=by, now=now)


def _hand_over(team: Team, captain: Person, *, by: Standing, now: datetime) -> None:
    team.captain_id = captain.id
    db.session.flush()
    audit.record("team.captain_changed", team, by=by, now=now)


def _must_still_be_registered(by: Standing) -> None:
    if not registrations.is_still_registered(by.registration):
        raise RuleBroken(N_("Teams are formed by registered people. Register for the event first."))


def _seat(person: Person, seat: int, *, now: datetime) -> Membership:
    return Membership(person=person, seat=seat, joined_at=now)


def _skeleton_of(name: str) -> str:
    bones = skeleton(name)
    if sum(character.isalnum() for character in bones) < 2 or len(bones) > 200:
        raise RuleBroken(N_("Write a name of two letters or more: it is how people will find you."), field="name")
    return bones


def _free_slug(event: Event, name: str) -> str:
    slug = slug_of(name, longest=50)
    if slug not in RESERVED_SLUGS and queries.is_slug_free(event, slug):
        return slug
    return f"{slug}-{secrets.token_hex(3)}"
