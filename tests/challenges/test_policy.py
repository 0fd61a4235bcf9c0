"""Who may write challenges, and for whom they exist: a table."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from hackathon.challenges import policy
from hackathon.permissions import ANYONE, SIGN_IN_FIRST, Standing

REVEAL = datetime(2026, 10, 17, 13, 45, tzinfo=UTC)
BEFORE, AFTER = REVEAL - timedelta(microseconds=1), REVEAL
PERSON = SimpleNamespace(is_administrator=False)
ZED = Standing(person=PERSON)
ORGANISERS = [
    Standing(person=SimpleNamespace(is_administrator=True)),
    *(Standing(person=PERSON, roles=frozenset({kind})) for kind in ("owner", "staff")),
]
OTHERS = [ZED, *(Standing(person=PERSON, roles=frozenset({kind})) for kind in ("volunteer", "juror", "mentor"))]


def event(*, public=True, recorded=False, embargo=True):
    return SimpleNamespace(
        is_recorded=recorded,
        is_public=lambda: public,
        challenges_are_public=lambda at: not embargo or at >= REVEAL,
    )


@pytest.mark.parametrize(
    ("thing", "at", "known"),
    [
        (event(), BEFORE, False),
        (event(), AFTER, True),
        (event(embargo=False), BEFORE, True),
        (event(public=False), AFTER, False),
        (event(public=False, embargo=False), AFTER, False),
    ],
)
def test_challenges_exist_for_organisers_and_for_everybody_once_revealed(thing, at, known):
    assert all(policy.may_know(someone, thing, at) for someone in ORGANISERS)
    assert [policy.may_know(someone, thing, at) for someone in [ANYONE, *OTHERS]] == [known] * 5


@pytest.mark.parametrize("rule", [policy.may_edit, policy.may_remove])
def test_only_organisers_write_challenges_and_none_for_a_recorded_edition(rule):
    assert all(rule(someone, event(), at=BEFORE) for someone in ORGANISERS)
    assert {rule(someone, event(), at=BEFORE).reason for someone in OTHERS} == {policy.ORGANISERS_ONLY}
    assert rule(ANYONE, event(), at=BEFORE).reason == SIGN_IN_FIRST
    assert rule(ORGANISERS[0], event(recorded=True), at=BEFORE).reason == policy.RECORDED


def test_a_challenge_that_everybody_knows_is_edited_but_not_removed():
    assert policy.may_edit(ORGANISERS[1], event(), at=AFTER)
    assert "The challenges are public" in policy.may_remove(ORGANISERS[1], event(), at=AFTER).reason
    assert policy.may_remove(ORGANISERS[1], event(public=False), at=AFTER)
