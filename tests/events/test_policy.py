"""Who may do what with an event, over roles and states: a table."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from hackathon.events import policy, queries
from hackathon.permissions import ANYONE, SIGN_IN_FIRST, Standing

NOW = datetime(2026, 10, 17, 15, tzinfo=UTC)
ZED = Standing(person=SimpleNamespace(is_administrator=False))
ADMINISTRATOR = Standing(person=SimpleNamespace(is_administrator=True))
OWNER, STAFF, VOLUNTEER, JUROR = (
    Standing(person=ZED.person, roles=frozenset({kind})) for kind in ("owner", "staff", "volunteer", "juror")
)
ORGANISERS = (ADMINISTRATOR, OWNER, STAFF)
OTHERS = (ZED, VOLUNTEER, JUROR)

DRAFT = SimpleNamespace(is_recorded=False, published_at=None, results_published_at=None)
PUBLIC = SimpleNamespace(is_recorded=False, published_at=NOW, results_published_at=None)
OVER = SimpleNamespace(is_recorded=False, published_at=NOW, results_published_at=NOW)
RECORDED = SimpleNamespace(is_recorded=True, published_at=NOW, results_published_at=NOW)

NOT_YOURS = policy.ORGANISERS_ONLY
CASES = [
    (policy.may_manage, ORGANISERS, DRAFT, ""),
    (policy.may_manage, ORGANISERS, RECORDED, ""),
    (policy.may_manage, OTHERS, PUBLIC, NOT_YOURS),
    (policy.may_edit, ORGANISERS, OVER, ""),
    (policy.may_edit, ORGANISERS, RECORDED, policy.RECORDED),
    (policy.may_edit, OTHERS, DRAFT, NOT_YOURS),
    (policy.may_set_timetable, ORGANISERS, PUBLIC, ""),
    (policy.may_set_timetable, ORGANISERS, OVER, "The results are published"),
    (policy.may_set_timetable, ORGANISERS, RECORDED, policy.RECORDED),
    (policy.may_set_timetable, OTHERS, DRAFT, NOT_YOURS),
    (policy.may_publish, ORGANISERS, DRAFT, ""),
    (policy.may_publish, ORGANISERS, PUBLIC, "public already"),
    (policy.may_publish, OTHERS, DRAFT, NOT_YOURS),
    (policy.may_choose_crew, (ADMINISTRATOR, OWNER), PUBLIC, ""),
    (policy.may_choose_crew, (STAFF, *OTHERS), PUBLIC, "Only an owner"),
    (policy.may_create, (ADMINISTRATOR, ZED), ["an organisation"], ""),
    (policy.may_create, (ADMINISTRATOR,), [], ""),
    (policy.may_create, (ZED,), [], "Only organisers of an organisation"),
    (policy.may_add_organization, (ADMINISTRATOR,), None, ""),
    (policy.may_add_organization, (OWNER, STAFF, *OTHERS), None, "Only administrators"),
]


@pytest.mark.parametrize(("rule", "people", "thing", "reason"), CASES)
def test_the_rule_admits_or_refuses_with_its_reason(rule, people, thing, reason):
    for someone in people:
        verdict = rule(someone, thing, at=NOW)

        assert bool(verdict) is not bool(reason)
        assert reason in verdict.reason


@pytest.mark.parametrize("rule", sorted({case[0] for case in CASES}, key=lambda rule: rule.name))
def test_nobody_does_any_of_it_without_signing_in(rule):
    assert rule(ANYONE, PUBLIC, at=NOW).reason == SIGN_IN_FIRST


def test_whoever_does_not_organise_asks_nothing_of_the_database(monkeypatch):
    monkeypatch.setattr(queries, "managed_event", lambda viewer, event: None)
    monkeypatch.setattr(queries, "db", None)

    assert queries.agenda_hour(None, "libertad", 1) is None
    assert queries.crew_member(None, "libertad", 1) is None
