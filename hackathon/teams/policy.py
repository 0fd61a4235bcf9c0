"""Who may found, join, leave and lead a team."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hackathon.permissions import Standing, permission
from hackathon.show import local_time
from hackathon.text import N_

Conditions = Iterator[tuple[Any, ...]]
NOT_IN_IT = N_("You are not in this team.")


@permission("teams.found")
def may_found(person: Standing, event: Any, at: datetime) -> Conditions:
    """Registered people without a team, while `teams` is open."""
    yield from _is_free(person)
    yield from _teams_are_open(event, at)


@permission("teams.join")
def may_join(person: Standing, team: Any, at: datetime) -> Conditions:
    """Registered people without a team, until the team is full or `teams` closes."""
    yield from _is_free(person)
    yield team.free_seat(person.event.team_max) is not None, N_("This team is full.")
    yield from _teams_are_open(person.event, at)


@permission("teams.leave")
def may_leave(person: Standing, team: Any, at: datetime) -> Conditions:
    """Members with others, while `teams` is open; afterwards they withdraw from the event, which is recorded."""
    yield _is_member(person, team), NOT_IN_IT
    yield from _teams_are_open(person.event, at)
    yield len(team.members) > 1, N_("You are its only member. Dissolve the team instead.")


@permission("teams.dissolve")
def may_dissolve(person: Standing, team: Any, at: datetime) -> Conditions:
    """The only member, while `teams` is open."""
    yield _is_member(person, team), NOT_IN_IT
    yield from _teams_are_open(person.event, at)
    yield len(team.members) == 1, N_("There are others in this team. Leave it, and it goes on without you.")


@permission("teams.edit")
def may_edit(person: Standing, team: Any, at: datetime) -> Conditions:
    """The captain, while `teams` is open: its name, its code."""
    yield _is_captain(person, team), N_("Only the captain does this. Ask yours.")
    yield from _teams_are_open(person.event, at)


@permission("teams.pass_captaincy")
def may_pass_captaincy(person: Standing, team: Any, at: datetime) -> Conditions:
    """The captain, until the results are published: a captain may fall ill after teams close."""
    yield _is_captain(person, team), N_("Only the captain does this. Ask yours.")
    yield person.event.results_published_at is None, N_("The results are published: teams no longer change.")


@permission("teams.list_members")
def may_list_members(person: Standing, event: Any, at: datetime) -> Conditions:
    """Owner and staff of the event, and administrators; every look is logged."""
    yield person.is_organiser, N_("Only the organisers of this event see who is in which team.")


def _is_free(person: Standing) -> Conditions:
    yield person.registration is not None, N_("Teams are formed by registered people. Register for the event first.")
    yield person.team is None, N_("You are in a team already.")


def _teams_are_open(event: Any, at: datetime) -> Conditions:
    window = event.window("teams")
    yield window is not None and not event.is_recorded, N_("This event has no teams to form.")
    yield (
        at >= window.opens_at,
        N_("Teams are formed from %(when)s."),
        {"when": local_time(window.opens_at, event.timezone, "long")},
    )
    yield (
        at < window.closes_at,
        N_("Teams have been fixed since %(when)s."),
        {"when": local_time(window.closes_at, event.timezone, "long")},
    )


def _is_member(person: Standing, team: Any) -> bool:
    return person.team is not None and person.team.id == team.id


def _is_captain(person: Standing, team: Any) -> bool:
    return _is_member(person, team) and team.captain_id == person.person.id
