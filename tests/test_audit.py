"""The audit log: complete, append-only, chained."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from hackathon import audit
from hackathon.accounts.models import Organization, Person
from hackathon.audit import AuditEntry
from hackathon.database import Words, db, transaction
from tests.machinery.databases import both_databases
from tests.machinery.moving_clock import Clock


@pytest.fixture
def ada(app: Flask, session: Session) -> Person:
    with transaction() as now:
        person = Person(name="Ada", email="ada@example.org", email_folded="ada@example.org", created_at=now)
        db.session.add(person)
        db.session.flush()
        audit.record("person.signed_up", person, by=None, now=now)
    return person


def entries() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


@both_databases
def test_an_entry_holds_public_values_and_only_the_names_of_the_others(ada: Person, clock: Clock) -> None:
    with transaction(ada) as now:
        ada.name, ada.language = "Ada Lovelace", "en"
        audit.record("person.edited", ada, by=ada, now=now, note="she asked for it")

    last = entries()[-1]
    assert (last.action, last.actor, last.thing, last.at) == ("person.edited", ada.public_id, "person/1", clock())
    assert last.changes == [
        {"thing": "person/1", "columns": {"language": ["es", "en"], "name": None}},
        {"note": "she asked for it"},
    ]
    assert "Lovelace" not in str(last.changes)


def test_a_change_that_nobody_records_is_refused(ada: Person) -> None:
    with pytest.raises(RuntimeError, match=r"Person changed without audit\.record"), transaction(ada):
        ada.language = "en"

    db.session.refresh(ada)
    assert ada.language == "es"


def test_a_long_public_text_is_logged_by_its_hash(app: Flask, session: Session) -> None:
    with transaction() as now:
        body = Organization(slug="grll", name=Words(es="x" * 300), created_at=now)
        db.session.add(body)
        audit.record("organization.added", body, by=None, now=now)

    (change,) = entries()[-1].changes
    assert change["columns"]["name"][1]["es"].startswith("sha256:")


@both_databases
@pytest.mark.parametrize("change", ["UPDATE audit_entry SET action = 'nothing'", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_to_change_the_log(ada: Person, change: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), db.engine.connect() as other, other.begin():
        other.execute(text(change))


def tampered(statement: str) -> None:
    """Change the log as somebody with the database file in hand would: without its triggers."""
    with db.engine.connect() as other, other.begin():
        for act in ("update", "delete"):
            other.execute(text(f"DROP TRIGGER audit_entry_no_{act}"))
        other.execute(text(statement))
    db.session.rollback()


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE audit_entry SET action = 'person.erased' WHERE id = 2", 2),
        ("UPDATE audit_entry SET actor = 'somebody' WHERE id = 1", 1),
        ("UPDATE audit_entry SET changes = '[]' WHERE id = 2", 2),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE id = 3", 3),
        ("DELETE FROM audit_entry WHERE id = 2", 2),
        ("DELETE FROM audit_entry WHERE id = 3", 3),  # the tail: only the head knows
        ("UPDATE audit_entry SET previous_hash = hash WHERE id = 3", 3),
        ("UPDATE audit_head SET number = 2", 4),
    ],
)
def test_tampering_is_found_and_its_place_named(ada: Person, statement: str, place: int) -> None:
    for code in ("en", "es"):
        with transaction(ada) as now:
            ada.language = code
            audit.record("person.edited", ada, by=ada, now=now)
    assert audit.first_broken_entry() is None

    tampered(statement)

    assert audit.first_broken_entry() == place


def test_the_command_says_whether_the_log_is_whole(app: Flask, ada: Person) -> None:
    whole = app.test_cli_runner().invoke(args=["audit", "verify", "--json"])
    tampered("UPDATE audit_entry SET action = 'nothing'")
    broken = app.test_cli_runner().invoke(args=["audit", "verify"])

    assert (whole.exit_code, whole.output) == (0, '{"entries": 1, "first_broken": null}\n')
    assert (broken.exit_code, "broken at entry 1" in broken.output) == (1, True)
