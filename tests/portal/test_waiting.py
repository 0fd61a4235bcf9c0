"""A portal that asks for patience in the middle of a walk gets it, and the walk goes on where it was."""

import pytest

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import harvest_actions
from hackathon.portal.harvest_models import Harvest
from tests.portal import replay
from tests.portal.conftest import add_portal
from tests.portal.reading import packages
from tests.portal.replay import Reply

pytestmark = pytest.mark.usefixtures("session")


def busy_at(turns, records, wait="120"):
    """A catalogue whose every second answer asks to wait; `turns` notes where each question began."""

    def answers(ask):
        turns.append(ask.query.get("start", ask.target))
        return (
            Reply(429, b"{}", {"Retry-After": wait}) if len(turns) % 2 == 0 else replay.catalogue(records, cap=10)(ask)
        )

    return answers


def asked(portal):
    with transaction() as now:
        return harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now).id


def run_of(harvest_id):
    db.session.expire_all()
    return db.session.get_one(Harvest, harvest_id)


def test_a_walk_that_is_asked_to_wait_goes_on_and_comes_to_its_end(play, clock):
    turns = []
    harvest_id = asked(add_portal(play(busy_at(turns, packages(30)))))

    for _ in range(6):
        jobs.run_due()
        clock.move(minutes=2)

    run = run_of(harvest_id)
    assert (run.state, run.received, run.new, run.reason) == ("complete", 30, 30, "")
    answered = turns[::2]
    assert len(answered) == len(set(answered))  # nothing that was read is asked for again


def test_while_it_waits_it_says_why_and_nobody_reads_beside_it(play, clock):
    turns = []
    harvest_id = asked(add_portal(play(busy_at(turns, packages(30)))))

    jobs.run_due()
    before = len(turns)
    clock.move(seconds=100)
    jobs.run_due()

    run = run_of(harvest_id)
    assert (run.is_open, run.reason_values) == (True, {"status": 429})
    assert len(turns) == before


@pytest.mark.parametrize("wait", ["86400", "soon"])
def test_who_asks_for_too_long_or_does_not_say_for_how_long_is_read_another_day(play, wait):
    good, turns = replay.catalogue(packages(30), cap=10), []

    def answers(ask):
        turns.append(ask)
        return good(ask) if len(turns) == 1 else Reply(429, b"{}", {"Retry-After": wait})

    harvest_id = asked(add_portal(play(answers)))

    jobs.run_due()

    assert run_of(harvest_id).state == "partial"


def test_who_asks_to_wait_for_ever_is_given_up_after_a_day(play, clock):
    portal = add_portal(play(lambda ask: Reply(429, b"{}", {"Retry-After": "3600"})))
    harvest_id = asked(portal)

    for _ in range(26):
        jobs.run_due()
        clock.move(hours=1)

    assert (run_of(harvest_id).state, portal.failures) == ("failed", 1)
