import pytest

from tests.portal import replay


@pytest.fixture
def brazil():
    return replay.brazil()
