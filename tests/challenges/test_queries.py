"""What of the challenges is known to whom, and what an event still lacks."""

import pytest

from hackathon.challenges import queries
from hackathon.events.matters import lacking_before, matters_of
from hackathon.permissions import ANYONE
from tests import factories, project_builders

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def olu():
    return factories.person("Olu")


@pytest.fixture
def event(olu):
    return factories.event(olu)


@pytest.fixture
def dataset():
    return project_builders.dataset(project_builders.portal())


def test_a_datasets_page_learns_of_challenges_at_the_reveal_and_not_before(event, dataset):
    project_builders.challenge(event, dataset)

    assert queries.public_challenges_using(dataset, factories.REGISTRATION) == []
    found = queries.public_challenges_using(dataset, event.embargo_ends_at)
    assert [(link.challenge.code, link.challenge.event.slug) for link in found] == [("R1", "libertad")]


def test_a_datasets_page_never_learns_of_an_event_in_preparation(olu, dataset):
    draft = factories.event(olu, slug="piura", published=False)
    project_builders.challenge(draft, dataset)

    assert queries.public_challenges_using(dataset, factories.SCORING) == []


def test_the_list_of_challenges_is_empty_for_others_until_the_reveal(olu, event, dataset):
    challenge = project_builders.challenge(event, dataset)
    organiser = factories.standing(olu, event)

    assert queries.challenges_known_to(organiser, event, factories.REGISTRATION) == [challenge]
    assert queries.challenges_known_to(ANYONE, event, factories.REGISTRATION) == []
    assert queries.challenges_known_to(ANYONE, event, factories.HACKING) == [challenge]
    assert queries.revealed_challenges(event, factories.REGISTRATION) == []
    assert queries.revealed_challenges(event, factories.HACKING) == [challenge]


def test_categories_are_those_of_the_events_portals_or_the_usual_five(event, dataset):
    assert queries.category_names(event) == list(queries.FIVE)


def test_an_event_without_portal_and_challenge_is_told_so_before_the_opening(event, dataset):
    def missing():
        matters = matters_of(factories.found("libertad"), factories.REGISTRATION)
        return [lack.reason for lack in lacking_before("hacking", matters)]

    assert "Write at least one challenge." in missing()
    assert "Connect the portal whose data the event works with." in missing()
    project_builders.challenge(event)
    assert "Challenge %(code)s offers no dataset." in missing()
    project_builders.challenge(event, dataset, code="R2")
    assert "Connect the portal whose data the event works with." not in missing()
