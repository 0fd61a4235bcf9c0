"""Handing in, replacing and taking back, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from hackathon.database import db
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.outbox import Mail
from hackathon.submissions import queries
from hackathon.submissions.models import Receipt
from tests import factories
from tests.factories import HACKING
from tests.machinery.databases import both_databases
from tests.project_builders import submitted_project
from tests.submissions.desk import WHOLE

pytestmark = both_databases

MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize("act", ["save", "submit", "take_back"])
def test_a_stranger_cannot_save_hand_in_or_take_back(desk, act):
    zed = factories.person("Zed")

    with pytest.raises(NotAllowed, match="Only the team"):
        getattr(desk, act)(by=zed)


@pytest.mark.parametrize(("instant", "given"), [(-MICROSECOND, True), (timedelta(0), False), (MICROSECOND, False)])
def test_handing_in_ends_with_the_closing_instant(desk, instant, given):
    desk.save()
    moment = desk.closing + instant

    if given:
        desk.submit(instant=moment)
    else:
        with pytest.raises(NotAllowed):
            desk.submit(instant=moment)

    assert [one.given_at for one in db.session.scalars(select(Receipt))] == ([moment] if given else [])


@pytest.mark.parametrize(
    "gap",
    [
        {"title": ""}, {"summary": ""}, {"challenges": ()}, {"data_story": ""}, {"datasets": ()},
        {"repository_url": ""}, {"licence": ""},
    ],
)  # fmt: skip
def test_each_missing_part_refuses_the_handing_in_at_its_field(desk, gap):
    desk.save(replace(WHOLE, **gap))

    with pytest.raises(RuleBroken) as refused:
        desk.submit()

    assert refused.value.field == next(iter(gap))
    assert desk.project.state == "draft"
    assert db.session.scalars(select(Receipt)).all() == []


def test_an_empty_project_cannot_be_handed_in(desk):
    with pytest.raises(RuleBroken, match="Nothing is written"):
        desk.submit()


def test_handing_in_gives_number_instant_hash_and_a_mail_to_every_member(desk):
    desk.save()

    desk.submit()

    project = desk.project
    (receipt,) = queries.receipts_of(project)
    assert (receipt.number, receipt.given_at, receipt.sha256) == (1, HACKING, project.sha256)
    assert (project.state, project.submitted_number, receipt.is_current) == ("submitted", 1, True)
    mails = db.session.scalars(select(Mail).where(Mail.key.startswith("receipt:"))).all()
    assert sorted(mail.to for mail in mails) == ["ada@example.pe", "ben@example.pe"]
    assert all(receipt.sha256 in mail.text and receipt.code in mail.text for mail in mails)


def test_handing_in_twice_is_refused(desk):
    desk.save()
    desk.submit()

    with pytest.raises(NotAllowed, match="handed in already"):
        desk.submit()


def test_a_save_after_handing_in_is_handed_in_at_once_with_a_new_receipt(desk):
    desk.save()
    desk.submit()

    desk.save(replace(WHOLE, title="Mejor"), instant=HACKING + timedelta(hours=1))

    project = desk.project
    receipts = queries.receipts_of(project)
    assert [(one.number, one.version.number, one.is_current) for one in receipts] == [(2, 2, True), (1, 1, False)]
    assert (project.submitted_number, project.submitted_at) == (2, HACKING + timedelta(hours=1))


def test_what_is_handed_in_cannot_become_incomplete(desk):
    desk.save()
    desk.submit()

    with pytest.raises(RuleBroken, match="cannot leave this empty") as refused:
        desk.save(replace(WHOLE, datasets=()))

    assert refused.value.field == "datasets"
    assert [link.ref for link in desk.project.dataset_links] == ["libertad/puntos-criticos"]


def test_taking_back_makes_a_draft_and_the_receipt_says_so(desk):
    desk.save()
    desk.submit()

    desk.take_back()

    project = desk.project
    assert (project.state, project.submitted_at, project.submitted_number) == ("draft", None, None)
    assert [one.is_current for one in queries.receipts_of(project)] == [False]


def test_a_draft_cannot_be_taken_back_nor_anything_after_the_closing(desk):
    with pytest.raises(NotAllowed, match="not handed in"):
        desk.take_back()
    desk.save()
    desk.submit()

    with pytest.raises(NotAllowed, match="closed"):
        desk.take_back(instant=desk.closing)


def test_numbers_have_no_gap_where_a_handing_in_was_refused(desk):
    other = factories.person("Eva")
    factories.team(desk.event, other, name="Zorros")
    desk.save()
    desk.submit()
    with pytest.raises(NotAllowed):
        desk.submit()

    submitted_project(desk.event, other)

    assert [one.number for one in db.session.scalars(select(Receipt).order_by(Receipt.id))] == [1, 2]


@pytest.mark.parametrize("table", ["project_version", "receipt"])
@pytest.mark.parametrize("act", ["UPDATE {} SET sha256 = ''", "DELETE FROM {}"])
def test_versions_and_receipts_never_change(desk, table, act):
    desk.save()
    desk.submit()

    with pytest.raises(DatabaseError, match="never changes"):
        db.session.execute(text(act.format(table)))
    db.session.rollback()


def test_a_project_that_is_handed_in_can_be_withdrawn_and_stays_so(desk):
    desk.save()
    desk.submit()

    desk.withdraw()

    assert (desk.project.state, desk.project.submitted_number) == ("withdrawn", None)
    with pytest.raises(NotAllowed, match="was withdrawn"):
        desk.withdraw()
