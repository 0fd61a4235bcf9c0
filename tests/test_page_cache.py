"""Kept pages: as good as made anew, for everybody, at every instant; and without asking a room."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from hackathon import audit
from hackathon.database import Words, db, transaction
from hackathon.events.local_hours import instant_of
from hackathon.events.templates import template_keys, template_named
from tests import factories
from tests.factories import HACKING, found, person, sign_in
from tests.machinery.application import Visitor, make_app
from tests.machinery.moving_clock import Clock
from tests.machinery.statements import queries_at_most, statements_counted

EVENT = "/events/libertad"


@pytest.fixture
def app(database_url: str, clock: Clock, tmp_path: Path) -> Iterator[Flask]:
    app = make_app(database_url, tmp_path / "data", CLOCK=clock, PAGE_CACHE=1)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def libertad(session: Any, clock: Clock) -> Any:
    made = factories.event(person("Olu"))
    clock.set(HACKING)
    return made


def rename(slug: str, name: str) -> None:
    with transaction() as now:
        event = found(slug)
        event.name = Words(name)
        audit.record("event.edited", event, by=None, now=now)


def test_the_second_visitor_gets_the_same_page_without_asking_a_room(libertad: Any, visit: Any) -> None:
    first = visit().get(EVENT)

    with queries_at_most(1):  # the head of the audit log
        again = visit().get(EVENT)

    assert (again.data, again.headers.to_wsgi_list()) == (first.data, first.headers.to_wsgi_list())


def test_a_change_is_seen_at_once(libertad: Any, client: Visitor) -> None:
    client.get(EVENT)

    rename("libertad", "Hackathon de la costa")

    assert "Hackathon de la costa" in client.get(EVENT).text


def test_a_clock_goes_on_with_the_minute(libertad: Any, client: Visitor, clock: Clock) -> None:
    before = client.get(EVENT).text

    clock.move(minutes=1)

    assert client.get(EVENT).text != before


def test_whoever_is_signed_in_has_pages_of_their_own_and_leaves_none_behind(libertad: Any, visit: Any) -> None:
    olu = sign_in(visit(), factories.somebody("olu@example.pe"))

    own, everybodys = olu.get(EVENT).text, visit().get(EVENT).text

    assert ("Olu" in own, "Olu" in everybodys) == (True, False)
    assert "Olu" in olu.get(EVENT).text


def test_each_language_has_its_page_and_choosing_one_is_remembered(libertad: Any, visit: Any) -> None:
    spanish, english = visit(), visit()
    english_browser = {"Accept-Language": "en-GB"}

    pages = [spanish.get(EVENT), spanish.get(EVENT, headers=english_browser), english.get(f"{EVENT}?lang=en")]

    assert ['lang="en"' in page.text.split("<head>")[0] for page in pages] == [False, True, True]
    assert "lang=en" in english.get(f"{EVENT}?lang=en").headers.get("Set-Cookie", "lang=en")
    assert '<html lang="en">' in english.get(EVENT).text


def test_an_unchanged_page_costs_a_304_kept_or_not(libertad: Any, client: Visitor) -> None:
    tag = {"If-None-Match": client.get(EVENT).headers["ETag"]}
    rename("libertad", "Otro nombre")
    changed = client.get(EVENT, headers=tag)
    tag = {"If-None-Match": changed.headers["ETag"]}

    kept = client.get(EVENT, headers=tag)

    assert (changed.status_code, kept.status_code, kept.data) == (200, 304, b"")
    assert "Content-Security-Policy" in kept.headers
    assert "Content-Length" not in kept.headers


def test_compressed_and_plain_are_kept_apart(libertad: Any, client: Visitor) -> None:
    packed = {"Accept-Encoding": "gzip"}

    answers = [client.get(EVENT, headers=headers) for headers in (packed, {}, packed)]

    assert [answer.headers.get("Content-Encoding") for answer in answers] == ["gzip", None, "gzip"]


def test_another_name_of_this_host_has_pages_of_its_own(libertad: Any, client: Visitor) -> None:
    client.get(EVENT, headers={"Host": "attacker.example"})

    with statements_counted() as said:
        client.get(EVENT)

    assert len(said) > 1


@pytest.mark.parametrize("address", ["/portals", "/login", "/?lang=en", f"{EVENT}/schedule.ics", f"{EVENT}/nowhere"])
def test_what_its_route_does_not_let_be_kept_is_made_anew(libertad: Any, app: Flask, visit: Any, address: str) -> None:
    visit().get(address)
    visit().get(address)

    assert app.extensions["kept_pages"]._pages == {}


def test_no_more_is_kept_than_the_setting_allows(libertad: Any, app: Flask, client: Visitor) -> None:
    app.extensions["kept_pages"]._most = len(client.get(EVENT).data) + 200  # the page, and its address

    for number in range(3):
        assert client.get(f"{EVENT}?number={number}").status_code == 200

    assert len(app.extensions["kept_pages"]._pages) == 1


def test_without_its_database_the_application_itself_answers(app: Flask, client: Visitor, session: Any) -> None:
    with transaction():
        db.session.execute(db.text("DROP TABLE audit_head"))

    assert client.get("/privacy").status_code == 200


def test_timetables_are_written_in_whole_minutes_so_that_a_kept_page_never_misses_a_phase() -> None:
    hours = [datetime.fromisoformat(f"2026-10-18T13:00{seconds}") for seconds in ("", ":30", ":59.999")]
    assert {instant_of(hour, "America/Lima").isoformat() for hour in hours} == {"2026-10-18T18:00:00+00:00"}
    for key in template_keys():
        template = template_named(key)
        instants = [instant for window in template.windows.values() for instant in window]

        assert [one for one in [*instants, template.ends, template.embargo_ends] if one.seconds % 60] == []
