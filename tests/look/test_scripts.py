"""What the scripts add: typed text survives, leaving unsaved text warns, nothing is sent twice, the clock counts on."""

import re
from datetime import UTC, datetime

import pytest
from flask import redirect, render_template_string, request
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField

from hackathon.pages import rule

PAGE = """{% extends "base.html" %}{% import "macros.html" as m %}{% block title %}Note{% endblock %}
{% block head %}<script type="module" src="{{ url_for('static', filename='js/clock.js') }}"></script>{% endblock %}
{% block main %}<h1>Note</h1>{{ m.clock(left, "left", until) }}
{% call m.posting(form, keep=True) %}{{ m.field(form.note, autocomplete="off") }}{{ m.field(form.secret, autocomplete="off") }}{{ m.button("Save") }}{% endcall %}
<a href="/notes/saved">Elsewhere</a>{% endblock %}"""
SAVED = """{% extends "base.html" %}{% block title %}Saved{% endblock %}{% block main %}<h1>Saved</h1>{% endblock %}"""


class NoteForm(FlaskForm):
    note = StringField("Note")
    secret = PasswordField("Secret")
    has_problems = False


@pytest.fixture
def sent():
    return []


@pytest.fixture
def app(app, sent):
    def note():
        form = NoteForm()
        if request.method == "POST":
            sent.append(form.note.data)
            return redirect("/notes/saved", 303)
        until = datetime(2026, 10, 18, 18, tzinfo=UTC)
        return render_template_string(PAGE, form=form, until=until, left=until - until.replace(hour=16, minute=1))

    app.add_url_rule("/notes", "note", rule("anyone")(note), methods=["GET", "POST"])
    app.add_url_rule("/notes/saved", "saved", rule("anyone")(lambda: render_template_string(SAVED)))
    return app


def test_typed_text_comes_back_after_an_accident_and_says_that_it_is_not_saved(page):
    page.goto("/notes")
    page.get_by_label("Note").fill("three hours of work")
    page.get_by_label("Secret").fill("hush")
    page.on("dialog", lambda dialog: dialog.accept())

    page.reload()

    assert page.get_by_label("Note").input_value() == "three hours of work"
    assert page.get_by_label("Secret").input_value() == ""
    assert page.locator("form [role=status]").is_visible()


def test_leaving_unsaved_text_warns(page):
    warnings = []
    page.goto("/notes")
    page.get_by_label("Note").press_sequentially("unsaved")
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.dismiss()))

    page.get_by_role("link", name="Elsewhere").click(no_wait_after=True)
    page.wait_for_timeout(300)

    assert warnings == ["beforeunload"]
    assert page.url.endswith("/notes")


def test_what_was_saved_is_not_put_back(page, sent):
    page.goto("/notes")
    page.get_by_label("Note").fill("saved")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/notes/saved")

    page.goto("/notes")

    assert sent == ["saved"]
    assert page.get_by_label("Note").input_value() == ""


def test_a_double_click_sends_once(page, sent):
    page.goto("/notes")
    page.get_by_label("Note").fill("once")

    page.get_by_role("button", name="Save").dblclick()
    page.wait_for_url("**/notes/saved")

    assert sent == ["once"]


def test_where_storage_is_blocked_nothing_is_sent_twice_and_leaving_still_warns(page, sent):
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no'); } })")
    page.goto("/notes")
    page.get_by_label("Note").press_sequentially("once")
    assert page.locator("form[data-dirty=yes]").count() == 1

    page.get_by_role("button", name="Save").dblclick()
    page.wait_for_url("**/notes/saved")

    assert sent == ["once"]


def test_the_clock_counts_on_from_what_the_server_said(page):
    page.clock.install()
    page.goto("/notes")
    figure = page.get_by_role("timer").locator("b")
    assert figure.inner_text() == "01:59"

    page.clock.run_for("01:00:00")

    assert re.fullmatch(r"00:59", figure.inner_text())


def test_the_clock_stops_at_nought(page):
    page.clock.install()
    page.goto("/notes")

    page.clock.run_for("03:00:00")

    assert page.get_by_role("timer").locator("b").inner_text() == "00:00"
