"""What pages say of a file that does not answer, and of one that nobody has asked for."""

import pytest

from hackathon import jobs
from hackathon.database import transaction
from hackathon.portal import pin_actions
from hackathon.portal.records import key_of
from tests import factories, project_builders
from tests.portal.replay import Reply

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def dataset(portal, clock):
    clock.set(factories.HACKING)
    made = project_builders.dataset(
        project_builders.portal(base_url=portal.server.url), "Puntos críticos", is_open=True
    )
    project_builders.challenge(factories.event(factories.person("Olu")), made)
    project_builders.resource(made, "f1", url=f"{portal.server.url}/puntos.csv", name="Puntos", format="CSV")
    return made


def ask(dataset):
    with transaction() as now:
        pin_actions.ask_for_copies(dataset, now=now)
    jobs.run_due()


def test_a_file_that_does_not_answer_is_said_so_at_once_and_broken_after_a_day(client, dataset, portal, clock):
    portal.reply = Reply(404)
    place = f"/datasets/libertad/{dataset.slug}"
    file = f"{place}/{key_of('f1')}"

    ask(dataset)
    since = factories.HACKING.strftime("%d/%m/%Y")
    page, whole = client.get(file).text, client.get(place).text
    clock.move(hours=24)
    ask(dataset)
    later, whole_later = client.get(file).text, client.get(place).text

    assert "No responde." in page
    assert "respondió 404" in page
    assert "aún sin comprobar" not in page
    assert f"Falla desde el {since}" in page
    assert f"«Puntos» no responde desde el {since} (estado 404)." in whole
    assert "El enlace está roto." in later
    assert f"El enlace de «Puntos» está roto: desde el {since}" in whole_later


def test_the_page_of_a_file_that_no_challenge_offers_says_why_nothing_is_known(client, dataset):
    place = project_builders.portal("otro")
    lone = project_builders.dataset(place, "Parques")
    file = project_builders.resource(lone, "parques.csv", format="CSV")

    page = client.get(f"/datasets/{place.slug}/{lone.slug}/{file.key}").text

    assert "Aún sin leer: los archivos se guardan y se leen cuando un reto los ofrece." in page
    assert "Para que se lean" not in page
