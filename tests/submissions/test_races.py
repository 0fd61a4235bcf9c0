"""Many at once, around the closing and at the receipt's number: real threads, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed
from hackathon.submissions import actions
from hackathon.submissions.models import ProjectVersion, Receipt
from tests import factories
from tests.project_builders import own_project, saved_project
from tests.submissions.desk import CLOSING, WHOLE

WRITERS = 8
TRIES = 6
BEFORE, PER_READING = timedelta(milliseconds=20), timedelta(milliseconds=1)


class RunningClock:
    """A clock that goes on a millisecond whenever somebody looks: it passes the closing in the middle of the race."""

    def __init__(self, start):
        self.instant, self.lock = start, threading.Lock()

    def __call__(self):
        with self.lock:
            self.instant += PER_READING
            return self.instant


@pytest.fixture
def teams(desk):
    """The e-mail of somebody in each of many teams with a project that is complete."""
    emails = []
    for number in range(WRITERS):
        someone = factories.person(f"Persona {number}")
        factories.team(desk.event, someone, name=f"Equipo {number}")
        saved_project(desk.event, someone, challenges=WHOLE.challenges, datasets=WHOLE.datasets)
        emails.append(someone.email)
    return emails


def at_once(app, emails, act):
    """What `act(email)` gives, for all of them at the same time, each in a context of its own."""
    start = threading.Barrier(len(emails))

    def run(email):
        with app.app_context():
            start.wait()
            try:
                return act(email)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(emails)) as pool:
        return list(pool.map(run, emails))


def test_around_the_closing_nothing_late_is_stored_and_nothing_acknowledged_is_lost(app, desk, teams):
    db.session.rollback()
    app.config["CLOCK"] = RunningClock(CLOSING - BEFORE)

    def save_again_and_again(email):
        kept, refused = [], 0
        for number in range(TRIES):
            event = factories.found("libertad")
            someone = factories.somebody(email)
            try:
                with transaction(own_project(event, someone)) as now:
                    mine = own_project(factories.found("libertad"), factories.somebody(email))
                    draft = replace(WHOLE, title=f"{email} {number}")
                    by = factories.standing(factories.somebody(email), mine.event)
                    version = actions.save(mine, draft, by=by, now=now)
                    last = (mine.id, version.number, now)
            except NotAllowed:
                refused += 1
            else:
                kept.append(last)
        return kept, refused

    answers = at_once(app, teams, save_again_and_again)

    acknowledged = {one for kept, _ in answers for one in kept}
    stored = set(
        db.session.execute(
            select(ProjectVersion.project_id, ProjectVersion.number, ProjectVersion.saved_at).where(
                ProjectVersion.number > 1
            )
        ).all()
    )
    assert stored == acknowledged
    assert all(instant < CLOSING for _, _, instant in stored)
    assert 0 < len(stored) < WRITERS * TRIES
    assert len(stored) + sum(refused for _, refused in answers) == WRITERS * TRIES


def test_receipts_given_at_once_are_numbered_without_a_gap(app, desk, teams):
    db.session.rollback()

    def hand_in(email):
        event = factories.found("libertad")
        with transaction(own_project(event, factories.somebody(email))) as now:
            mine = own_project(factories.found("libertad"), factories.somebody(email))
            return actions.submit(mine, by=factories.standing(factories.somebody(email), mine.event), now=now).number

    numbers = at_once(app, teams, hand_in)

    assert sorted(numbers) == list(range(1, WRITERS + 1))
    assert sorted(db.session.scalars(select(Receipt.number))) == sorted(numbers)
