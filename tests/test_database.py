"""transaction(): one instant under one lock, all or nothing, and refusals in words."""

import threading
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import event, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from hackathon import audit, writers
from hackathon.accounts import queries
from hackathon.accounts.models import Organization, Person
from hackathon.database import Words, db, language, transaction
from hackathon.errors import Busy, RuleBroken
from tests.machinery.databases import both_databases
from tests.machinery.moving_clock import Clock


def new_person(email: str, now: datetime) -> Person:
    person = Person(name="Ada", email=email, email_folded=email, created_at=now)
    db.session.add(person)
    db.session.flush()
    audit.record("person.signed_up", person, by=None, now=now)
    return person


@both_databases
def test_what_is_done_in_a_transaction_is_there_afterwards(app: Flask, session: Session) -> None:
    with transaction() as now:
        new_person("ada@example.org", now)

    assert [person.email for person in session.scalars(select(Person))] == ["ada@example.org"]


@both_databases
def test_a_refusal_leaves_nothing_behind(app: Flask, session: Session) -> None:
    def sign_up_and_refuse() -> None:
        with transaction() as now:
            new_person("ada@example.org", now)
            raise RuleBroken("no more")

    with pytest.raises(RuleBroken, match="no more"):
        sign_up_and_refuse()

    assert session.scalars(select(Person)).all() == []
    assert audit.first_broken_entry() is None


@both_databases
def test_a_broken_constraint_speaks_in_words(app: Flask, session: Session) -> None:
    with transaction() as now:
        new_person("ada@example.org", now)

    with pytest.raises(RuleBroken) as refused, transaction() as now:
        new_person("ada@example.org", now)

    assert refused.value.reason == "An account with this address exists already. Sign in instead."
    assert refused.value.field == "email"


@both_databases
def test_a_broken_constraint_without_words_is_our_mistake_and_raised(app: Flask, session: Session) -> None:
    with transaction() as now:
        public_id = new_person("ada@example.org", now).public_id

    with pytest.raises(IntegrityError), transaction() as now:
        new_person("ben@example.org", now).public_id = public_id


def test_a_transaction_inside_another_is_a_mistake(app: Flask, session: Session) -> None:
    with pytest.raises(RuntimeError, match="one transaction"), transaction(), transaction():
        pass


@both_databases
def test_the_root_is_read_again_under_its_lock(app: Flask, session: Session) -> None:
    with transaction() as now:
        ada = new_person("ada@example.org", now)
    with db.engine.connect() as other, other.begin():
        other.execute(text("UPDATE person SET name = 'Ada Lovelace'"))

    with transaction(ada):
        assert ada.name == "Ada Lovelace"


@both_databases
def test_a_root_that_is_gone_is_said_to_be(app: Flask, session: Session) -> None:
    with transaction() as now:
        ada = new_person("ada@example.org", now)
    with db.engine.connect() as other, other.begin():
        other.execute(text("DELETE FROM person"))

    with pytest.raises(RuleBroken, match="no longer there"), transaction(ada):
        pass


@both_databases
def test_writers_come_one_after_the_other_and_none_is_lost(app: Flask) -> None:
    def write(number: int) -> None:
        with app.app_context(), transaction() as now:
            new_person(f"p{number}@example.org", now)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with app.app_context():
        assert len(db.session.scalars(select(Person)).all()) == 12
        assert audit.first_broken_entry() is None


def test_a_database_that_stays_locked_asks_for_patience(app: Flask, session: Session) -> None:
    shorten = event.listens_for(Engine, "connect")(lambda raw, _: raw.execute("PRAGMA busy_timeout = 50"))
    db.engine.dispose()
    blocker = db.engine.connect().execution_options(begin_immediate=True)
    blocker.begin()

    with pytest.raises(Busy), transaction():
        pass

    blocker.close()
    event.remove(Engine, "connect", shorten)


def test_on_sqlite_writers_stand_in_line_and_leave_it_when_they_fail(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "PATIENCE", 0.05)
    asked: list[str] = []
    event.listen(db.engine, "begin", lambda connection: asked.append("begin"))

    def write() -> None:
        with app.app_context(), pytest.raises(Busy), transaction():
            pass

    with pytest.raises(RuleBroken), transaction():
        asked.clear()
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert asked == []  # who waits does not try at the database
        raise RuleBroken("no more")

    with transaction() as now:
        new_person("ada@example.org", now)
    assert asked


def test_sqlite_syncs_every_commit_and_keeps_foreign_keys(app: Flask, session: Session) -> None:
    pragmas = {name: session.scalar(text(f"PRAGMA {name}")) for name in ("synchronous", "foreign_keys", "journal_mode")}

    assert pragmas == {"synchronous": 2, "foreign_keys": 1, "journal_mode": "wal"}


@both_databases
def test_instants_come_back_aware_and_in_utc(app: Flask, session: Session, clock: Clock) -> None:
    lima = timezone(timedelta(hours=-5))
    clock.set(datetime(2026, 10, 17, 8, 0, 0, 123456, tzinfo=lima))
    with transaction() as now:
        new_person("ada@example.org", now)
    session.expire_all()

    created = queries.person_with_email("ada@example.org").created_at  # type: ignore[union-attr]  # stored above

    assert created.isoformat() == "2026-10-17T13:00:00.123456+00:00"


def test_a_naive_instant_is_refused(app: Flask, session: Session) -> None:
    session.add(Person(name="A", email="a", email_folded="a", created_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - the point

    with pytest.raises(StatementError, match="naive"):
        session.flush()
    session.rollback()


@both_databases
def test_texts_per_language_are_kept_whole(app: Flask, session: Session) -> None:
    name = Words(es="Gobierno Regional de La Libertad «ñ»", en="Regional Government")
    with transaction() as now:
        body = Organization(slug="grll", name=name, created_at=now)
        db.session.add(body)
        db.session.flush()
        audit.record("organization.added", body, by=None, now=now)
    session.expire_all()

    assert session.scalars(select(Organization.name)).one() == name


def test_spanish_stands_in_where_english_is_missing() -> None:
    both, one = Words(es="Retos", en="Challenges"), Words(es="Retos")
    before = language.set("en")

    assert (str(both), both.shown_language, str(one), one.shown_language) == ("Challenges", "en", "Retos", "es")

    language.reset(before)
    assert (str(both), bool(Words(es=""))) == ("Retos", False)


def test_a_writer_whose_undoing_fails_leaves_the_line_too(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "PATIENCE", 0.05)

    class Broken(Exception):
        pass

    def fail() -> None:
        raise Broken

    with pytest.raises(Broken), writers.turn(SimpleNamespace(get_bind=lambda: db.engine, rollback=fail)):  # type: ignore[arg-type]  # all of a session that a turn uses
        pass

    with transaction() as now:
        new_person("ada@example.org", now)
