"""What the pages of an event ask the database: the same for one row and for thirty, and few."""

import pytest

from tests import factories, project_builders
from tests.machinery.statements import queries_at_most

pytestmark = pytest.mark.usefixtures("session")

HOME = "/events/libertad"
PAGES = [HOME, f"{HOME}/challenges", f"{HOME}/challenges/R1", f"{HOME}/schedule", f"{HOME}/rules"]


@pytest.fixture
def event():
    there = factories.event(factories.person("Olu"))
    project_builders.challenge(there, project_builders.dataset(project_builders.portal()))
    factories.team(there, factories.person("Ada"))
    return there


@pytest.mark.parametrize("page", PAGES)
def test_a_public_page_costs_the_same_for_one_row_and_for_thirty(page, client, event):
    client.get(page)
    with queries_at_most(8) as few:
        assert client.get(page).status_code == 200
    portal = project_builders.found_portal("libertad")
    offered = [project_builders.dataset(portal, f"Conjunto {number}") for number in range(30)]
    for number, dataset in enumerate(offered, 2):
        project_builders.challenge(event, *dict.fromkeys([dataset, *offered[:2]]), code=f"R{number}")
        factories.team(event, factories.person(f"Persona {number}"), name=f"Equipo {number}")

    with queries_at_most(len(few)):
        assert client.get(page).status_code == 200
