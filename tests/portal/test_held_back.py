"""What people get of a kept file, from the job that fetches it to the set of the event: all of it obeys one verdict."""

import io
import json
import os
import signal
import zipfile

import pytest
from sqlalchemy import select

from hackathon import audit, jobs
from hackathon.database import db, transaction
from hackathon.portal import pin_actions, profiling
from hackathon.portal.models import Resource
from hackathon.portal.pin_models import PROFILE, PinnedFile
from hackathon.portal.profile.content import content_of
from hackathon.portal.profile_models import DataProfile
from tests import factories, project_builders
from tests.portal.one_file import Portal
from tests.portal.profile.making import archive_of, workbook_of
from tests.portal.profile.test_looks import COVER, LONG_TABLE, PEOPLE, PEOPLE_CSV, TABLE
from tests.portal.replay import Reply
from tests.portal.test_profiling import workbook_that_unfolds

pytestmark = pytest.mark.usefixtures("session")
PERSONAL = "people's data seem to stand in it"
UNREAD = "it could not be read, so nobody knows"
IN_PART = "only a part of it could be looked through"


@pytest.fixture
def fetched(play, clock):
    """`fetched(content)`: the address of the page of this file, once workers have kept it and read it."""
    clock.set(factories.HACKING)

    def of(content: bytes) -> str:
        portal = Portal(play)
        portal.reply = Reply(body=content, headers={"Content-Type": "application/octet-stream"})
        made = project_builders.dataset(project_builders.portal(base_url=portal.server.url), "Puestos", is_open=True)
        project_builders.challenge(factories.event(factories.person("Olu")), made)
        project_builders.resource(made, "f1", url=f"{portal.server.url}/puestos")
        with transaction() as now:
            pin_actions.ask_for_copies(made, now=now)
        jobs.run_due()
        jobs.run_due()
        return f"/datasets/libertad/puestos/{db.session.scalars(select(Resource)).one().key}"

    return of


def taken_along(client):
    """Why the only file of the event's set is not in its ZIP, and what is remarked of it."""
    project_builders.venue_set(factories.found("libertad"))
    with client.get("/events/libertad/data/1/copies.zip") as answer:
        bundle = zipfile.ZipFile(io.BytesIO(answer.data))
    said = json.loads(bundle.read("datapackage.json"))["resources"][0]
    assert (said["path"] in bundle.namelist()) == ("excluded" not in said)
    return said.get("excluded"), said.get("remark", "")


def status_of(client, address):
    with client.get(address) as answer:
        return answer.status_code


@pytest.mark.parametrize(
    ("content", "words", "excluded"),
    [
        (PEOPLE_CSV.encode(), PERSONAL, "personal"),
        (archive_of({"a.csv": TABLE, "b.csv": PEOPLE_CSV}), PERSONAL, "personal"),
        (workbook_of({"Portada": COVER, "Personas": PEOPLE}), PERSONAL, "personal"),
        ((LONG_TABLE + "1;2;ana@gmail.com\n3;4\n").encode(), IN_PART, "read_in_part"),
        (archive_of({"a.csv": TABLE, "b.csv": "PK\x03\x04 and no more"}), IN_PART, "read_in_part"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", UNREAD, "could_not_be_read"),
    ],
)
def test_what_was_not_looked_through_or_shows_people_is_given_nowhere(client, fetched, content, words, excluded):
    page = fetched(content)

    said = client.get(f"{page}?lang=en").text.replace("&#39;", "'")

    assert words in said
    assert [status_of(client, f"{page}/{part}") for part in ("copies/1", "clean.csv")] == [404, 404]
    assert taken_along(client)[0] == excluded
    assert words in client.get("/events/libertad/data/1?lang=en").text.replace("&#39;", "'")


def test_a_file_that_ended_its_reader_is_given_nowhere(client, fetched):
    page = fetched(workbook_that_unfolds(600_000))

    assert UNREAD in client.get(f"{page}?lang=en").text.replace("&#39;", "'")
    assert status_of(client, f"{page}/copies/1") == 404
    assert taken_along(client)[0] == "could_not_be_read"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", archive_of({"a.csv": TABLE, "mapa.pdf": "%PDF"})])
def test_what_nobody_can_look_into_is_given_and_says_so(client, fetched, content):
    page = fetched(content)

    assert "what this site cannot look into" in client.get(f"{page}?lang=en").text
    assert "algo que este sitio no puede revisar" in client.get(f"{page}?lang=es").text
    assert status_of(client, f"{page}/copies/1") == 200
    excluded, remark = taken_along(client)
    assert (excluded, "nobody has looked" in remark) == (None, True)
    assert "what this site cannot look into" in client.get("/events/libertad/data/1?lang=en").text


@pytest.mark.parametrize(
    "content", [archive_of({"a.csv": TABLE, "b.csv": TABLE}), workbook_of({"A": COVER, "B": COVER})]
)
def test_several_tables_that_were_all_looked_through_are_given(client, fetched, content):
    page = fetched(content)

    assert status_of(client, f"{page}/copies/1") == 200
    assert taken_along(client) == (None, "")


def test_a_reader_ended_from_outside_leaves_its_file_to_be_read_again(client, fetched, clock, monkeypatch):
    monkeypatch.setattr(profiling, "content_of", stopped_once)

    page = fetched(TABLE.encode())
    between = status_of(client, f"{page}/copies/1"), db.session.scalar(select(DataProfile.id))
    clock.move(minutes=5)
    lines = jobs.run_due()

    assert between == (404, None)
    assert [line for line in lines if line.startswith(PROFILE)] == [f"{PROFILE} 1: 2 rows, 2 columns, quality 100"]
    assert status_of(client, f"{page}/copies/1") == 200


def stopped_once(path, clean, declared):
    """Reads it, but the first time: then a deploy ends the worker and all its processes."""
    mark = path.with_name(f"{path.name}-tried")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGTERM)
    return content_of(path, clean, declared)


def test_what_was_read_as_before_is_given_once_it_was_read_anew_by_itself(client, fetched, clock):
    page = fetched(TABLE.encode())
    with transaction() as now:
        profile = db.session.scalars(select(DataProfile)).one()
        profile.reading, profile.look = 1, "unread"  # as the migration leaves what was read before
        audit.record("dataset.profiled", profile, by=None, now=now)
    before = status_of(client, f"{page}/copies/1")

    clock.move(hours=2)
    jobs.sweep()
    jobs.run_due()

    assert (before, status_of(client, f"{page}/copies/1")) == (404, 200)
    rounds = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PROFILE)).all()
    clock.move(hours=2)
    jobs.sweep()
    assert len(db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PROFILE)).all()) == len(rounds)
    assert len(db.session.scalars(select(PinnedFile)).all()) == 1
