from types import SimpleNamespace

import pytest

from hackathon.permissions import ANYONE, SYSTEM, Standing
from hackathon.portal.policy import may_add, may_correct, may_harvest, may_pin
from tests.factories import HACKING

ADA = SimpleNamespace(is_administrator=False)
NORA = SimpleNamespace(is_administrator=True)
STANDINGS = {
    "anonymous": ANYONE,
    "somebody": Standing(person=ADA),
    "a volunteer": Standing(person=ADA, roles=frozenset({"volunteer"})),
    "a juror": Standing(person=ADA, roles=frozenset({"juror"})),
    "a participant with a team": Standing(person=ADA, team=object()),
    "an organiser": Standing(person=ADA, roles=frozenset({"staff"})),
    "an owner": Standing(person=ADA, roles=frozenset({"owner"})),
    "an administrator": Standing(person=NORA),
    "the command line": SYSTEM,
}
USED, RETIRED = SimpleNamespace(retired_at=None), SimpleNamespace(retired_at=HACKING)
ORGANISERS = {"an organiser", "an owner", "an administrator", "the command line"}


@pytest.mark.parametrize("rule", [may_add, may_harvest])
def test_portals_are_the_organisers_and_administrators(rule):
    assert {who for who, standing in STANDINGS.items() if rule(standing, USED, at=HACKING)} == ORGANISERS


def test_a_retired_portal_is_read_by_nobody():
    assert not [who for who, standing in STANDINGS.items() if may_harvest(standing, RETIRED, at=HACKING)]


def test_only_administrators_correct_a_portal():
    allowed = {who for who, standing in STANDINGS.items() if may_correct(standing, USED, at=HACKING)}

    assert allowed == {"an administrator", "the command line"}


def test_teams_pin_too():
    allowed = {who for who, standing in STANDINGS.items() if may_pin(standing, None, at=HACKING)}

    assert allowed == ORGANISERS | {"a participant with a team"}


def test_a_stranger_learns_why():
    assert may_add(STANDINGS["somebody"], None, at=HACKING).reason.startswith("Portals are added and harvested by")
    assert may_pin(STANDINGS["somebody"], None, at=HACKING).reason.startswith("Only organisers and teams")
    assert may_harvest(ANYONE, USED, at=HACKING).reason == "Sign in first."
