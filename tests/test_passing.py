"""What is done, spent or expired is removed when nobody needs it any more; what is still of use stays."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hackathon import jobs
from hackathon.accounts.models import SignInTry
from hackathon.database import db, transaction
from hackathon.jobs import Job
from hackathon.passing import PASSING, remove_passed

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def count(table) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


@pytest.fixture(autouse=True)
def at_the_full_hour(clock):
    clock.set(clock().replace(minute=0))


@pytest.fixture
def work(monkeypatch):
    """One piece of work that was done, one that was parked, one that waits."""
    monkeypatch.setitem(jobs.HANDLERS, "test.work", lambda subject: "done")
    with transaction() as now:
        db.session.add(Job(kind="test.parked", subject_id=1, asked_at=now, due_at=now, parked_at=now))
        jobs.ask_for("test.work", 1, now=now)
    jobs.run_due()
    with transaction() as now:
        jobs.ask_for("test.work", 2, now=now + timedelta(days=90))


def test_work_that_was_done_a_month_ago_is_forgotten_and_other_work_is_not(work, clock):
    remove_passed()
    assert count(Job) == 3

    clock.move(days=30, hours=1)
    remove_passed()

    left = db.session.execute(select(Job.kind, Job.subject_id).order_by(Job.id)).all()
    assert [tuple(row) for row in left] == [("test.parked", 1), ("test.work", 2)]


def test_tries_to_sign_in_are_kept_for_a_day(clock):
    with transaction() as now:
        db.session.add(SignInTry(account="x", address="127.0.0.1", tried_at=now))
    remove_passed()
    assert count(SignInTry) == 1

    clock.move(hours=25)
    jobs.sweep()

    assert count(SignInTry) == 0


def test_it_is_done_once_an_hour(clock):
    with transaction() as now:
        db.session.add(SignInTry(account="x", address="127.0.0.1", tried_at=now))
    clock.move(hours=25, minutes=1)

    remove_passed()

    assert count(SignInTry) == 1


def test_every_instant_of_a_row_that_passes_can_be_compared():
    assert len({instant.class_.__tablename__ for instant, _ in PASSING}) == len(PASSING) >= 6
