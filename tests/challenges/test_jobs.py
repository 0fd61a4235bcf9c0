"""Who hears that data changed: the organisers whose challenges offer them, and the teams whose projects use them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hackathon.database import db, transaction
from hackathon.outbox import Mail
from hackathon.portal import changes
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
        changes.tell(harvest, now)
        changes.tell(harvest, now)  # a worker that was killed tells again


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
