"""Sets of an event's data: begun by a press, settled file by file, fixed for good."""

import hashlib

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.audit import AuditEntry
from hackathon.challenges import venue_actions, venue_queries
from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from hackathon.portal import pin_actions
from hackathon.portal.pin_models import PIN_FILES, FileOutcome
from tests import factories, project_builders
from tests.challenges.pressing import CONTENT, DESK, SET, answered, bundle_of, end_the_jobs, pressed, swept

pytestmark = pytest.mark.usefixtures("session")


def test_one_press_makes_a_set_that_waits_for_every_file(client, dataset):
    factories.sign_in(client, factories.somebody("olu@example.pe"))

    answer = client.submit(DESK)

    page = client.get(f"{DESK}?lang=en").text
    assert (answer.status_code, answer.location) == (303, DESK)
    assert "being fetched: 0 of 1 files settled" in page
    assert "Look again" in page


def test_a_set_is_complete_once_each_file_is_in_or_has_failed_with_its_reason(dataset, event):
    project_builders.resource(dataset, "otro.csv", position=1)
    pressed(event)
    before = swept().is_complete
    project_builders.pinned_file(dataset, content=CONTENT)
    answered(dataset)
    half = swept().is_complete
    answered(dataset, FileOutcome.FAILED, "otro.csv", reason="It did not come in %(n)s s.", values={"n": 9})

    those = swept()

    assert (before, half, those.is_complete) == (False, False, True)
    first, second = those.files
    assert first.copy.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (second.copy, second.reason, second.reason_values) == (None, "It did not come in %(n)s s.", {"n": 9})
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("event.data"))).all()
    assert acts == ["event.data_pinned", "event.data_set_complete"]


def test_what_an_older_check_said_settles_nothing(dataset, event, clock):
    answered(dataset)
    clock.move(minutes=1)
    pressed(event)

    assert not swept().is_complete


def test_a_file_that_no_longer_comes_keeps_the_copy_that_was_kept_before_and_says_so(client, dataset, event):
    project_builders.pinned_file(dataset, content=CONTENT)
    pressed(event)
    answered(dataset, FileOutcome.GONE, reason="The file is not there any more.")

    those = swept()

    assert those.files[0].copy.sha256 == hashlib.sha256(CONTENT).hexdigest()
    page = client.get(f"{SET}?lang=en").text
    assert "The file is not there any more." in page
    assert "This is the copy that was kept before." in page


def test_a_file_that_its_portal_dropped_is_in_the_set_at_once(dataset, event):
    project_builders.pinned_file(dataset, "viejo.csv", content=b"x")
    pressed(event)
    answered(dataset)

    those = swept()

    assert [(file.resource_id, file.reason) for file in those.files] == [
        (project_builders.FILE, ""),
        ("viejo.csv", venue_actions.NOT_LISTED),
    ]


def test_a_round_that_had_begun_before_the_press_is_asked_for_again(dataset, event, clock):
    with transaction() as now:
        pin_actions.ask_for_copies(dataset, now=now)
    clock.move(minutes=1)
    pressed(event)
    end_the_jobs()

    asked_again = swept().is_complete
    open_jobs = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PIN_FILES, jobs.Job.done_at.is_(None))).all()
    end_the_jobs()

    assert (asked_again, len(open_jobs)) == (False, 1)
    assert [file.reason for file in swept().files] == [venue_actions.NOT_ASKED]


def test_a_complete_set_never_changes_whatever_the_portal_does_later(client, dataset, event, clock):
    project_builders.pinned_file(dataset, content=CONTENT)
    pressed(event)
    answered(dataset)
    swept()
    first = bundle_of(client)
    clock.move(hours=3)
    project_builders.pinned_file(dataset, content=b"other\n", revision=2)
    clock.move(minutes=1)
    pressed(event)
    answered(dataset)
    second = swept()

    assert bundle_of(client) == first
    assert (second.number, second.files[0].copy.revision) == (2, 2)
    assert bundle_of(client, "/events/libertad/data/2/copies.zip") != first


def test_a_second_press_while_files_are_fetched_is_refused_and_says_why(client, dataset, event):
    factories.sign_in(client, factories.somebody("olu@example.pe"))
    form = client.form(DESK)
    pressed(event)

    answer = client.post(f"{form.action}?lang=en", data=form.filled({}))

    assert answer.status_code == 422
    assert "still being fetched" in answer.text
    assert len(venue_queries.sets_of(factories.found("libertad"))) == 1


def test_without_a_file_nothing_is_pinned():
    factories.event(factories.person("Olu"))

    with pytest.raises(RuleBroken, match="No challenge offers a file yet"):
        pressed(factories.found("libertad"))
