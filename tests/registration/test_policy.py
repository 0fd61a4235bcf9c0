"""Who may register, withdraw and see registrations: each reason once, in the words that people read."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from hackathon.permissions import ANYONE, SIGN_IN_FIRST, Standing
from hackathon.registration import policy
from tests.machinery.moving_clock import SATURDAY_MORNING as NOW

HOUR = timedelta(hours=1)
ADA, NORA = SimpleNamespace(id=1, is_administrator=False), SimpleNamespace(id=2, is_administrator=True)
OWN, ANOTHERS = SimpleNamespace(person_id=1), SimpleNamespace(person_id=9)
JUDGES = "You are a juror of this event, and nobody judges a contest and takes part in it."
ORGANISES = "You organise this event, and nobody organises a contest and takes part in it."


def edition(opens=-HOUR, closes=HOUR, **more):
    window = None if opens is None else SimpleNamespace(opens_at=NOW + opens, closes_at=NOW + closes)
    facts = {"is_recorded": False, "results_published_at": None, "timezone": "America/Lima"} | more
    return SimpleNamespace(window=lambda name: window, **facts)


def somebody(*roles, person=ADA, event=None, registration=None):
    return Standing(person, event or edition(), frozenset(roles), registration)


def reason(verdict):
    return verdict.reason if not verdict else None


@pytest.mark.parametrize(
    ("who", "event", "refused"),
    [
        (somebody(), edition(), None),
        (somebody("mentor"), edition(), None),
        (somebody(registration=OWN), edition(), "You are registered already."),
        (somebody("juror"), edition(), JUDGES),
        (somebody("jury_chair"), edition(), JUDGES),
        (somebody("owner"), edition(), ORGANISES),
        (somebody("staff"), edition(), ORGANISES),
        (somebody("volunteer"), edition(), ORGANISES),
        (somebody(person=NORA), edition(), ORGANISES),
        (somebody(), edition(opens=None), "This event takes no registrations."),
        (somebody(), edition(is_recorded=True), "This event takes no registrations."),
        (somebody(), edition(opens=timedelta(microseconds=1)), "Registration opens on %(when)s."),
        (somebody(), edition(opens=timedelta(0)), None),
        (somebody(), edition(closes=timedelta(0)), "Registration closed on %(when)s."),
        (somebody(), edition(closes=timedelta(microseconds=1)), None),
    ],
)
def test_registering_is_refused_with_its_reason(who, event, refused):
    assert reason(policy.may_register(who, event, at=NOW)) == refused
    assert reason(policy.may_start(who, event, at=NOW)) == refused


def test_a_visitor_may_begin_and_signs_in_to_send():
    assert policy.may_start(ANYONE, edition(), at=NOW)
    assert reason(policy.may_register(ANYONE, edition(), at=NOW)) == SIGN_IN_FIRST


@pytest.mark.parametrize(("registration", "allowed"), [(OWN, True), (ANOTHERS, False)])
def test_a_registration_is_its_persons_own(registration, allowed):
    assert bool(policy.may_change_consents(somebody(), registration, at=NOW)) is allowed
    assert bool(policy.may_withdraw(somebody(), registration, at=NOW)) is allowed


def test_nobody_withdraws_from_a_published_result():
    who = somebody(event=edition(results_published_at=NOW))

    assert "published" in policy.may_withdraw(who, OWN, at=NOW).reason


def test_organisers_alone_see_who_registered():
    assert policy.may_list(somebody("owner"), edition(), at=NOW)
    assert policy.may_list(somebody(person=NORA), edition(), at=NOW)
    assert not policy.may_list(somebody("volunteer"), edition(), at=NOW)
