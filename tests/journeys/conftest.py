"""What journeys begin with when the organiser's part is not theirs."""

from typing import Any

import pytest

from tests import factories, project_builders
from tests.factories import person


@pytest.fixture
def libertad(session: Any) -> Any:
    """Olu's public event with a challenge that offers a dataset."""
    event = factories.event(person("Olu"))
    project_builders.challenge(event, project_builders.dataset(project_builders.portal()))
    return event
