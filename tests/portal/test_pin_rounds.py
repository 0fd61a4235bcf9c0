"""When files are asked for again, and for how long."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.portal import pin_actions
from hackathon.portal.models import Resource
from hackathon.portal.pin_models import PIN_FILES, FileCheck
from tests import factories, project_builders
from tests.portal.offered_file import asked, check, copies
from tests.portal.replay import Reply

pytestmark = pytest.mark.usefixtures("session")


def test_a_link_is_broken_after_two_failures_a_day_apart_and_heals(dataset, portal, clock):
    good, portal.reply = portal.reply, Reply(500)
    states = []
    for hours in (0, 2, 24):
        clock.move(hours=hours)
        asked(dataset)
        states.append(check().is_broken)
    portal.reply = good

    asked(dataset)

    assert (states, check().is_broken) == ([False, False, True], False)


def test_files_are_asked_for_again_by_themselves_after_a_day(dataset, portal, clock):
    asked(dataset)
    for hours in (23, 2):
        clock.move(hours=hours)
        jobs.sweep()

    assert len(portal.asked) == 2


def listed_again(dataset, portal):
    project_builders.resource(dataset, "f1", url=f"{portal.server.url}/files/otra.csv", format="CSV")


def days(clock, count):
    """So many days of the worker."""
    for _ in range(count):
        clock.move(hours=25)
        jobs.sweep()


def test_a_file_that_its_portal_dropped_is_forgotten_and_asked_for_again_once_it_is_back(dataset, portal, clock):
    asked(dataset)
    with transaction():
        db.session.delete(db.session.scalars(select(Resource)).one())
    days(clock, 3)
    while_gone = len(portal.asked), db.session.scalars(select(FileCheck)).all()

    listed_again(dataset, portal)
    days(clock, 2)

    assert while_gone == (1, [])
    assert (len(portal.asked), check().outcome) == (3, "unchanged")


def test_a_dataset_that_listed_no_file_when_it_was_linked_is_asked_for_once_it_does(dataset, portal, clock):
    with transaction():
        db.session.delete(db.session.scalars(select(Resource)).one())
    asked(dataset)

    listed_again(dataset, portal)
    days(clock, 1)

    assert len(copies()) == 1


def test_files_are_asked_for_until_a_month_after_the_event_and_of_what_nobody_offers_never(dataset, portal, clock):
    days(clock, 2)
    clock.set(factories.HACKING + timedelta(days=28))
    days(clock, 1)
    in_time = len(portal.asked)
    clock.move(days=10)

    days(clock, 3)

    assert (in_time, len(portal.asked)) == (3, 3)


def test_a_round_that_was_parked_is_begun_anew_the_next_day(dataset, portal, clock):
    with transaction() as now:
        pin_actions.ask_for_copies(dataset, now=now)
        db.session.flush()
        db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PIN_FILES)).one().parked_at = now

    days(clock, 1)

    assert len(portal.asked) == 1


def test_what_is_being_prepared_is_asked_for_soon_but_not_for_ever(dataset, portal, clock):
    portal.reply = Reply(202, b"{}")
    asked(dataset)
    rounds = []
    for minutes in (20, 20, 40):
        clock.move(minutes=minutes)
        jobs.sweep()
        rounds.append(len(portal.asked))
    clock.move(hours=24)
    jobs.sweep()
    clock.move(minutes=40)

    jobs.sweep()

    assert (rounds, len(portal.asked)) == ([1, 2, 3], 4)
