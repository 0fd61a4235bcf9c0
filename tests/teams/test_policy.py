"""Who may do what with a team: each reason once, in the words that people read."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from hackathon.permissions import ANYONE, SIGN_IN_FIRST, Standing
from hackathon.teams import policy
from tests.machinery.moving_clock import SATURDAY_MORNING as NOW

HOUR = timedelta(hours=1)
ADA, BEN = (SimpleNamespace(id=number, is_administrator=False) for number in (1, 2))
FULL, OPEN = (
    SimpleNamespace(id=number, captain_id=1, members=[1, 2], free_seat=lambda most, seat=seat: seat)
    for number, seat in ((7, None), (7, 2))
)
REGISTERED = SimpleNamespace(id=1)


def edition(opens=-HOUR, closes=HOUR, **more):
    """An event whose teams open and close so long after now; without a window when `opens` is None."""
    window = None if opens is None else SimpleNamespace(opens_at=NOW + opens, closes_at=NOW + closes)
    facts = {"is_recorded": False, "results_published_at": None, "timezone": "America/Lima", "team_max": 5} | more
    return SimpleNamespace(window=lambda name: window, **facts)


def somebody(event=None, person=ADA, team=None, registration=REGISTERED, roles=()):
    return Standing(person, event or edition(), frozenset(roles), registration, team)


def reason(verdict):
    return verdict.reason if not verdict else None


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        (somebody(), None),
        (ANYONE, SIGN_IN_FIRST),
        (somebody(registration=None), "Teams are formed by registered people. Register for the event first."),
        (somebody(team=OPEN), "You are in a team already."),
        (somebody(edition(opens=None)), "This event has no teams to form."),
        (somebody(edition(is_recorded=True)), "This event has no teams to form."),
        (somebody(edition(opens=HOUR, closes=2 * HOUR)), "Teams are formed from %(when)s."),
        (somebody(edition(closes=timedelta(0))), "Teams have been fixed since %(when)s."),
    ],
)
def test_founding_and_joining_are_refused_for_the_same_reasons(who, refused):
    event = who.event or edition()

    assert reason(policy.may_found(who, event, at=NOW)) == refused
    assert reason(policy.may_join(who, OPEN, at=NOW)) == refused


def test_a_full_team_is_refused():
    assert reason(policy.may_join(somebody(), FULL, at=NOW)) == "This team is full."


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        (somebody(team=OPEN), None),
        (somebody(), "You are not in this team."),
        (somebody(team=SimpleNamespace(id=8)), "You are not in this team."),
        (somebody(edition(closes=timedelta(0)), team=OPEN), "Teams have been fixed since %(when)s."),
    ],
)
def test_members_leave_while_teams_are_open(who, refused):
    assert reason(policy.may_leave(who, OPEN, at=NOW)) == refused


@pytest.mark.parametrize(
    ("who", "members", "leaves", "dissolves"),
    [
        (somebody(team=OPEN), [1, 2], None, "There are others in this team. Leave it, and it goes on without you."),
        (somebody(team=OPEN), [1], "You are its only member. Dissolve the team instead.", None),
        (somebody(), [1], "You are not in this team.", "You are not in this team."),
    ],
)
def test_one_leaves_others_and_dissolves_what_is_ones_own_alone(who, members, leaves, dissolves):
    team = SimpleNamespace(id=7, captain_id=1, members=members)
    if who.team:
        who = somebody(team=team)

    assert reason(policy.may_leave(who, team, at=NOW)) == leaves
    assert reason(policy.may_dissolve(who, team, at=NOW)) == dissolves


@pytest.mark.parametrize(
    ("who", "edits", "passes_on"),
    [
        (somebody(team=OPEN), True, True),
        (somebody(team=OPEN, person=BEN), False, False),
        (somebody(), False, False),
        (somebody(edition(closes=timedelta(0)), team=OPEN), False, True),
        (somebody(edition(results_published_at=NOW), team=OPEN), True, False),
    ],
)
def test_the_captain_leads_and_passes_it_on(who, edits, passes_on):
    assert bool(policy.may_edit(who, OPEN, at=NOW)) is edits
    assert bool(policy.may_pass_captaincy(who, OPEN, at=NOW)) is passes_on


def test_organisers_alone_see_who_is_where():
    assert policy.may_list_members(somebody(roles=["staff"]), edition(), at=NOW)
    assert not policy.may_list_members(somebody(), edition(), at=NOW)
