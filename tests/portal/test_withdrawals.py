"""Copies that are given to nobody any more, and the room that copies have together."""

import io
import zipfile

import pytest
from sqlalchemy import func, select

from hackathon import files, jobs
from hackathon.audit import AuditEntry
from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from hackathon.permissions import SYSTEM
from hackathon.portal import pin_actions, pin_queries, profiling
from hackathon.portal.models import Dataset
from hackathon.portal.pin_models import PIN_FILES, FileCheck, PinnedFile, Withdrawal
from hackathon.portal.profile_models import DataProfile
from tests import factories, project_builders

pytestmark = pytest.mark.usefixtures("session")
REASON = "Contiene DNI de pacientes."
DATASET = "/datasets/libertad/puntos-criticos"


@pytest.fixture
def dataset(portal, clock):
    """A dataset that a challenge offers, whose file was fetched and read."""
    clock.set(factories.HACKING)
    where = project_builders.portal(base_url=portal.server.url)
    made = project_builders.dataset(where, "Puntos críticos", is_open=True)
    project_builders.challenge(factories.event(factories.person("Olu")), made)
    project_builders.resource(made, "f1", url=f"{portal.server.url}/puntos.csv")
    asked(made)
    jobs.run_due()
    return made


def asked(dataset):
    with transaction() as now:
        pin_actions.ask_for_copies(dataset, now=now)
    return [line.partition(": ")[2] for line in jobs.run_due() if line.startswith(PIN_FILES)]


def newest():
    return db.session.scalars(select(PinnedFile).order_by(PinnedFile.id.desc())).first()


def given_up(copy):
    with transaction() as now:
        found = pin_queries.copy_at(_dataset(), copy.key, copy.revision)
        pin_actions.withdraw(found, reason=REASON, by=SYSTEM, now=now)


def withdrawn():
    given_up(newest())
    return jobs.run_due()


def _dataset():
    return db.session.scalars(select(Dataset)).one()


def test_a_withdrawn_copy_loses_its_bytes_its_clean_copy_and_its_profile_and_keeps_row_and_hash(dataset):
    copy = newest()
    profile = db.session.scalars(select(DataProfile)).one()
    kept = [copy.sha256, profile.clean_sha256]
    before = [files.is_kept(sha256) for sha256 in kept]

    withdrawn()

    assert (before, [files.is_kept(sha256) for sha256 in kept]) == ([True, True], [False, False])
    assert db.session.scalar(select(func.count(DataProfile.id))) == 0
    assert newest().sha256 == kept[0]
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("dataset.content"))).all()
    assert acts == ["dataset.content_withdrawn", "dataset.content_removed"]


def test_the_page_says_that_it_was_withdrawn_and_why_and_nobody_gets_it(client, dataset):
    page = f"{DATASET}/{newest().key}"
    with transaction() as now:  # before the worker came: the row decides
        pin_actions.withdraw(newest_whole(), reason=REASON, by=SYSTEM, now=now)

    shown = client.get(f"{page}?lang=en").text

    assert "withdrawn on" in shown
    assert REASON in shown
    assert "copies/1" not in shown
    assert client.get(f"{page}/copies/1").status_code == 404
    assert client.get(f"{page}/clean.csv").status_code == 404


def newest_whole():
    return pin_queries.copy_at(_dataset(), newest().key, 1)


def test_what_is_withdrawn_is_not_kept_again_and_not_fetched_every_day(dataset, portal):
    withdrawn()

    lines = [*asked(dataset)]
    portal.reply.headers = portal.reply.headers | {"ETag": '"two"'}
    lines += [*asked(dataset), *asked(dataset)]

    assert lines == ["1 unchanged"] * 3
    assert [one.get("if-none-match") for one in portal.asked] == [None, '"one"', '"one"', '"two"']
    assert not files.is_kept(newest().sha256)


def test_a_set_of_the_events_data_says_withdrawn_and_leaves_it_out(client, dataset):
    project_builders.venue_set(factories.found("libertad"))
    withdrawn()

    page = client.get("/events/libertad/data/1?lang=en").text
    with client.get("/events/libertad/data/1/copies.zip") as answer:
        bundle = zipfile.ZipFile(io.BytesIO(answer.data))

    assert REASON in page
    assert bundle.namelist() == ["datapackage.json", "SHA256SUMS"]
    assert f'"remark": "{REASON}"' in bundle.read("datapackage.json").decode()
    assert '"excluded": "withdrawn"' in bundle.read("datapackage.json").decode()


def test_the_bytes_of_another_file_stay_when_a_clean_copy_is_the_same(dataset):
    clean = db.session.scalars(select(DataProfile.clean_sha256)).one()
    content = files.path_of(clean).read_bytes()
    other = project_builders.pinned_file(dataset, "limpio.csv", content)

    withdrawn_one = pin_queries.copies_of([dataset.id])[(dataset.id, "f1")]
    with transaction() as now:
        pin_actions.withdraw(pin_queries.copy_at(_dataset(), withdrawn_one.key, 1), reason=REASON, by=SYSTEM, now=now)
    jobs.run_due()

    assert files.is_kept(other.sha256)


def test_administrators_withdraw_with_a_reason_and_nobody_twice(client, dataset):
    factories.sign_in(client, factories.person("Nora", administrator=True))
    address = f"{DATASET}/{newest().key}/copies/1/withdrawal"

    empty = client.submit(address, reason="")
    answer = client.submit(address, reason=REASON)

    assert (empty.status_code, answer.status_code, answer.location) == (422, 303, DATASET)
    assert db.session.scalars(select(Withdrawal.reason)).all() == [REASON]
    assert client.get(address).status_code == 404


def test_a_content_that_two_copies_have_is_withdrawn_once(dataset):
    withdrawn()

    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdrawn()


def test_nobody_else_learns_from_the_withdrawal_page_what_is_kept(client, dataset):
    factories.sign_in(client, factories.somebody("olu@example.pe"))
    address = f"{DATASET}/{newest().key}/copies"

    kept, never_kept = client.get(f"{address}/1/withdrawal"), client.get(f"{address}/99/withdrawal")

    assert (kept.status_code, never_kept.status_code) == (404, 404)


def test_no_new_content_is_kept_once_the_room_is_taken_and_the_pages_say_so(app, client, dataset, portal):
    app.config["PIN_TOTAL"] = 0
    portal.reply.body, portal.reply.headers = b"a;b\n5;6\n", portal.reply.headers | {"ETag": '"two"'}

    asked(dataset)

    check = db.session.scalars(select(FileCheck)).one()
    assert (db.session.scalar(select(func.count(PinnedFile.id))), check.is_broken) == (1, False)
    assert "There is no room for more copies here" in check.reason
    factories.sign_in(client, factories.somebody("olu@example.pe"))
    assert "There is no room for more copies" in client.get("/events/libertad/manage/datasets?lang=en").text
    factories.sign_in(client, factories.person("Nora", administrator=True))
    assert "There is no room for more copies" in client.get("/portals?lang=en").text


def test_the_room_counts_each_content_once_and_no_withdrawn_one(dataset):
    copy, profile = newest(), db.session.scalars(select(DataProfile)).one()
    project_builders.pinned_file(dataset, "otro.csv", files.path_of(copy.sha256).read_bytes())
    before = pin_queries.bytes_kept()

    withdrawn()

    assert (before, pin_queries.bytes_kept()) == (copy.size + profile.clean_size, 0)


def clean_copy_of(dataset):
    clean = db.session.scalars(select(DataProfile.clean_sha256)).one()
    return project_builders.pinned_file(dataset, "limpio.csv", files.path_of(clean).read_bytes())


def test_a_withdrawn_content_does_not_come_back_as_the_clean_copy_of_another(client, dataset):
    first, other = newest(), clean_copy_of(dataset)

    given_up(other)  # before the worker came: the row decides
    asked_at_once = client.get(f"{DATASET}/{first.key}/clean.csv").status_code
    jobs.run_due()

    assert asked_at_once == 404
    assert not files.is_kept(other.sha256)
    assert db.session.scalars(select(DataProfile)).all() == []  # its first rows are those of the withdrawn content
    assert profiling.run(first.id) == "the content was withdrawn"
    assert not files.is_kept(other.sha256)


def test_a_clean_copy_that_is_not_there_is_said_so_and_is_no_failure(client, dataset):
    address = f"{DATASET}/{newest().key}"
    files.path_of(db.session.scalars(select(DataProfile.clean_sha256)).one()).unlink()

    assert "The clean copy is not there any more." in client.get(f"{address}?lang=en").text
    assert client.get(f"{address}/clean.csv").status_code == 404


def test_what_is_withdrawn_while_a_worker_reads_it_leaves_nothing_behind(dataset, monkeypatch):
    copy = project_builders.pinned_file(dataset, "otro.csv", b"a;b\n7;8\n", is_read=False)
    kept, reading = [], profiling.apart

    def withdrawn_meanwhile(read, path, *others):
        found = reading(read, path, *others)
        given_up(copy)
        jobs.run_due()
        return found

    def keep(content, really=files.keep):
        kept.append(really(content))
        return kept[-1]

    monkeypatch.setattr(profiling, "apart", withdrawn_meanwhile)
    monkeypatch.setattr(files, "keep", keep)

    said = profiling.run(copy.id)

    assert said == "the content was withdrawn"
    assert db.session.scalars(select(DataProfile).where(DataProfile.sha256 == copy.sha256)).all() == []
    assert [files.is_kept(one.sha256) for one in kept] == [False]
