"""The organisers' pages of challenges: written, ordered, offered datasets, portals."""

import pytest

from hackathon import audit
from hackathon.challenges import queries
from hackathon.database import transaction
from tests import factories, project_builders

pytestmark = pytest.mark.usefixtures("session")

MANAGE = "/events/libertad/manage"
TEXT = {
    "title_es": "Sangre cerca",
    "summary_es": "¿Dónde hace falta?",
    "problem_es": "Nadie lo sabe.",
    "category": "Salud",
}


@pytest.fixture
def olu(client, clock):
    clock.set(factories.REGISTRATION)
    someone = factories.person("Olu")
    factories.sign_in(client, someone)
    return someone


@pytest.fixture
def event(olu):
    return factories.event(olu)


@pytest.fixture
def challenge(event):
    return project_builders.challenge(event, project_builders.dataset(project_builders.portal()))


def titles(event):
    return [one.title.es for one in queries.challenges_of(event)]


def test_a_challenge_is_written_with_a_code_that_is_free(client, event):
    answer = client.submit(f"{MANAGE}/challenges/new", **TEXT)

    assert answer.headers["Location"] == f"{MANAGE}/challenges/R1/datasets"
    assert titles(event) == ["Sangre cerca"]


def test_a_code_that_is_taken_is_refused_with_the_text_kept(client, event, challenge):
    answer = client.submit(f"{MANAGE}/challenges/new", **TEXT, code="r1")

    assert answer.status_code == 422
    assert "Otro reto ya tiene este código." in answer.text
    assert "Nadie lo sabe." in answer.text


@pytest.mark.parametrize("code", ["", "R 1", "¿?", "UN-CODIGO-LARGO"])
def test_a_code_that_is_no_address_is_refused(code, client, event):
    assert client.submit(f"{MANAGE}/challenges/new", **TEXT, code=code).status_code == 422


def test_two_organisers_who_rewrite_a_challenge_at_once_are_both_heard(client, event, challenge):
    form = client.form(f"{MANAGE}/challenges/R1")
    client.submit(f"{MANAGE}/challenges/R1", summary_es="Lo primero.", category="Otros")

    late = client.post(form.action, data=form.filled({"summary_es": "Lo segundo."}))

    assert late.status_code == 409
    assert "Lo primero." in late.text
    assert "Lo segundo." in late.text


def test_the_order_is_changed_by_buttons(client, event, challenge):
    project_builders.challenge(event, code="R2", title="Segundo")

    client.submit(f"{MANAGE}/challenges", f"{MANAGE}/challenges/R2/up")

    assert titles(event) == ["Segundo", "Alerta temprana"]


def test_a_challenge_is_removed_by_a_page_that_says_what_goes(client, event, challenge):
    assert "1 conjunto de datos" in client.get(f"{MANAGE}/challenges/R1/removal").text

    client.submit(f"{MANAGE}/challenges/R1/removal")

    assert titles(event) == []
    assert client.get(f"{MANAGE}/challenges/R1").status_code == 404


def test_a_public_challenge_is_not_removed_and_the_page_says_why(visit, olu, clock, event, challenge):
    clock.set(factories.HACKING)

    page = factories.sign_in(visit(), olu).get(f"{MANAGE}/challenges/R1").text

    assert "Los retos son públicos: puede haber equipos trabajando en este." in page


def test_a_dataset_is_searched_offered_reasoned_and_taken_out(client, event, challenge):
    other = project_builders.dataset(project_builders.found_portal("libertad"), "Albergues temporales")
    found = client.get(f"{MANAGE}/challenges/R1/datasets?q=alberg").text
    assert "Albergues temporales" in found
    assert "Puntos críticos" not in found
    address = f"{MANAGE}/challenges/R1/datasets/libertad/{other.slug}"

    assert client.submit(f"{address}/offer").status_code == 422
    client.submit(f"{address}/offer", reason_es="Dice hacia dónde ir.")
    client.submit(address, reason_es="Dice hacia dónde ir, y cuántos caben.")

    page = client.get(f"{MANAGE}/challenges/R1").text
    assert "Dice hacia dónde ir, y cuántos caben." in page
    client.submit(address, f"{address}/removal")
    assert client.get(address).status_code == 404


def test_a_dataset_that_its_portal_gave_up_says_so_wherever_it_is_offered(client, clock, event, challenge):
    dataset = project_builders.dataset(project_builders.found_portal("libertad"), "Albergues temporales")
    there = f"libertad/{dataset.slug}"
    with transaction() as now:
        dataset.absent_since = dataset.missing_since = now
        audit.record("test.gone", event, by=None, now=now)
    offer = f"{MANAGE}/challenges/R1/datasets/{there}/offer"

    said = ["Su portal ya no lo lista" in client.get(offer).text]
    client.submit(offer, reason_es="Dice hacia dónde ir.")
    said.append("Su portal ya no lo lista" in client.get(offer.removesuffix("/offer")).text)
    clock.set(factories.HACKING)
    said.append("Su portal ya no lo lista" in client.get("/events/libertad/challenges/R1").text)

    assert said == [True] * 3
    assert "Albergues" not in client.get(f"{MANAGE}/challenges/R1/datasets").text  # nobody chooses what is gone


def test_a_dataset_of_another_portal_is_not_there_to_be_offered(client, event, challenge):
    project_builders.dataset(project_builders.portal("otro", name="Otro portal"), "Presupuesto")

    assert client.get(f"{MANAGE}/challenges/R1/datasets/otro/presupuesto/offer").status_code == 404


def test_a_known_portal_is_linked_and_parted_from(client, event):
    project_builders.portal()

    client.submit(f"{MANAGE}/portals", portal="libertad")
    assert [one.slug for one in queries.portals_of(event)] == ["libertad"]
    client.submit(f"{MANAGE}/portals/libertad/removal")

    assert queries.portals_of(event) == []


def test_a_portal_in_use_stays_with_the_reason(client, event, challenge):
    answer = client.submit(f"{MANAGE}/portals/libertad/removal")

    assert answer.status_code == 422
    assert "Un reto ofrece un conjunto de datos de este portal." in answer.text


PAGES = [
    "datasets", "challenges", "challenges/new", "challenges/R1", "challenges/R1/removal", "challenges/R1/datasets", "portals",
    "portals/new", "portals/libertad/removal", "challenges/R1/datasets/libertad/puntos-criticos",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_organisers_and_exists_for_nobody_else(page, client, visit, event, challenge):
    elsewhere = factories.person("Mia")
    factories.event(elsewhere, slug="piura", name="Hackathon Piura")

    assert client.get(f"{MANAGE}/{page}").status_code == 200
    assert visit().get(f"{MANAGE}/{page}").headers["Location"].startswith("/login")
    assert factories.sign_in(visit(), elsewhere).get(f"{MANAGE}/{page}").status_code == 404
