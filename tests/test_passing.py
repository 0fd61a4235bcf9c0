"""What is done, spent or expired is removed when nobody needs it any more; what is still of use stays."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hackathon import jobs
from hackathon.accounts import actions as accounts
from hackathon.accounts.link_actions import send_reset_link
from hackathon.accounts.models import LoginSession, MailedLink, SignInTry
from hackathon.database import db, transaction
from hackathon.forms import ReceivedForm
from hackathon.jobs import Job
from hackathon.passing import remove_passed
from hackathon.portal import inquiry_actions as inquiries
from hackathon.portal.detect import Detection
from hackathon.portal.inquiry_models import PortalInquiry
from tests import factories

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


def test_an_inquiry_that_was_answered_and_what_signed_somebody_in_go_after_a_month(clock):
    nora = factories.administrator()
    with transaction() as now:
        inquiries.ask("datos.example.pe", by=factories.standing(nora), now=now)
        answered = inquiries.ask("example.org", by=factories.standing(nora), now=now)
        inquiries.answer(answered, Detection(None, [], None), now=now)
        accounts.begin_session(nora, device="a test", address="127.0.0.1", days=7, now=now)
        send_reset_link(nora.email, now=now)
        db.session.add(ReceivedForm(id="key", endpoint="site.home", received_at=now))

    clock.move(days=20)
    remove_passed()
    assert [count(table) for table in (PortalInquiry, LoginSession, MailedLink, ReceivedForm)] == [2, 1, 1, 1]

    clock.move(days=20)
    remove_passed()
    assert [count(table) for table in (PortalInquiry, LoginSession, MailedLink, ReceivedForm)] == [1, 0, 0, 0]
