"""Ada has an account."""

import pytest

from tests.factories import person


@pytest.fixture
def ada(session):
    return person("Ada")
