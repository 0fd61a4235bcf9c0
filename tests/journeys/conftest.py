"""What journeys begin with when the organiser's part is not theirs."""

from typing import Any

import pytest
from flask import Flask

from hackathon import net
from tests import factories, project_builders
from tests.factories import person


@pytest.fixture
def libertad(session: Any) -> Any:
    """Olu's public event with a challenge that offers a dataset."""
    event = factories.event(person("Olu"))
    project_builders.challenge(event, project_builders.dataset(project_builders.portal()))
    return event


@pytest.fixture
def portal(app: Flask, illustrative_portal: str) -> str:
    """The address of a portal that this installation may reach: its operator named it."""
    allowed = {"ALLOWED_INTERNAL_HOSTS": illustrative_portal.removeprefix("http://"), "PORTAL_PAUSE": 0}
    app.extensions["net"] = net.from_settings(app.config | allowed)
    return illustrative_portal
