"""Files of datasets: kept by hash, given on where the licence lets us, never half."""

import hashlib
import io

import pytest
from sqlalchemy import select

from hackathon import files, jobs
from hackathon.database import db, transaction
from hackathon.portal import pinning
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import TELL_COPIES, FileCheck
from tests import factories
from tests.portal.offered_file import asked, check, copies
from tests.portal.one_file import ANY, PAGE
from tests.portal.replay import Reply

pytestmark = pytest.mark.usefixtures("session")


def test_a_file_is_kept_by_its_hash_with_where_it_came_from(dataset, portal, clock):
    asked(dataset)

    copy = copies()[0]
    assert copy.sha256 == hashlib.sha256(portal.reply.body).hexdigest()
    assert files.path_of(copy.sha256).read_bytes() == portal.reply.body
    assert (copy.revision, copy.size, copy.etag, copy.fetched_at) == (1, 8, '"one"', clock())
    assert (copy.licence_title, copy.may_be_given, copy.file_name) == ("CC BY", True, "puntos-criticos-1.csv")


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


def test_a_killed_worker_is_taken_up_where_it_was(dataset, portal, monkeypatch):
    monkeypatch.setattr(pinning.pin_actions, "note_check", lambda *given, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pinning.run(dataset.id)
    monkeypatch.undo()
    db.session.rollback()

    assert pinning.run(dataset.id) == "1 unchanged"
    assert len(copies()) == 1


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
