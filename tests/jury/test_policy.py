"""Who may, and the reason of who may not: every rule over roles, relations and moments."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from hackathon.jury import policy
from hackathon.permissions import ANYONE, Standing

NOON = datetime(2026, 10, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Event:
    """A timetable: call from the start, submission to noon, scoring from one to three."""

    windows: dict = field(
        default_factory=lambda: {
            "call": (NOON - 90 * HOUR, NOON - 40 * HOUR),
            "submission": (NOON - 30 * HOUR, NOON),
            "scoring": (NOON + HOUR, NOON + 3 * HOUR),
        }
    )

    def window(self, name):
        found = self.windows.get(name)
        return SimpleNamespace(opens_at=found[0], closes_at=found[1]) if found else None

    def window_open(self, name, at):
        found = self.windows.get(name)
        return found is not None and found[0] <= at < found[1]


BEFORE, CALLED, HANDED_IN, SCORING, CLOSING, OVER = (
    NOON - 100 * HOUR, NOON - 80 * HOUR, NOON, NOON + HOUR, NOON + 3 * HOUR, NOON + 5 * HOUR,
)  # fmt: skip
EVENT = Event()


def who(*roles, id=1, team=None, registration=None):
    person = SimpleNamespace(id=id, is_administrator=False, email_folded=f"{id}@x")
    return Standing(person=person, event=EVENT, roles=frozenset(roles), team=team, registration=registration)


OLU, CHI, CHAIR, ADA = who("owner"), who("juror"), who("jury_chair"), who(team=SimpleNamespace(id=7))


def assignment(*, juror=1, team=3, signed=False, recused=False, closed=False):
    return SimpleNamespace(
        juror_id=juror,
        project=SimpleNamespace(team_id=team),
        recusal="cause" if recused else None,
        sheet=SimpleNamespace(is_signed=signed),
        round=SimpleNamespace(event=EVENT, closed_at=NOON if closed else None),
    )


def invitation(*, revoked=False, other=False, event=EVENT):
    return SimpleNamespace(revoked_at=NOON if revoked else None, event=event, is_somebody_else=lambda person: other)


def juror(*, revoked=False, signed=0):
    return SimpleNamespace(invitation=invitation(revoked=revoked), signed=signed)


def rubric(*, event=EVENT, locked=None):
    return SimpleNamespace(event=event, locked_at=locked)


def replacing(rubric, *, has_scores=False):
    return SimpleNamespace(rubric=rubric, has_scores=has_scores)


CASES = [
    (policy.may_see_rubric, ANYONE, rubric(), BEFORE, "published when the call opens"),
    (policy.may_see_rubric, ANYONE, rubric(), CALLED, ""),
    (policy.may_see_rubric, OLU, rubric(), BEFORE, ""),
    (policy.may_see_rubric, ANYONE, rubric(event=Event({})), BEFORE, ""),
    (policy.may_manage, OLU, EVENT, BEFORE, ""),
    (policy.may_manage, CHAIR, EVENT, BEFORE, "Only the organisers"),
    (policy.may_manage, ANYONE, EVENT, BEFORE, "Sign in first"),
    (policy.may_edit_rubric, CHI, rubric(), CALLED, "Only the organisers"),
    (policy.may_edit_rubric, OLU, rubric(), CALLED, ""),
    (policy.may_edit_rubric, OLU, rubric(locked=NOON), SCORING, "The first sheet is signed"),
    (policy.may_replace_rubric, OLU, replacing(rubric()), CALLED, ""),
    (policy.may_replace_rubric, CHI, replacing(rubric()), CALLED, "Only the organisers"),
    (policy.may_replace_rubric, OLU, replacing(rubric(locked=NOON)), SCORING, "The first sheet is signed"),
    (policy.may_replace_rubric, OLU, replacing(rubric(), has_scores=True), SCORING, "no template can replace it"),
    (policy.may_invite, CHI, EVENT, CALLED, "Only the organisers"),
    (policy.may_invite, OLU, EVENT, SCORING, ""),
    (policy.may_invite, OLU, EVENT, CLOSING, "nobody can join"),
    (policy.may_invite, OLU, Event({}), OVER, ""),
    (policy.may_revoke, CHI, juror(), CALLED, "Only the organisers"),
    (policy.may_revoke, OLU, juror(), SCORING, ""),
    (policy.may_revoke, OLU, juror(revoked=True), SCORING, "revoked already"),
    (policy.may_revoke, OLU, juror(signed=1), SCORING, "has signed sheets"),
    (policy.may_accept, ANYONE, invitation(), BEFORE, ""),
    (policy.may_accept, ANYONE, invitation(revoked=True), BEFORE, "took this invitation back"),
    (policy.may_accept, ANYONE, invitation(), CLOSING, "work is over"),
    (policy.may_accept, ADA, invitation(other=True), BEFORE, "for another person"),
    (policy.may_judge, CHI, None, BEFORE, ""),
    (policy.may_judge, CHAIR, None, BEFORE, ""),
    (policy.may_judge, OLU, None, SCORING, "Only the jury"),
    (policy.may_judge, ADA, None, SCORING, "Only the jury"),
    (policy.may_score, CHI, assignment(), SCORING, ""),
    (policy.may_score, OLU, assignment(), SCORING, "Only the jury"),
    (policy.may_score, CHI, assignment(juror=2), SCORING, "another juror's"),
    (policy.may_score, who("juror", team=SimpleNamespace(id=3)), assignment(), SCORING, "their own team"),
    (policy.may_score, who("juror", team=SimpleNamespace(id=4)), assignment(), SCORING, ""),
    (policy.may_score, CHI, assignment(recused=True), SCORING, "stepped aside"),
    (policy.may_score, CHI, assignment(signed=True), SCORING, "signed"),
    (policy.may_score, CHI, assignment(), HANDED_IN, "Scoring is closed"),
    (policy.may_score, CHI, assignment(), CLOSING - timedelta(microseconds=1), ""),
    (policy.may_score, CHI, assignment(), CLOSING, "Scoring is closed"),
    (policy.may_score, CHI, assignment(closed=True), SCORING, "This round is closed"),
    (policy.may_recuse, CHI, assignment(closed=True), SCORING, "This round is closed"),
    (policy.may_recuse, OLU, assignment(), SCORING, "Only the jury"),
    (policy.may_recuse, CHI, assignment(juror=2), SCORING, "another juror's"),
    (policy.may_recuse, CHI, assignment(recused=True), SCORING, "already"),
    (policy.may_recuse, CHI, assignment(signed=True), SCORING, "signed"),
    (policy.may_recuse, CHI, assignment(), HANDED_IN, ""),
    (policy.may_recuse, CHI, assignment(), CLOSING, "Scoring is closed"),
    (policy.may_sign, CHI, EVENT, SCORING, ""),
    (policy.may_sign, OLU, EVENT, SCORING, "Only the jury"),
    (policy.may_sign, CHI, EVENT, CLOSING, "Scoring is closed"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "person", "thing", "at", "reason"), CASES)
def test_the_rule_lets_through_or_says_why_not(rule, person, thing, at, reason):
    verdict = rule(person, thing, at=at)

    assert bool(verdict) is (reason == "")
    assert reason in verdict.reason


@pytest.mark.parametrize(
    ("person", "holds"),
    [(who(), False), (who(registration="row"), True), (ADA, True)],
)
def test_taking_part_is_being_registered_or_in_a_team(person, holds):
    assert policy.takes_part(person) is holds
