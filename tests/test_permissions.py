"""Rules with reasons."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from hackathon import permissions
from hackathon.errors import Misconfigured, NotAllowed
from hackathon.permissions import ANYONE, Standing, ensure, permission, standing_of

NOW = datetime(2026, 10, 17, 15, tzinfo=UTC)
SOMEBODY = Standing(person=SimpleNamespace(is_administrator=False))


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    fresh: dict[str, Any] = {}
    monkeypatch.setattr(permissions, "RULES", fresh)
    return fresh


def conditions(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever has the red thing."""
    yield thing == "red", "It must be red, not %(colour)s.", {"colour": thing}
    yield person.has_role("owner"), "Only owners."


def test_the_first_failing_line_refuses_with_its_reason(rules: dict[str, Any]) -> None:
    rule = permission("things.take")(conditions)

    verdict = rule(SOMEBODY, "blue", at=NOW)

    assert (verdict.allowed, verdict.reason, verdict.values) == (
        False,
        "It must be red, not %(colour)s.",
        {"colour": "blue"},
    )
    assert rule(SOMEBODY, "red", at=NOW).reason == "Only owners."
    assert rule(Standing(person=SOMEBODY.person, roles=frozenset({"owner"})), "red", at=NOW).allowed


def test_anonymous_visitors_are_refused_before_the_rule_runs(rules: dict[str, Any]) -> None:
    closed = permission("things.take")(conditions)
    opened = permission("things.see", public=True)(conditions)

    assert closed(ANYONE, "red", at=NOW).reason == permissions.SIGN_IN_FIRST
    assert opened(ANYONE, "red", at=NOW).reason == "Only owners."


def test_ensure_raises_the_reason() -> None:
    with pytest.raises(NotAllowed, match="never blue"):
        ensure(permissions.Verdict(False, "never %(colour)s", {"colour": "blue"}))
    ensure(permissions.Verdict(True))


def test_a_rule_without_words_for_whom_it_admits_is_refused(rules: dict[str, Any]) -> None:
    def silent(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
        return iter(())

    with pytest.raises(Misconfigured, match=r"things\.hush"):
        permission("things.hush")(silent)


def test_two_rules_of_one_name_are_refused(rules: dict[str, Any]) -> None:
    permission("things.take")(conditions)

    def other(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
        """Somebody else."""
        return iter(())

    other.__module__ = "elsewhere"
    with pytest.raises(Misconfigured, match=r"things\.take"):
        permission("things.take")(other)


def test_a_standing_asks_each_part_once(monkeypatch: pytest.MonkeyPatch) -> None:
    event, person = SimpleNamespace(id=1), SOMEBODY.person
    parts = {
        "roles": lambda *_: frozenset({"staff"}),
        "registration": lambda *_: "registered",
        "team": lambda *_: "owls",
    }
    monkeypatch.setattr(permissions, "PARTS", parts)

    standing = standing_of(person, event)

    assert (standing.roles, standing.registration, standing.team) == ({"staff"}, "registered", "owls")
    assert standing.is_organiser
    assert standing_of(None, event) == Standing(event=event)
    assert standing_of(person) == SOMEBODY


def test_an_administrator_organises_everything() -> None:
    assert Standing(person=SimpleNamespace(is_administrator=True)).is_organiser
    assert not SOMEBODY.is_organiser
    assert not ANYONE.is_administrator
