"""Who asks and who answers: Zed is signed in and needs data, Sara answers for the portal."""

from typing import Any

import pytest

from hackathon.accounts.models import Person
from hackathon.portal.models import DataPortal
from tests import factories, project_builders
from tests.portal.requests.requesting import steward


@pytest.fixture
def portal(session: Any) -> DataPortal:
    return project_builders.portal()


@pytest.fixture
def zed(session: Any, client: Any) -> Person:
    someone = factories.person("Zed")
    factories.sign_in(client, someone)
    return someone


@pytest.fixture
def sara(portal: DataPortal) -> Person:
    someone = factories.person("Sara")
    steward(someone, portal)
    return someone
