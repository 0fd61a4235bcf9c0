"""Who may, and why not. A rule is a generator of conditions with reasons; the first that fails refuses.

Rules never query: what they must know about a person is loaded before and handed in as a `Standing`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hackathon.errors import Misconfigured, NotAllowed
from hackathon.text import N_

SIGN_IN_FIRST = N_("Sign in first.")


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with the reason that the person reads (a gettext source and its values)."""

    allowed: bool
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True)
class Standing:
    """A person as one event sees them: roles, registration, team. Anonymous when `person` is None."""

    person: Any = None
    event: Any = None
    roles: frozenset[str] = frozenset()
    registration: Any = None
    team: Any = None

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    @property
    def is_administrator(self) -> bool:
        return self.is_signed_in and bool(self.person.is_administrator)

    def has_role(self, *kinds: str) -> bool:
        """Whether the person holds one of these roles in this event."""
        return not self.roles.isdisjoint(kinds)

    @property
    def is_organiser(self) -> bool:
        """Owner or staff of this event, or an administrator."""
        return self.is_administrator or self.has_role("owner", "staff")


@dataclass(frozen=True)
class _System(Standing):
    """Whoever runs commands on the server: may do what an administrator may; the audit log says `system`."""

    @property
    def is_signed_in(self) -> bool:
        return True

    @property
    def is_administrator(self) -> bool:
        return True


ANYONE = Standing()
SYSTEM: Standing = _System()

PARTS: dict[str, Callable[..., Any]] = {}
"""One query per part of a Standing (event, roles, registration, team); create_app() hands them in."""


def standing_of(person: Any, event: Any = None) -> Standing:
    """The Standing of this person in this event, or on the platform when there is none."""
    if person is None or event is None:
        return Standing(person=person, event=event)
    roles, registration, team = (
        PARTS[part](person, event) if part in PARTS else nothing
        for part, nothing in (("roles", frozenset()), ("registration", None), ("team", None))
    )
    return Standing(person=person, event=event, roles=roles, registration=registration, team=team)


Conditions = Callable[[Standing, Any, datetime], Iterator[tuple[Any, ...]]]


@dataclass(frozen=True)
class Rule:
    """A named rule: call it with (person, thing, at=instant) for a Verdict."""

    name: str
    conditions: Conditions
    is_public: bool

    def __call__(self, person: Standing, thing: Any = None, *, at: datetime) -> Verdict:
        if not self.is_public and not person.is_signed_in:
            return Verdict(False, SIGN_IN_FIRST)
        for holds, reason, *values in self.conditions(person, thing, at):
            if not holds:
                return Verdict(False, reason, values[0] if values else {})
        return Verdict(True)

    @property
    def meaning(self) -> str:
        return (self.conditions.__doc__ or "").strip()


RULES: dict[str, Rule] = {}


def permission(name: str, *, public: bool = False) -> Callable[[Conditions], Rule]:
    """Register a rule. Anonymous visitors are refused before it runs, unless it is `public`.

    The conditions yield `(holds, reason)` or `(holds, reason, values)`; the docstring is the table's text.
    """

    def register(conditions: Conditions) -> Rule:
        if name in RULES and RULES[name].conditions.__module__ != conditions.__module__:
            raise Misconfigured(f"Two rules are called {name!r}.")
        if not (conditions.__doc__ or "").strip():
            raise Misconfigured(f"The rule {name!r} says nothing about whom it admits: give it a docstring.")
        RULES[name] = _wraps_rule(Rule(name, conditions, public), conditions)
        return RULES[name]

    return register


def _wraps_rule(rule: Rule, conditions: Conditions) -> Rule:
    """Keep the function's name and text on the rule, so that tools show them."""
    for attribute in ("__module__", "__doc__", "__name__"):
        object.__setattr__(rule, attribute, getattr(conditions, attribute))
    return rule


def ensure(verdict: Verdict) -> None:
    """Let a verdict of yes pass; raise NotAllowed with its reason otherwise."""
    if not verdict:
        raise NotAllowed(verdict.reason, **verdict.values)


@permission("anyone", public=True)
def anyone(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Everybody, signed in or not: the loader has decided what is visible."""
    return iter(())


@permission("signed-in")
def signed_in(person: Standing, thing: Any, at: datetime) -> Iterator[tuple[Any, ...]]:
    """Whoever is signed in, about their own things: the loader has decided whose they are."""
    return iter(())
