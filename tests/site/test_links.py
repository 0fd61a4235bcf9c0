"""Dataset, challenge and project lead to each other, both ways, each from its own hour on."""

import pytest

from hackathon.accounts.models import Person
from tests import factories, project_builders
from tests.factories import CHECKING, HACKING, REGISTRATION, found, person
from tests.machinery.application import Visitor
from tests.machinery.moving_clock import Clock

pytestmark = pytest.mark.usefixtures("session")
DATASET = "/datasets/libertad/puntos-criticos"
CHALLENGE = "/events/libertad/challenges/R1"


@pytest.fixture
def ada() -> Person:
    """Ada's project answers R1 with its dataset and is handed in."""
    olu, ada = person("Olu"), person("Ada")
    event = factories.event(olu)
    project_builders.challenge(event, project_builders.dataset(project_builders.portal()))
    factories.team(found("libertad"), ada)
    project_builders.submitted_project(found("libertad"), ada)
    return ada


def test_after_the_closing_each_of_the_three_leads_to_the_other_two(client: Visitor, clock: Clock, ada: Person) -> None:
    clock.set(CHECKING)
    project = client.get("/events/libertad/projects").text.split('href="/events/libertad/projects/')[1].split('"')[0]
    address = f"/events/libertad/projects/{project}"

    pages = {page: client.get(page).text for page in (DATASET, CHALLENGE, address)}

    missing = [
        (page, other) for page in pages for other in pages if other != page and f'href="{other}"' not in pages[page]
    ]
    assert missing == []


def test_before_the_closing_nothing_leads_to_a_project(client: Visitor, clock: Clock, ada: Person) -> None:
    clock.set(HACKING)

    assert f'href="{CHALLENGE}"' in client.get(DATASET).text
    assert "/projects/" not in client.get(DATASET).text + client.get(CHALLENGE).text


def test_before_the_opening_a_dataset_does_not_tell_where_it_is_offered(
    client: Visitor, clock: Clock, ada: Person
) -> None:
    clock.set(REGISTRATION)

    assert "/challenges/" not in client.get(DATASET).text
