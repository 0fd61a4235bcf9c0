"""Files of datasets: kept by hash, asked for again, given on where the licence lets us, never half."""

import hashlib
import io

import pytest
from sqlalchemy import delete, select

from hackathon import files, jobs
from hackathon.database import db, transaction
from hackathon.portal import pin_actions, pin_queries, pinning
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import PIN_FILES, PROFILE, TELL_COPIES, FileCheck, PinnedFile
from hackathon.portal.profile_models import DataProfile
from tests import factories, project_builders
from tests.portal.one_file import ANY, Portal
from tests.portal.replay import Reply

PAGE = b"<!doctype html><html><body>Estamos en mantenimiento</body></html>"
pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def portal(play):
    return Portal(play)


@pytest.fixture
def dataset(portal, clock):
    clock.set(factories.HACKING)
    made = project_builders.dataset(
        project_builders.portal(base_url=portal.server.url), "Puntos críticos", is_open=True, licence_title="CC BY"
    )
    project_builders.challenge(factories.event(factories.person("Olu")), made)
    with transaction():
        url = f"{portal.server.url}/files/Puntos%20cr%C3%ADticos.CSV"
        db.session.add(Resource(dataset_id=made.id, native_id="f1", url=url, name="Puntos", format="CSV"))
    return made


def asked(dataset):
    with transaction() as now:
        pin_actions.ask_for_copies(dataset, now=now)
    return [line for line in jobs.run_due() if line.startswith(PIN_FILES)]


def copies():
    return db.session.scalars(select(PinnedFile).order_by(PinnedFile.id)).all()


def check():
    db.session.expire_all()
    return db.session.scalars(select(FileCheck)).one()


def test_a_file_is_kept_by_its_hash_with_where_it_came_from(dataset, portal, clock):
    asked(dataset)

    copy = copies()[0]
    assert copy.sha256 == hashlib.sha256(portal.reply.body).hexdigest()
    assert files.path_of(copy.sha256).read_bytes() == portal.reply.body
    assert (copy.revision, copy.size, copy.etag, copy.fetched_at) == (1, 8, '"one"', clock())
    assert (copy.licence_title, copy.may_be_given, copy.file_name) == ("CC BY", True, "puntos-criticos-1.csv")


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


def test_other_bytes_are_a_new_revision_and_the_old_one_stays(dataset, portal):
    asked(dataset)
    portal.reply = Reply(body=b"a;b\n3;4\n", headers=ANY | {"ETag": '"two"'})

    asked(dataset)

    assert [copy.revision for copy in copies()] == [1, 2]
    told = db.session.scalars(select(jobs.Job.subject_id).where(jobs.Job.kind == TELL_COPIES)).all()
    assert told == [copies()[1].id]
    assert all(files.is_whole(copy.sha256) for copy in copies())


@pytest.mark.parametrize(
    ("reply", "outcome", "words"),
    [
        (Reply(404), "gone", "not there any more"),
        (Reply(403, b"<html>"), "failed", "answered 403"),
        (Reply(200, PAGE, {"Content-Type": "text/csv"}), "failed", "a web page in place of the table"),
        (Reply(202, b"{}"), "failed", "still preparing the file"),
        (Reply(200, b"x" * 2_000_001), "too_large", "larger than 2 MB"),
    ],
)
def test_what_cannot_be_kept_is_noted_and_what_was_kept_stays(app, dataset, portal, reply, outcome, words):
    app.config["PIN_LARGEST"] = 2
    asked(dataset)
    portal.reply = reply

    asked(dataset)

    found = check()
    assert (found.outcome, len(copies())) == (outcome, 1)
    assert words in found.reason % found.reason_values


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


def test_an_address_into_somebodys_network_is_never_asked_for(dataset, portal):
    with transaction():
        db.session.add(Resource(dataset_id=dataset.id, native_id="f2", url="http://10.0.0.1/secret.csv"))

    asked(dataset)

    assert [row.resource_id for row in db.session.scalars(select(FileCheck))] == ["f1"]


def test_half_a_file_is_never_kept(app):
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError("the disk")

    with pytest.raises(OSError, match="the disk"):
        files.keep(Broken())

    assert [path for path in files._folder().rglob("*") if path.is_file()] == []


def test_the_page_of_a_file_gives_the_copy_sealed_and_as_it_came(client, dataset, portal):
    asked(dataset)
    jobs.run_due()  # the copy is read
    key = db.session.scalars(select(Resource)).one().key
    address = f"/datasets/libertad/puntos-criticos/{key}"

    page = client.get(address)
    with client.get(f"{address}/copies/1") as copy:
        given = copy.data

    assert "puntos" in page.text.lower()
    assert f"{address}/copies/1" in page.text
    assert given == portal.reply.body
    assert copy.headers["Content-Disposition"] == "attachment; filename=puntos-criticos-1.csv"
    assert copy.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert copy.headers["Content-Type"] == "application/octet-stream"
    assert client.get(f"{address}/copies/2").status_code == 404
    assert client.get("/datasets/libertad/puntos-criticos/00000000").status_code == 404


def test_a_copy_whose_licence_does_not_say_open_is_kept_and_not_given(client, dataset, portal):
    with transaction():
        db.session.get_one(Dataset, dataset.id).is_open = None
    asked(dataset)
    key = db.session.scalars(select(Resource)).one().key

    page = client.get(f"/datasets/libertad/puntos-criticos/{key}?lang=en").text

    assert "its licence does not say that it is open" in page
    assert client.get(f"/datasets/libertad/puntos-criticos/{key}/copies/1").status_code == 404


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


def test_a_killed_worker_is_taken_up_where_it_was(dataset, portal, monkeypatch):
    monkeypatch.setattr(pinning.pin_actions, "note_check", lambda *given, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pinning.run(dataset.id)
    monkeypatch.undo()
    db.session.rollback()

    assert pinning.run(dataset.id) == "1 unchanged"
    assert len(copies()) == 1


def test_a_file_that_its_portal_dropped_is_forgotten_and_asks_for_nothing(dataset, clock):
    asked(dataset)
    with transaction():
        db.session.delete(db.session.scalars(select(Resource)).one())
    for _ in range(3):
        clock.move(hours=25)
        jobs.sweep()

    assert db.session.scalars(select(FileCheck)).all() == []
    clock.move(hours=25)
    assert pin_queries.datasets_to_check(clock(), most=9) == []


def test_what_a_challenge_will_offer_shows_no_copy_before_its_reveal(client, dataset, clock):
    asked(dataset)
    jobs.run_due()  # the copy is read
    key = db.session.scalars(select(Resource)).one().key
    address = f"/datasets/libertad/puntos-criticos/{key}"
    open_page = client.get(address).text

    clock.set(factories.CALL)

    assert "copies/1" in open_page
    assert "copies/1" not in client.get(address).text
    assert client.get(f"{address}/copies/1").status_code == 404
    assert "sha256" not in client.get("/datasets/libertad/puntos-criticos").text


def test_headers_that_cannot_be_sent_back_are_not_kept(dataset, portal):
    portal.reply.headers = ANY | {"ETag": "x" * 301, "Content-Type": "text/csv\u00e9"}

    asked(dataset)

    assert (copies()[0].etag, copies()[0].media_type) == ("", "")
