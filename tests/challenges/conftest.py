"""An event whose challenge offers one file of a portal, while teams work."""

import pytest

from tests import factories, project_builders
from tests.factories import HACKING


@pytest.fixture
def dataset(clock):
    clock.set(HACKING)
    olu = factories.person("Olu")
    held = factories.event(olu)
    made = project_builders.dataset(project_builders.portal(), "Puntos críticos")
    project_builders.resource(made)
    project_builders.challenge(held, made, code="R1")
    return made


@pytest.fixture
def event(dataset):
    return factories.found("libertad")
