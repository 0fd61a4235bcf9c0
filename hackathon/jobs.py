"""Background work. The row is the truth: due, lease, attempts, parked, written with the change that causes it.

Huey only wakes somebody; a sweep takes up what a killed worker left. A handler is a shell around an action,
idempotent, and says in one line what it did.
"""

import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app
from huey import MemoryHuey, PostgresHuey, SqliteHuey, crontab
from sqlalchemy import Index, Integer, String, Text, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session

from hackathon import clock, files, outbox
from hackathon.audit import UNAUDITED
from hackathon.database import AFTER_COMMIT, Base, Instant, db, insert_unless_there, public, transaction
from hackathon.errors import Busy
from hackathon.heartbeat import beating
from hackathon.passing import MONTH, PASSING, remove_passed

LEASE = timedelta(minutes=5)
BEAT = timedelta(minutes=2)
MOST_BEATS = 360  # twelve hours: what takes longer hangs
MOST_ATTEMPTS = 3


class Job(Base):
    """One piece of work for one subject. Open while it is neither done nor parked."""

    __tablename__ = "job"
    __table_args__ = (
        Index(
            "uq_job_open",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=db.text("done_at IS NULL AND parked_at IS NULL"),
            postgresql_where=db.text("done_at IS NULL AND parked_at IS NULL"),
        ),
        {"info": UNAUDITED},  # the act that asked for it is logged
    )

    id: Mapped[int] = public(Integer, primary_key=True)
    kind: Mapped[str] = public(String(60))
    subject_id: Mapped[int] = public(Integer)
    asked_at: Mapped[datetime] = public(Instant)
    due_at: Mapped[datetime] = public(Instant, index=True)
    attempts: Mapped[int] = public(Integer, default=0)
    done_at: Mapped[datetime | None] = public(Instant)
    parked_at: Mapped[datetime | None] = public(Instant)
    summary: Mapped[str | None] = public(String(300))
    last_error: Mapped[str | None] = public(Text)


class Later(Exception):
    """What a handler raises whose work goes on at another instant: no failure, and no try that counts."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


GivenUp = Callable[[int, datetime], None]
HANDLERS: dict[str, Callable[[int], str]] = {}
GIVEN_UP: dict[str, GivenUp] = {}
DUTIES: list[Callable[[], None]] = []
"""What is looked after every minute: each asks for the jobs that are due by the clock alone."""


def job(kind: str, *, given_up: GivenUp | None = None) -> Callable[[Callable[[int], str]], Callable[[int], str]]:
    """Register the handler of a kind of job: `handler(subject_id) -> one summary line`.

    `given_up(subject_id, now)` leaves the subject in order when the work is parked, in the transaction that parks it.
    """

    def register(handler: Callable[[int], str]) -> Callable[[int], str]:
        HANDLERS[kind] = handler
        if given_up is not None:
            GIVEN_UP[kind] = given_up
        return handler

    return register


def ask_for(kind: str, subject_id: int, *, now: datetime) -> None:
    """Ask for work, in the running transaction; nothing happens when the same is already waiting."""
    if insert_unless_there(Job, kind=kind, subject_id=subject_id, asked_at=now, due_at=now):
        db.session.info["wake"] = True


def keep_lease(kind: str, subject_id: int, now: datetime, *, lasting: timedelta = LEASE) -> None:
    """Say that long work still goes on (called in the transaction of each item), so that nobody else takes it up.

    `lasting` is how long its next step may take.
    """
    open_job = select(Job).where(
        Job.kind == kind, Job.subject_id == subject_id, Job.done_at.is_(None), Job.parked_at.is_(None)
    )
    for row in db.session.scalars(open_job):
        row.due_at = now + max(lasting, LEASE)


def run_due() -> list[str]:
    """Run every job that is due, one after the other; returns their summary lines."""
    waiting = select(Job.id).where(Job.done_at.is_(None), Job.parked_at.is_(None), Job.due_at <= clock.now())
    ids = list(db.session.scalars(waiting.order_by(Job.due_at, Job.id)))
    db.session.rollback()
    return [line for job_id in ids if (line := _guarded(_run, job_id))]


def run_now(kind: str, subject_id: int) -> str | None:
    """Run the open job of this subject here and now; None when a worker was faster and has it."""
    open_job = select(Job.id).where(
        Job.kind == kind, Job.subject_id == subject_id, Job.done_at.is_(None), Job.parked_at.is_(None)
    )
    job_id = db.session.scalar(open_job)
    db.session.rollback()
    return None if job_id is None else _run(job_id)


def _run(job_id: int) -> str | None:
    with transaction() as now:
        row = db.session.scalars(select(Job).where(Job.id == job_id).with_for_update()).one_or_none()
        if row is None or row.done_at or row.parked_at or row.due_at > now:
            return None
        if row.attempts >= MOST_ATTEMPTS:  # it raised nothing, or it would be parked: it takes its worker with it
            row.last_error = "Its worker was gone before it ended, again and again."
            return _park(row, now)
        row.due_at, row.attempts = now + LEASE, row.attempts + 1
        kind, subject_id, attempt = row.kind, row.subject_id, row.attempts
    try:
        with beating(_renewal(job_id, attempt), every=BEAT, most=MOST_BEATS):
            summary = HANDLERS[kind](subject_id)
    except Later as later:
        return _put_off(job_id, later.until)
    except Exception as failure:
        db.session.rollback()
        current_app.logger.exception("Job %s %s failed", kind, subject_id)
        return _failed(job_id, failure)
    with transaction() as now:
        row = db.session.get_one(Job, job_id)
        row.done_at, row.summary = now, summary[:300]
    return f"{kind} {subject_id}: {summary}"


def _renewal(job_id: int, attempt: int) -> Callable[[], None]:
    """What renews the lease of this try while it works, so that no second worker begins beside it."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the thread has a context of its own

    def renew() -> None:
        with app.app_context(), suppress(Busy, OperationalError), transaction() as now:  # the next beat tries again
            row = db.session.get_one(Job, job_id)
            if row.done_at is None and row.attempts == attempt:
                row.due_at = max(row.due_at, now + LEASE)

    return renew


def _put_off(job_id: int, until: datetime) -> str:
    with transaction():
        row = db.session.get_one(Job, job_id)
        row.due_at, row.attempts = until, row.attempts - 1
        return f"{row.kind} {row.subject_id}: goes on at {until.isoformat()}"


def _failed(job_id: int, failure: Exception) -> str:
    with transaction() as now:
        row = db.session.get_one(Job, job_id)
        row.last_error = "".join(traceback.format_exception_only(failure))[-2000:]
        row.due_at = now + timedelta(seconds=30 * 4**row.attempts)
        if row.attempts >= MOST_ATTEMPTS:
            return _park(row, now)
        return f"{row.kind} {row.subject_id}: failed ({row.attempts} of {MOST_ATTEMPTS})"


def _park(row: Job, now: datetime) -> str:
    """Try no more; `flask doctor` shows it until somebody has looked."""
    row.parked_at = now
    if row.kind in GIVEN_UP:
        try:
            with db.session.begin_nested():
                GIVEN_UP[row.kind](row.subject_id, now)
        except Exception:  # the work stays parked, and holds up no other
            current_app.logger.exception("Giving up %s %s failed", row.kind, row.subject_id)
    return f"{row.kind} {row.subject_id}: parked after {row.attempts} attempts"


def sweep() -> None:
    """Everything that is due now: what the clock asks for, jobs, then mails."""
    for part in (*DUTIES, run_due, outbox.send_due):
        _guarded(part)


def remove_orphans() -> None:
    """Files that a killed worker or a step that was taken back left behind."""
    files.remove_orphans(clock.now())
    db.session.rollback()


DUTIES.extend((remove_orphans, remove_passed))
PASSING.append((Job.done_at, MONTH))


def _guarded(part: Callable[..., Any], *given: Any) -> Any:
    """What it gives; a failure is written down and holds up nothing else."""
    try:
        return part(*given)
    except Exception:  # whatever it was: the next part is somebody else's work
        db.session.rollback()
        current_app.logger.exception("Background work failed")
        return None


def make_queue(app: Flask) -> Any:
    """The Huey queue of this application with its two tasks: wake, and the sweep of every minute."""
    address = app.config["QUEUE_URL"]
    if address == "memory:":
        queue = MemoryHuey("minka")
    elif address.startswith("postgresql://"):
        queue = PostgresHuey("minka", dsn=address)
    else:
        queue = SqliteHuey("minka", filename=f"{app.config['DATA_DIR']}/queue.sqlite")

    def in_application() -> None:
        with app.app_context():
            sweep()

    app.extensions["wake"] = queue.task()(in_application)
    app.extensions["sweep"] = queue.periodic_task(crontab(minute="*"))(lambda: in_application())
    return queue


def _wake(session: Session) -> None:
    if session.info.pop("wake", False):
        current_app.extensions["wake"]()


AFTER_COMMIT.append(_wake)
