"""The form of a project: addresses, datasets by buttons, the checklist, what is ignored."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.machinery.page_forms import the_form
from tests.machinery.statements import queries_at_most
from tests.submissions.desk import ME, TEXTS, newest, version_count


def test_what_is_missing_stands_on_the_page_until_it_is_there(ada):
    ada.submit(ME, title="Quebrada")

    page = ada.get(ME).text

    assert 'href="#summary"' in page
    assert 'href="#title"' not in page


def test_the_preview_says_what_is_missing_and_offers_no_button(ada):
    ada.submit(ME, title="Quebrada")

    page = ada.get(f"{ME}/submit").text

    assert f'href="{ME}#licence"' in page
    assert "<form" not in page


def test_a_found_dataset_is_added_and_taken_out_by_buttons_of_the_form(ada):
    form = ada.form(ME)
    answer = ada.post(form.action, data=form.filled({"find": "LLÚVIAS", "then": "find", "title": "Quebrada"}))
    form = the_form(ada.get(answer.location).text, ME)

    ada.post(form.action, data=form.filled({"add": "libertad/lluvias-diarias"}))
    assert [one["dataset"] for one in newest().content["datasets"]] == ["lluvias-diarias"]
    form = ada.form(ME)
    ada.post(form.action, data=form.filled({"remove": "libertad/lluvias-diarias"}))

    assert (newest().content["title"], newest().content["datasets"]) == ("Quebrada", [])


def test_the_first_button_of_the_form_saves_so_that_enter_never_removes(ada):
    ada.submit(ME, challenges=["R1"])

    page = ada.get(ME).text

    first = re.search(r"<button[^>]*>", page[page.index('<form method="post"') :]).group()
    assert "name=" not in first


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("github.com/buhos/quebrada", "https://github.com/buhos/quebrada"),
        ("HTTPS://Example.org/a", "https://Example.org/a"),
        ("  https://example.org ", "https://example.org"),
    ],
)
def test_an_address_is_understood_as_people_write_it(ada, typed, kept):
    ada.submit(ME, repository_url=typed)

    assert newest().content["repository_url"] == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "http://localhost/x",
        "https://",
        "data:text/html,x",
        "http://192.168.0.1/",
    ],
)
def test_an_address_that_is_none_is_refused_at_its_field(ada, typed):
    answer = ada.submit(ME, demo_url=typed, title="Quebrada")

    assert answer.status_code == 422
    assert 'id="demo_url-error"' in answer.text
    assert "Quebrada" in answer.text
    assert version_count() == 0


def test_too_long_a_text_is_refused_and_kept(ada):
    answer = ada.submit(ME, summary="ab" * 151)

    assert answer.status_code == 422
    assert "ab" * 151 in answer.text


def test_fields_that_are_not_the_teams_are_ignored(ada, desk):
    sent = ada.form(ME).filled({"title": "Quebrada"})
    before = desk.project
    kept = (before.team_id, before.event_id, before.slug, before.state)

    ada.post(
        ME, data=sent | {"state": "submitted", "team_id": "99", "submitted_number": "9", "slug": "x", "event_id": "7"}
    )

    after = desk.project
    assert (after.team_id, after.event_id, after.slug, after.state) == kept
    assert after.submitted_number is None


def test_nothing_changed_says_so_and_makes_no_version(ada):
    ada.submit(ME, title="Quebrada")

    answer = ada.submit(ME)

    assert "Nada había cambiado" in ada.get(answer.location).text
    assert version_count() == 1


def test_challenges_under_embargo_are_not_offered(ada, clock):
    clock.set(datetime(2026, 10, 17, 13, 45, tzinfo=UTC) - timedelta(seconds=1))

    page = ada.get(ME).text

    assert "Alerta temprana" not in page
    assert "08:45" in page


def test_a_save_asks_the_database_little(ada):
    sent = ada.form(ME).filled(TEXTS)

    with queries_at_most(32):
        ada.post(ME, data=sent)
