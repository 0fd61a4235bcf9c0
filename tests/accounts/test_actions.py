"""What the actions of accounts keep, on both databases."""

import json
import threading

import pytest
from sqlalchemy import func, select

from hackathon.accounts import actions
from hackathon.accounts.models import PersonalDataAccess, SignInTry
from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from tests.factories import event, person, standing


def test_fifty_guesses_at_once_are_not_more_than_ten(app, session):
    ada = person("Ada")
    taken = []

    def guess():
        with app.app_context():
            try:
                with transaction(db.session.merge(ada, load=False)) as now:
                    actions.take_try("ada@example.pe", "203.0.113.7", most=10, now=now)
            except RuleBroken:
                return
            taken.append(1)

    threads = [threading.Thread(target=guess) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == db.session.scalar(select(func.count(SignInTry.id))) == 10


def test_tries_are_counted_by_account_and_address_and_keep_no_account_in_clear(session):
    person("Ada")
    for account, address in [
        ("Ada@Example.pe", "203.0.113.7"),
        ("ada@example.pe", "203.0.113.7"),
        ("bob@example.pe", "203.0.113.7"),
    ]:
        with transaction() as now:
            actions.take_try(account, address, most=2, now=now)

    kept = db.session.scalars(select(SignInTry)).all()
    assert not any("ada" in row.account for row in kept)
    with pytest.raises(RuleBroken, match="Wait a minute"), transaction() as now:
        actions.take_try("ada@example.pe", "203.0.113.7", most=2, now=now)
    with transaction() as now:
        actions.take_try("ada@example.pe", "203.0.113.8", most=2, now=now)


def test_a_look_at_personal_data_is_written_down(session):
    olu = person("Olu")
    libertad = event(olu)

    with transaction() as now:
        actions.log_access("registrations.seen", people=3, event_id=libertad.id, by=standing(olu, libertad), now=now)

    look = db.session.scalars(select(PersonalDataAccess)).one()
    assert (look.person_id, look.event_id, look.what, look.people) == (olu.id, libertad.id, "registrations.seen", 3)


def test_an_account_is_opened_from_the_command_line_once(app, session):
    runner = app.test_cli_runner()

    opened = runner.invoke(args=["person", "create", "nora@example.pe", "--administrator", "--json"])
    again = runner.invoke(args=["person", "create", "nora@example.pe"])

    assert json.loads(opened.output)["administrator"] is True
    assert again.exit_code == 1
    assert "exists already" in again.output
