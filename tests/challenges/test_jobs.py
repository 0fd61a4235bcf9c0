"""Who hears that data changed: the organisers whose challenges offer them, and the teams whose projects use them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.outbox import Mail
from hackathon.portal import changes, telling
from hackathon.portal.harvest_models import TELL_CHANGES, HarvestState
from hackathon.portal.history import Difference
from hackathon.submissions.content import Use
from tests import factories, project_builders
from tests.factories import HACKING, at

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def world():
    """An event whose challenge offers a dataset that a team of two uses, and another event that is over."""
    olu, ada, ben = (factories.person(name) for name in ("Olu", "Ada", "Ben"))
    held = factories.event(olu)
    portal = project_builders.portal()
    offered, other = project_builders.dataset(portal, "Puntos críticos"), project_builders.dataset(portal, "Otro")
    project_builders.challenge(held, offered, code="R1")
    past = factories.event(
        factories.person("Vera"), slug="piura", organization="otra", opens=factories.OPENS - timedelta(days=30)
    )
    project_builders.challenge(past, offered, code="P1")
    factories.team(held, ada, ben)
    project_builders.saved_project(held, ada, datasets=(Use("libertad/puntos-criticos", "Como base."),))
    return portal, offered, other


def changed(portal, *datasets):
    harvest = project_builders.harvest(portal)
    with at(HACKING), transaction() as now:
        for dataset in datasets:
            changes.remember(dataset.id, [Difference("title", "Antes", "Después")], harvest, now)
    with at(HACKING):
        telling.tell_changes(harvest.id)
        telling.tell_changes(harvest.id)  # a worker that was killed tells again


def mails():
    told = select(Mail.to, Mail.subject, Mail.text).where(Mail.key.startswith("changed:")).order_by(Mail.to, Mail.id)
    return db.session.execute(told).all()


def test_organisers_and_teams_hear_once_what_changed(world):
    portal, offered, _ = world

    changed(portal, offered)

    assert [(to.partition("@")[0], subject) for to, subject, _ in mails()] == [
        ("ada", "Cambiaron datos que usa su proyecto"),
        ("ben", "Cambiaron datos que usa su proyecto"),
        ("olu", "Hackathon La Libertad: cambiaron datos de sus desafíos"),
    ]
    assert all("Puntos críticos: Título" in text for _, _, text in mails())
    assert all("/datasets/libertad/puntos-criticos" in text for _, _, text in mails())


def test_nobody_hears_of_data_that_nothing_stands_on(world):
    portal, _, other = world

    changed(portal, other)

    assert mails() == []


def test_other_bytes_of_a_file_are_told_too_once_for_all_files_of_a_round(world):
    _, offered, other = world
    copies = [project_builders.pinned_file(offered, name) for name in ("a.csv", "b.csv")]
    newer = [project_builders.pinned_file(offered, copy.resource_id, b"x;y\n", revision=2) for copy in copies]
    project_builders.pinned_file(other, "c.csv", b"z", revision=2)

    with at(HACKING):
        told = [telling.tell_copies(newer[0].id) for _ in range(2)]

    assert told == ["3 people told"] * 2
    assert [to.partition("@")[0] for to, _, _ in mails()] == ["ada", "ben", "olu"]
    assert all("Puntos críticos: Contenido de un archivo\n" in text for _, _, text in mails())


def test_many_readers_are_told_a_few_per_transaction(world, monkeypatch):
    portal, offered, _ = world
    monkeypatch.setattr(telling, "TOGETHER", 1)
    transactions = []
    monkeypatch.setattr(telling.jobs, "keep_lease", lambda kind, subject_id, now: transactions.append(kind))

    changed(portal, offered)

    assert len(mails()) == 3
    assert transactions == [TELL_CHANGES] * 6  # three people, told twice


def test_whoever_answers_for_a_portal_hears_of_its_trouble_in_their_language_with_the_reason(world):
    portal, _, _ = world
    harvest = project_builders.harvest(
        portal, state=HarvestState.PARTIAL, reason="%(gone)s are gone.", reason_values={"gone": 7}
    )

    told = [telling.tell_trouble(harvest.id) for _ in range(2)]

    found = db.session.scalars(select(Mail).where(Mail.key.startswith("trouble:")).order_by(Mail.to)).all()
    assert (told, [mail.to.partition("@")[0] for mail in found]) == (["2 people told"] * 2, ["olu", "vera"])
    assert all("7 are gone." in mail.text for mail in found)
    assert all(f"/portals/libertad/harvests/{harvest.id}" in mail.text for mail in found)
