"""What is made of a file that is asked for again: the same bytes, others, or a page that is none."""

import pytest
from sqlalchemy import delete, select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.errors import TurnTaken
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import PROFILE, FileCheck
from hackathon.portal.profile_models import DataProfile
from tests import project_builders
from tests.portal.offered_file import asked, check, copies
from tests.portal.one_file import ANY, PAGE
from tests.portal.replay import Reply

pytestmark = pytest.mark.usefixtures("session")


def test_asked_again_it_says_which_it_has_and_keeps_nothing_twice(dataset, portal):
    asked(dataset)

    lines = asked(dataset)

    assert portal.asked[1]["if-none-match"] == '"one"'
    assert (lines, len(copies()), check().outcome) == ([f"portal.pin_files {dataset.id}: 1 unchanged"], 1, "unchanged")


def test_the_same_bytes_under_another_mark_are_no_new_revision(dataset, portal):
    asked(dataset)
    portal.reply.headers = ANY | {"ETag": '"two"'}

    lines = [asked(dataset), asked(dataset)]

    assert len(copies()) == 1
    assert [one.get("if-none-match") for one in portal.asked] == [None, '"one"', '"two"']
    assert lines[1] == [f"portal.pin_files {dataset.id}: 1 unchanged"]


def test_a_file_that_moved_is_asked_for_whole_once_and_by_its_mark_from_then_on(dataset, portal):
    asked(dataset)
    with transaction():
        db.session.scalars(select(Resource)).one().url = f"{portal.server.url}/moved.csv"

    asked(dataset)
    asked(dataset)

    assert [one.get("if-none-match") for one in portal.asked] == [None, None, '"one"']


@pytest.mark.parametrize("is_open", [None, True])
def test_the_same_bytes_under_another_licence_are_a_revision_that_is_given_or_not(client, dataset, portal, is_open):
    def declare(said):
        with transaction():
            db.session.get_one(Dataset, dataset.id).is_open = said

    declare(True if is_open is None else None)
    asked(dataset)
    jobs.run_due()
    declare(is_open)

    lines = [*asked(dataset), *asked(dataset)]

    key = db.session.scalars(select(Resource)).one().key
    assert [line.partition(": ")[2] for line in lines] == ["1 new", "1 unchanged"]
    assert [one.get("if-none-match") for one in portal.asked] == [None, '"one"', '"one"']
    assert [(copy.revision, copy.may_be_given) for copy in copies()] == [(1, is_open is None), (2, is_open is True)]
    assert copies()[0].sha256 == copies()[1].sha256
    with client.get(f"/datasets/libertad/puntos-criticos/{key}/copies/2") as answer:
        assert answer.status_code == (200 if is_open else 404)


def test_unchanged_bytes_are_read_again_only_as_another_format_or_where_no_profile_is(dataset):
    asked(dataset)
    jobs.run_due()

    def readings():
        asked(dataset)
        jobs.run_due()
        return len(db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PROFILE)).all())

    same = readings()
    with transaction():
        db.session.scalars(select(Resource)).one().format = "TXT"
    other_format = readings()
    with transaction():
        db.session.execute(delete(DataProfile))

    assert (same, other_format, readings()) == (1, 2, 3)
    assert db.session.scalars(select(DataProfile.declared)).all() == ["TXT"]


@pytest.mark.parametrize(
    ("first", "declared", "kept"),
    [(None, "CSV", 0), (None, "HTML", 1), (b"a;b\n1;2\n", "", 1), (b"a;b\n1;2\n", "HTML", 1), (PAGE, "HTML", 2)],
)
def test_a_web_page_is_kept_only_where_no_table_was_and_none_is_said_to_be(dataset, portal, first, declared, kept):
    with transaction():
        db.session.scalars(select(Resource)).one().format = declared
    if first is not None:
        portal.reply = Reply(200, first, {"Content-Type": "text/html"})
        asked(dataset)
    portal.reply = Reply(200, PAGE + b"<!-- two -->", {"Content-Type": "text/html"})

    asked(dataset)

    assert len(copies()) == kept
    assert check().outcome == ("new" if declared == "HTML" and first in (None, PAGE) else "failed")


def outcomes(dataset):
    return [line.partition(": ")[2] for line in asked(dataset)]


@pytest.mark.parametrize("headers", [None, {"ETag": '"two"'}, {}])
def test_what_did_not_change_needs_no_room_whatever_its_mark(app, dataset, portal, headers):
    asked(dataset)
    app.config["PIN_TOTAL"] = 0
    if headers is not None:
        portal.reply.headers = headers

    assert [outcomes(dataset), outcomes(dataset)] == [["1 unchanged"], ["1 unchanged"]]


def test_nothing_is_fetched_for_which_there_is_no_room(app, dataset, portal):
    asked(dataset)
    project_builders.resource(dataset, "f2", url=f"{portal.server.url}/otro.csv")
    app.config["PIN_TOTAL"] = 0

    assert (outcomes(dataset), len(portal.asked)) == (["1 unchanged, 1 too_large"], 2)


def test_while_other_work_asks_its_host_a_file_is_not_called_silent_and_asked_for_soon(
    dataset, portal, clock, monkeypatch
):
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("hackathon.net.Fetcher.fetch", taken)
        [line] = asked(dataset)
    assert "goes on at" in line
    assert db.session.scalars(select(FileCheck)).all() == []

    clock.move(minutes=6)
    jobs.run_due()

    assert (check().outcome, len(copies())) == ("new", 1)


def taken(self, url, **asked):
    raise TurnTaken(url)
