"""Before the reveal nobody but the organisers learns of a challenge, from any page, in any format.

Non-interference: every page is fetched by every actor, then challenges and the datasets they offer appear, then every
page is fetched again. Whatever differs would be a leak: a text, a count, an order, a header, a status.
"""

from datetime import timedelta

import pytest

from hackathon.challenges import actions
from hackathon.database import transaction
from hackathon.events.models import RoleKind
from hackathon.permissions import SYSTEM
from tests import factories, project_builders
from tests.machinery.interference import addresses, everything_said

pytestmark = pytest.mark.usefixtures("session")

CANARY = "Canario de reto"
KNOWN = {
    "event": ["libertad"],
    "code": ["R1"],
    "portal": ["libertad"],
    "dataset": ["puntos-criticos"],
    "number": ["1"],
}


@pytest.fixture
def olu():
    return factories.person("Olu")


@pytest.fixture
def event(olu):
    return factories.event(olu)


@pytest.fixture
def dataset(event):
    portal = project_builders.portal()
    with transaction() as now:
        actions.link_portal(event, portal, by=SYSTEM, now=now)
    return project_builders.dataset(portal, "Puntos críticos")


@pytest.fixture
def actors(olu, event, visit):
    """Everybody who is not an organiser of the event: a team, its juror-to-be and a volunteer among them."""
    ada, chi, vera, zed, elsewhere = (factories.person(name) for name in ("Ada", "Chi", "Vera", "Zed", "Mia"))
    factories.team(event, ada)
    factories.give_role(chi, event, RoleKind.JUROR)
    factories.give_role(vera, event, RoleKind.VOLUNTEER)
    factories.event(elsewhere, slug="piura", name="Hackathon Piura", organization="otra")
    people = {"a team": ada, "a juror": chi, "a volunteer": vera, "a stranger": zed, "another organiser": elsewhere}
    visitors = {name: factories.sign_in(visit(), someone) for name, someone in people.items()}
    nobody = visit()
    nobody.get("/login")  # from the first form on a browser carries a cookie, and that alone changes headers
    return {"nobody": nobody, **visitors}


def reveal_nothing_yet(event, dataset):
    """Two challenges that offer the dataset, written before the opening."""
    with factories.at(factories.REGISTRATION):
        project_builders.challenge(event, dataset, code="R1", title=CANARY)
        project_builders.challenge(event, dataset, code="R2", title=f"{CANARY} dos")


@pytest.mark.parametrize(
    "instant",
    [
        pytest.param(factories.REGISTRATION, marks=pytest.mark.full),
        factories.HACKING - timedelta(hours=1, minutes=15, microseconds=1),
    ],
)
def test_before_the_reveal_no_page_of_anybody_else_depends_on_a_challenge(app, clock, event, dataset, actors, instant):
    clock.set(instant)
    pages = addresses(app, KNOWN)
    before = {name: everything_said(visitor, pages) for name, visitor in actors.items()}

    reveal_nothing_yet(event, dataset)

    clock.set(instant)
    after = {name: everything_said(visitor, pages) for name, visitor in actors.items()}
    leaks = [(name, page) for name, said in before.items() for page in pages if said[page] != after[name][page]]
    assert leaks == []
    assert [page for said in after.values() for page in pages if CANARY in said[page][1]] == []


def test_at_the_reveal_everybody_reads_them_at_once(app, clock, event, dataset, actors):
    reveal_nothing_yet(event, dataset)
    clock.set(event.embargo_ends_at)

    pages = ["/events/libertad", "/events/libertad/challenges", "/events/libertad/challenges/R1"]
    for visitor in actors.values():
        assert all(CANARY in visitor.get(page).text for page in pages)


def test_the_organisers_read_them_before_and_are_told_that_they_alone_do(clock, visit, olu, event, dataset):
    clock.set(factories.REGISTRATION)
    reveal_nothing_yet(event, dataset)
    organiser = factories.sign_in(visit(), olu)

    page = organiser.get("/events/libertad/challenges/R1").text

    assert CANARY in page
    assert "Solo la organización ve esta página" in page
