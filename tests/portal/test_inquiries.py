"""An inquiry as its asker, others and a worker meet it: asked, followed, answered, stopped, limited."""

import json

import pytest
from flask import has_request_context
from sqlalchemy import func, select

from hackathon import audit, jobs, net
from hackathon.database import db, transaction
from hackathon.portal import inquiry_actions, recognition
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.inquiry_models import LONGEST, PortalInquiry
from hackathon.portal.models import DataPortal
from tests import factories
from tests.machinery.network import way_out
from tests.machinery.statements import queries_at_most
from tests.portal import hostile, replay
from tests.portal.asking import answered, asked, english
from tests.portal.page_reader import Dangers

pytestmark = pytest.mark.usefixtures("session")
SOMEWHERE = "https://datos.example.org"


@pytest.fixture
def nora(client):
    someone = factories.administrator()
    factories.sign_in(client, someone)
    return someone


def the_inquiry() -> PortalInquiry:
    return db.session.scalars(select(PortalInquiry)).one()


def total(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def taken_up_and_killed() -> None:
    """A worker took the inquiry up and was killed: its lease stands, and nobody answers."""
    with transaction() as now:
        inquiry = the_inquiry()
        jobs.keep_lease(inquiry_actions.INQUIRY, inquiry.id, now)
        inquiry_actions.begin(inquiry, now=now)


class NeverInARequest(net.Fetcher):
    """A way out that a page may not take."""

    def fetch(self, url, **options):
        assert not has_request_context(), f"A page asked for {url}"
        return super().fetch(url, **options)


@pytest.mark.parametrize("room", ["/portals", "/events/libertad/manage/portals"])
def test_no_page_waits_for_a_portal(app, client, nora, room):
    factories.event(factories.person("Olu"))
    with replay.Server(replay.recorded()) as server:
        app.extensions["net"] = way_out(server, made=NeverInARequest)

        page = asked(client, server.url, at=f"{room}/new")
        client.get(page)
        before = list(server.hits)
        jobs.run_due()
        by_the_worker = list(server.hits)
        client.get(page)
        added = client.submit(page, name="Portal")
        client.get(added.location)

        assert (before, server.hits) == ([], by_the_worker)
        assert by_the_worker == ["/api/3/action/status_show"]


def test_the_way_out_is_closed_to_requests(app):
    with app.test_request_context("/portals/new"), pytest.raises(RuntimeError, match="read in a worker"):
        net.fetch(SOMEWHERE)


def test_the_page_says_what_is_asked_and_looks_again_without_a_script(client, nora):
    page = asked(client, SOMEWHERE)

    shown = client.get(english(page)).text

    assert "Recognising a portal" in shown
    assert SOMEWHERE in shown
    assert "Waiting for its turn." in shown
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in shown
    assert f'<a href="{page}">Look again</a>' in shown
    assert "http-equiv" not in client.get(english(f"{page}?renew=no")).text


def test_an_answered_page_looks_no_more(client, nora, play):
    _, shown = answered(client, play(replay.recorded()).url)

    assert "http-equiv" not in shown.text
    assert 'data-live="no"' in shown.text
    assert "portal.js" not in shown.text


def test_without_a_worker_the_page_says_so(client, nora, clock):
    page = asked(client, SOMEWHERE)
    clock.move(seconds=LONGEST.total_seconds())

    assert "No worker has begun yet" in client.get(english(page)).text


def test_a_stopped_worker_is_told_and_one_may_ask_again(client, nora, clock, play):
    server = play(replay.recorded())
    page = asked(client, server.url)
    taken_up_and_killed()
    running = client.get(english(page)).text
    clock.move(seconds=LONGEST.total_seconds())
    lost = client.get(english(page)).text
    again = client.form(page)

    assert "Asking the portal." in running
    assert "was stopped before it had an answer" in lost
    assert "http-equiv" not in lost
    assert (again.action, dict(again.sent)["url"]) == ("/portals/new", server.url)

    clock.move(seconds=jobs.LEASE.total_seconds())
    jobs.run_due()
    assert "CKAN 2.11.3 was recognised" in client.get(english(page)).text


def test_a_failed_job_is_told_and_one_may_ask_again(client, nora, play, monkeypatch):
    def broken(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(recognition, "detect", broken)
    page, shown = answered(client, SOMEWHERE)

    assert "Something failed on our side. It has been written down. Ask again." in shown.text
    assert dict(client.form(page).sent)["url"] == SOMEWHERE
    assert db.session.scalars(select(jobs.Job.last_error)).one() == "ZeroDivisionError\n"


def test_an_inquiry_whose_workers_are_killed_again_and_again_is_answered_and_one_may_ask_again(
    client, nora, clock, monkeypatch
):
    def killed(inquiry_id):
        raise SystemExit

    monkeypatch.setitem(jobs.HANDLERS, inquiry_actions.INQUIRY, killed)
    page = asked(client, SOMEWHERE)
    for _ in range(3):
        with pytest.raises(SystemExit):
            jobs.run_due()
        db.session.rollback()
        clock.move(minutes=6)
    jobs.run_due()

    assert "Asking was cut off several times. Ask again." in client.get(english(page)).text
    assert dict(client.form(page).sent)["url"] == SOMEWHERE


@pytest.mark.parametrize("version", ["\0", "\ud800", "{", "9" * 5_000, "<script>alert(1)</script>"])
def test_whatever_a_portal_calls_itself_is_kept_and_shown_as_text(client, nora, play, version):
    said = json.dumps({"success": True, "result": {"ckan_version": version, "site_title": version}}).encode()

    _, shown = answered(client, play(hostile.says(said)).url)

    assert "was recognised" in shown.text
    assert Dangers.of(shown.text) == []


def test_running_an_inquiry_again_changes_nothing(client, nora, play):
    server = play(replay.recorded())
    answered(client, server.url)
    inquiry, hits = the_inquiry(), list(server.hits)

    assert recognition.run(inquiry.id) == "ckan 2.11.3"
    assert server.hits == hits


def test_others_see_nothing_and_administrators_everything(client, visit, nora):
    page = asked(client, SOMEWHERE)
    zed, other = visit(), visit()
    factories.sign_in(zed, factories.person("Zed"))
    factories.sign_in(other, factories.person("Uma", administrator=True))

    assert visit().get(page).location == f"/login?next={page}"
    assert zed.get(page).status_code == 404
    assert zed.get("/portals/new/nothing").status_code == 404
    assert other.get(page).status_code == 200
    assert SOMEWHERE not in other.get("/portals/new").text
    assert SOMEWHERE in client.get("/portals/new").text


def test_a_few_at_once_and_no_more(client, nora, clock):
    for number in range(inquiry_actions.MOST_OPEN):
        asked(client, f"https://datos{number}.example.org")

    refused = client.submit(english("/portals/new"), url=SOMEWHERE, name="Mi portal")
    clock.move(hours=1)

    assert refused.status_code == 422
    assert "3 addresses of yours are being asked already." in refused.text
    assert f'value="{SOMEWHERE}"' in refused.text
    assert 'value="Mi portal"' in refused.text
    assert asked(client, SOMEWHERE)


def test_the_same_form_twice_has_one_effect(client, nora, play):
    form = client.form("/portals/new")
    data = form.filled({"url": play(replay.recorded()).url})
    first, second = client.post("/portals/new", data=data), client.post("/portals/new", data=data)
    jobs.run_due()
    button = client.form(first.location).filled({"name": "Portal"})
    added, again = client.post(first.location, data=button), client.post(first.location, data=button)

    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert (added.status_code, added.location) == (again.status_code, again.location) == (303, "/portals/portal")
    assert (total(PortalInquiry), total(DataPortal), total(Harvest)) == (1, 1, 1)


def test_what_was_not_recognised_is_not_added_by_any_form(client, nora, play):
    good, _ = answered(client, play(replay.recorded()).url)
    button = client.form(good).filled({"name": "Portal"})
    bad, _ = answered(client, play(hostile.page).url)

    answer = client.post(english(bad), data=button)

    assert answer.status_code == 422
    assert "No portal was recognised at this address, so there is nothing to add." in answer.text
    assert total(DataPortal) == 0


def test_asking_and_the_answer_are_in_the_log_without_what_was_typed(client, nora, play):
    answered(client, play(hostile.page).url, name="Portal secreto")

    acts = select(audit.AuditEntry).where(audit.AuditEntry.action.startswith("portal.inquiry"))
    entries = db.session.scalars(acts.order_by(audit.AuditEntry.id)).all()
    assert [entry.action.removeprefix("portal.inquiry_") for entry in entries] == ["asked", "begun", "answered"]
    assert [entry.actor for entry in entries] == [nora.public_id, "system", "system"]
    assert "Portal secreto" not in str([entry.changes for entry in entries])
    assert audit.first_broken_entry() is None


def test_the_page_asks_the_database_little(client, nora, play):
    page, _ = answered(client, play(replay.recorded()).url)

    with queries_at_most(6):
        client.get(page)
    with queries_at_most(6):
        client.get("/portals/new")
