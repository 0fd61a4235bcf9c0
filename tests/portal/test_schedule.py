"""When a portal is read again without anybody asking."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.schedule import next_reading, since, trouble_after
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def portal(hours=24, failures=0):
    return SimpleNamespace(every_hours=hours, failures=failures, base_url="https://datos.example.pe")


def test_a_portal_is_due_after_its_hours_and_later_each_time_it_fails_up_to_a_week():
    rests = [next_reading(portal(failures=failures), now=NOW) - NOW for failures in (0, 1, 2, 9, 500)]

    assert 21.6 * HOUR <= rests[0] <= 26.4 * HOUR
    assert [rest / rests[0] for rest in rests[:3]] == pytest.approx([1, 2, 4])
    assert rests[3] == rests[4] <= 1.1 * timedelta(days=7)
    assert next_reading(portal(hours=0), now=NOW) is None


def test_changes_are_asked_for_with_an_hours_overlap_and_everything_once_a_day():
    assert since(last_complete=NOW - HOUR, last_whole=NOW - 5 * HOUR, now=NOW) == NOW - 2 * HOUR
    assert since(last_complete=NOW - HOUR, last_whole=NOW - 24 * HOUR, now=NOW) is None
    assert since(last_complete=None, last_whole=None, now=NOW) is None


@pytest.mark.usefixtures("session")
def test_a_portal_that_is_due_is_read_by_itself_first_what_changed_then_whole(play, clock):
    server = play(replay.catalogue(packages(6)))
    held = add_portal(server)
    harvested(held)
    held.every_hours = 6
    held.due_at = clock() + 6 * HOUR
    db.session.commit()

    asked = []
    for hours in (5, 2, 1, 18):
        clock.move(hours=hours)
        jobs.sweep()
        db.session.expire_all()
        asked.append([run.since is not None for run in db.session.scalars(select(Harvest).order_by(Harvest.id))])

    assert asked == [[False], [False, True], [False, True], [False, True, False]]
    assert "fq=metadata_modified" in server.hits[1]
    assert {run.state for run in db.session.scalars(select(Harvest))} == {"complete"}


@pytest.mark.usefixtures("session")
def test_what_an_incremental_reading_does_not_bring_is_not_missing(play, clock):
    records = packages(6)
    held = add_portal(play(replay.catalogue(records)))
    harvested(held)
    held.due_at = clock()
    db.session.commit()
    del records[2:]

    clock.move(hours=1)
    jobs.sweep()

    db.session.expire_all()
    run = db.session.scalars(select(Harvest).order_by(Harvest.id.desc())).first()
    assert (run.state, run.received, run.missing, held.dataset_count) == ("complete", 2, 0, 6)


@pytest.mark.parametrize(
    ("before", "seen", "after"),
    [
        ("", {"is_braked": True}, "braked"),
        ("braked", {"is_braked": True}, "braked"),
        ("", {"failures": 2}, ""),
        ("", {"failures": 3}, "failing"),
        ("braked", {"failures": 3}, "failing"),
        ("failing", {}, ""),
        ("braked", {}, "braked"),
        ("braked", {"is_settled": True}, ""),
    ],
)
def test_trouble_begins_once_and_lasts_until_it_is_settled(before, seen, after):
    quiet = {"is_braked": False, "is_settled": False, "failures": 0}

    assert trouble_after(before, **quiet | seen) == after
