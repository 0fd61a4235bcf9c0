"""Jobs: the row is the truth; whatever happens to a worker, the work is done once or parked in sight."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.jobs import Job
from tests.machinery.databases import both_databases
from tests.machinery.moving_clock import Clock


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Subjects that were handled; the subject 13 always fails."""
    handled: list[int] = []

    def handle(subject_id: int) -> str:
        if subject_id == 13:
            raise ValueError("thirteen")
        handled.append(subject_id)
        return f"handled {subject_id}"

    monkeypatch.setitem(jobs.HANDLERS, "test.handle", handle)
    return handled


def ask(*subjects: int) -> None:
    with transaction() as now:
        for subject in subjects:
            jobs.ask_for("test.handle", subject, now=now)


def rows() -> list[Job]:
    db.session.rollback()
    return list(db.session.scalars(select(Job).order_by(Job.id)))


@both_databases
def test_work_asked_for_twice_is_done_once(app: Flask, session: Session, done: list[int]) -> None:
    ask(1, 1)
    ask(1)

    assert jobs.run_due() == ["test.handle 1: handled 1"]
    assert (jobs.run_due(), done) == ([], [1])


@both_databases
def test_work_that_keeps_failing_is_parked_and_the_rest_goes_on(
    app: Flask, session: Session, done: list[int], clock: Clock
) -> None:
    ask(13, 2)

    for _ in range(5):
        jobs.run_due()
        clock.move(hours=1)

    failed, fine = rows()
    assert (failed.attempts, failed.parked_at is not None, "thirteen" in (failed.last_error or "")) == (3, True, True)
    assert (fine.summary, done) == ("handled 2", [2])


def test_what_a_killed_worker_left_is_taken_up_after_its_lease(
    app: Flask, session: Session, done: list[int], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(1)

    def killed(subject_id: int) -> str:
        raise SystemExit

    able = jobs.HANDLERS["test.handle"]
    monkeypatch.setitem(jobs.HANDLERS, "test.handle", killed)
    with pytest.raises(SystemExit):
        jobs.run_due()
    session.rollback()
    monkeypatch.setitem(jobs.HANDLERS, "test.handle", able)

    assert jobs.run_due() == []
    clock.move(minutes=6)
    assert jobs.run_due() == ["test.handle 1: handled 1"]


def test_work_that_takes_its_worker_with_it_is_parked_and_leaves_its_subject_in_order(
    app: Flask, session: Session, done: list[int], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(subject_id: int) -> str:
        raise SystemExit

    monkeypatch.setitem(jobs.HANDLERS, "test.handle", killed)
    given_up: list[int] = []
    monkeypatch.setitem(jobs.GIVEN_UP, "test.handle", lambda subject_id, now: given_up.append(subject_id))
    ask(1)

    for _ in range(3):
        with pytest.raises(SystemExit):
            jobs.run_due()
        session.rollback()
        clock.move(minutes=6)

    assert jobs.run_due() == ["test.handle 1: parked after 3 attempts"]
    assert (rows()[0].parked_at, given_up) == (clock(), [1])
    assert jobs.run_due() == []


def test_the_doctor_names_what_is_parked(app: Flask, session: Session, done: list[int], clock: Clock) -> None:
    ask(13)
    for _ in range(3):
        jobs.run_due()
        clock.move(hours=1)

    assert "- 1 jobs are parked" in app.test_cli_runner().invoke(args=["doctor"]).output


def test_long_work_keeps_its_lease(app: Flask, session: Session, done: list[int], clock: Clock) -> None:
    ask(1)
    clock.move(minutes=4)
    with transaction() as now:
        jobs.keep_lease("test.handle", 1, now)

    clock.move(minutes=2)

    assert jobs.run_due() == []


def test_a_waker_is_called_after_the_commit_and_only_then(app: Flask, session: Session) -> None:
    calls: list[str] = []
    app.extensions["wake"] = lambda: calls.append("woken")

    ask(1)
    with transaction():
        pass

    assert calls == ["woken"]


def test_long_work_keeps_its_lease_so_that_no_second_worker_begins_beside_it(app, session, clock, monkeypatch):
    monkeypatch.setattr(jobs, "BEAT", timedelta(milliseconds=5))
    beside = []

    def work(subject_id):
        clock.move(minutes=6)  # longer than a lease
        for _ in range(10_000):
            if db.session.scalar(select(jobs.Job.due_at)) > clock():
                break
            db.session.rollback()
        beside.append(jobs.run_due())
        return "done"

    monkeypatch.setitem(jobs.HANDLERS, "long", work)
    with transaction() as now:
        jobs.ask_for("long", 1, now=now)

    assert (jobs.run_due(), beside) == (["long 1: done"], [[]])


def test_work_that_goes_on_later_is_no_failure_and_no_try(app, session, clock, monkeypatch):
    begun: list[datetime] = []

    def waiting(subject_id: int) -> str:
        begun.append(clock())
        if len(begun) < 6:
            raise jobs.Later(clock() + timedelta(minutes=10))
        return "done"

    monkeypatch.setitem(jobs.HANDLERS, "test.waiting", waiting)
    with transaction() as now:
        jobs.ask_for("test.waiting", 1, now=now)

    said = []
    for _ in range(12):
        said += jobs.run_due()
        clock.move(minutes=5)

    assert [line.partition(": ")[2][:10] for line in said] == ["goes on at"] * 5 + ["done"]
    assert begun == [begun[0] + timedelta(minutes=10 * turn) for turn in range(6)]


@both_databases
def test_of_two_who_ask_for_the_same_at_once_both_are_stored_and_the_work_is_done_once(
    app: Flask, session: Session, done: list[int]
) -> None:
    def ask_too() -> None:
        with app.app_context():
            ask(1)

    with ThreadPoolExecutor(1) as other:
        with transaction() as now:
            jobs.ask_for("test.handle", 1, now=now)
            asked = other.submit(ask_too)
            while session.get_bind().dialect.name == "postgresql" and not asked.done():  # until it waits for this one
                if session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                    break
        asked.result()

    assert jobs.run_due() == ["test.handle 1: handled 1"]
    assert done == [1]
