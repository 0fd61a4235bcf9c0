"""What tests stand on is tested too: a guard that never fails guards nothing."""

import json
import os
import socket
import tempfile
import time
import urllib.request

import pytest
from flask import Blueprint, abort, request
from sqlalchemy import text

from hackathon.jobs import Job
from hackathon.pages import rule
from tests.machinery import network, postgres
from tests.machinery.browser import Complaints, assert_nothing_scrolls_sideways
from tests.machinery.databases import both_databases
from tests.machinery.page_forms import forms_of, the_form
from tests.machinery.statements import queries_at_most

FORM = """<form method="post" action="/teams"><input type="hidden" name="csrf_token" value="t">
<input name="name" value="Búhos"><textarea name="idea">
one
two</textarea><input type="checkbox" name="agree" value="y"><select name="level"><option value="1">a
<option value="2" selected>b</select><select name="first"><option value="x">x</select>
<input type="radio" name="size" value="3" checked><input name="off" disabled><button name="go" value="1">Go</button></form>"""


@pytest.mark.parametrize("host", ["example.org", "10.0.0.1", "169.254.169.254", "2001:db8::1"])
def test_a_socket_beyond_this_machine_is_refused(host):
    with pytest.raises(OSError, match="Tests stay on this machine"):
        urllib.request.urlopen(f"http://[{host}]/" if ":" in host else f"http://{host}/", timeout=1)

    assert network.attempts
    network.attempts.clear()


def test_this_machine_may_be_spoken_to():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with socket.create_connection(("localhost", listener.getsockname()[1]), timeout=5):
            pass

    assert network.attempts == []


def test_a_form_sends_what_a_browser_would_send():
    form = the_form(FORM, "/")

    assert form.filled({}) == {
        "csrf_token": "t",
        "name": "Búhos",
        "idea": "one\ntwo",
        "level": "2",
        "first": "x",
        "size": "3",
    }
    assert form.filled({"name": "Zorros", "agree": True, "level": None})["name"] == "Zorros"
    assert "level" not in form.filled({"level": None})
    assert form.filled({"agree": True})["agree"] == "y"


def test_a_field_that_does_not_stand_there_is_a_mistake_of_the_test():
    with pytest.raises(AssertionError, match="no field"):
        the_form(FORM, "/").filled({"nmae": "Zorros"})


def test_several_forms_are_told_apart_by_their_action():
    html = FORM + '<form method="post" action="/logout"></form><form action="/search"></form>'

    assert [form.action for form in forms_of(html)] == ["/teams", "/logout", "/search"]
    assert the_form(html, "/", "/logout").names == set()
    with pytest.raises(AssertionError, match="Which form"):
        the_form(html, "/")


def test_too_many_statements_are_counted_and_shown(app, session):
    def ask(times):
        with queries_at_most(1):
            for number in range(times):
                session.execute(text(f"SELECT {number}"))

    ask(1)

    with pytest.raises(AssertionError, match=r"2 statements, 1 allowed:\n +1 SELECT 0\n +2 SELECT 1"):
        ask(2)


@both_databases
@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_has_a_database_of_its_own(app, session, engine, turn):
    session.execute(text("INSERT INTO job (id, kind, subject_id, asked_at, due_at, attempts) VALUES (1, 'a', 1, :t, :t, 0)"), {"t": "2026-10-17 15:00:00+00:00"})  # fmt: skip
    session.commit()

    assert session.execute(text("SELECT count(*) FROM job")).scalar_one() == 1
    assert session.get_bind().dialect.name == engine


def test_only_the_servers_of_dead_runs_are_cleared_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, worker, age in (("dead", 2**22 + 1, 3600), ("alive", os.getpid(), 3600), ("young", 2**22 + 1, 0)):
        folder = tmp_path / f"{postgres.PREFIX}{name}"
        folder.mkdir()
        (folder / ".handle_pids.json").write_text(json.dumps([worker]))
        os.utime(folder, (time.time() - age,) * 2)

    postgres.clear_forgotten()

    assert sorted(path.name.removeprefix(postgres.PREFIX) for path in tmp_path.iterdir()) == ["alive", "young"]


def test_a_visitor_is_not_let_in_while_the_test_is_half_done(app, session, client, clock):
    session.add(Job(kind="sample", subject_id=1, asked_at=clock(), due_at=clock()))

    with pytest.raises(RuntimeError, match="Commit what the test arranged"):
        client.get("/login")

    session.rollback()
    assert client.get("/login").status_code == 200


def pages(app):
    """Three pages that go wrong in their own way; declared, as every route must be."""
    bp = Blueprint("wrong", __name__)

    @bp.route("/wrong/console")
    @rule("anyone")
    def console():
        return '<!doctype html><html lang="en"><title>x</title><script>alert(1)</script>'

    @bp.route("/wrong/outside")
    @rule("anyone")
    def outside():
        return '<!doctype html><html lang="en"><title>x</title><a href="http://example.org/">x</a>'

    @bp.route("/wrong/status")
    @rule("anyone")
    def status():
        if "asset" in request.args:
            abort(404)
        return '<!doctype html><html lang="en"><title>x</title><img src="/wrong/status?asset=1" alt="">'

    @bp.route("/wrong/wide")
    @rule("anyone")
    def wide():
        return '<!doctype html><html lang="en"><title>x</title><table width="900"><tr><td>x</table>'

    app.register_blueprint(bp)


@pytest.fixture
def watched(app, browser, live_server):
    """A page with its complaints in the hand, not at the end of the test."""
    pages(app)
    complaints = Complaints()
    context = browser.new_context(base_url=live_server.address, viewport={"width": 320, "height": 600})
    complaints.watch(context)
    yield context.new_page(), complaints
    context.close()


@pytest.mark.parametrize(
    ("path", "complaint"),
    [("/wrong/console", "Content Security Policy"), ("/wrong/status", "status 404")],
)
def test_what_a_browser_complains_about_is_noted(watched, path, complaint):
    page, complaints = watched

    page.goto(path)
    page.wait_for_load_state("networkidle")

    assert any(complaint in found for found in complaints.found), complaints.found


def test_a_request_beyond_this_machine_is_noted_and_goes_nowhere(watched):
    page, complaints = watched
    page.goto("/wrong/outside")

    page.locator("a").click(no_wait_after=True)
    page.wait_for_timeout(200)

    assert any(found.startswith("outside: http://example.org/") for found in complaints.found), complaints.found


def test_a_refused_page_is_no_complaint(watched):
    page, complaints = watched

    page.goto("/wrong/status?asset=1")

    assert complaints.found == []


def test_a_page_that_is_too_wide_is_named(watched):
    page, _ = watched
    page.goto("/wrong/wide")

    with pytest.raises(AssertionError, match="scrolls sideways"):
        assert_nothing_scrolls_sideways(page)
