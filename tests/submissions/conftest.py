"""A team in the middle of its work: what the tests of this room begin with."""

import pytest

from tests import factories
from tests.project_builders import challenge, dataset, portal
from tests.submissions.desk import Desk


@pytest.fixture
def desk(session):
    ada, ben, olu = (factories.person(name) for name in ("Ada", "Ben", "Olu"))
    event = factories.event(olu)
    region = portal()
    challenge(event, dataset(region, "Puntos críticos"), code="R1")
    dataset(region, "Lluvias diarias")
    factories.team(event, ada, ben)
    return Desk(event, ada, ben)


@pytest.fixture
def ada(desk, visit):
    """Ada at her browser, signed in."""
    return factories.sign_in(visit(), desk.ada)


@pytest.fixture
def ben(desk, visit):
    return factories.sign_in(visit(), desk.ben)
