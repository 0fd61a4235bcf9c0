"""Every kind before every portal that gives no answer, or none that can be read to its end."""

import pytest

from hackathon.errors import PortalUnavailable
from hackathon.portal.kinds import Trip
from hackathon.portal.kinds.registry import KINDS
from tests.machinery.network import way_out
from tests.portal import hostile
from tests.portal.conftest import Impatient
from tests.portal.reading import AT
from tests.portal.replay import Server

# As `never answers` does, but for longer: net's own tests wait for them.
WAITING = {"drips headers", "drips body", "drips without end of headers", "never ends", "never ends, chunked"}


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not kind.capabilities.needs_key], ids=lambda kind: kind.name
)
@pytest.mark.parametrize("name", sorted({*hostile.NO_ANSWER} - WAITING))
def test_a_portal_without_an_answer_ends_the_walk_in_words(kind, name):
    with Server(hostile.NO_ANSWER[name]) as server:
        fetcher = way_out(server, made=Impatient)

        with pytest.raises(PortalUnavailable) as failure:
            list(kind.walk(Trip(f"{server.url}/data.json", fetcher.fetch, lambda: AT)))

    assert failure.value.reason.endswith(".")
