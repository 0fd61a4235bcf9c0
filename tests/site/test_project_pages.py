"""The gallery, the page of a project, the check of a receipt: who sees what, when, and at which cost."""

import pytest

from hackathon.submissions.queries import receipts_of
from tests import factories
from tests.project_builders import challenge, dataset, portal, submitted_project
from tests.submissions.desk import CLOSING

GALLERY = "/events/libertad/projects"
EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture
def libertad(session):
    made = factories.event(factories.person("Olu"))
    challenge(made, dataset(portal(), "Puntos críticos"), code="R1")
    return made


def handed_in(where, name, team="", **written):
    someone = factories.person(name)
    factories.team(where, someone, name=team or f"Equipo de {name}")
    return submitted_project(where, someone, **written)


def test_before_the_closing_the_gallery_says_when_it_opens_and_names_nobody(client, libertad):
    handed_in(libertad, "Ada", team="Búhos")

    page = client.get(GALLERY)

    assert page.status_code == 200
    assert "18 de octubre de 2026, 13:00" in page.text
    assert "Quebrada" not in page.text


def test_from_the_closing_on_the_gallery_leads_to_each_project_and_its_data(client, libertad, clock):
    handed_in(libertad, "Ada", team="Búhos", demo_url="https://example.org/demo")
    clock.set(CLOSING)

    assert f'href="{GALLERY}/buhos"' in client.get(GALLERY).text
    page = client.get(f"{GALLERY}/buhos").text

    assert 'href="/datasets/libertad/puntos-criticos"' in page
    assert 'href="/events/libertad/challenges/R1"' in page
    assert '<a href="https://example.org/demo" rel="nofollow noopener">' in page
    assert "Puntos críticos. Datos Abiertos La Libertad." in page
    assert "ODC-By 1.0" in page
    assert "17/10/2026" in page


def test_filters_stand_in_the_address(client, libertad, clock):
    handed_in(libertad, "Ada", team="Búhos")
    clock.set(CLOSING)

    found, nothing = (client.get(f"{GALLERY}?challenge={code}").text for code in ("R1", "R9"))

    assert "Quebrada" in found
    assert "Ningún proyecto coincide" in nothing


@pytest.mark.parametrize("who", [None, "Zed", "Olu", "Nora"])
@pytest.mark.parametrize("address", ["buhos", "ninguno"])
def test_nobody_else_sees_a_project_before_the_closing(client, libertad, who, address):
    handed_in(libertad, "Ada", team="Búhos")
    if who == "Nora":
        factories.sign_in(client, factories.administrator())
    elif who:
        factories.sign_in(client, factories.somebody("olu@example.pe") if who == "Olu" else factories.person(who))

    assert client.get(f"{GALLERY}/{address}").status_code == 404


def test_its_own_team_sees_the_page_and_is_told_that_nobody_else_does(client, libertad):
    handed_in(libertad, "Ada", team="Búhos")
    factories.sign_in(client, factories.somebody("ada@example.pe"))

    assert "Solo su equipo ve esta página" in client.get(f"{GALLERY}/buhos").text


def test_markup_in_any_field_is_text(client, libertad, clock):
    fields = ("title", "summary", "problem", "solution", "data_story", "third_parties", "repository_ref")
    handed_in(libertad, "Ada", team="Búhos", **dict.fromkeys(fields, EVIL))
    clock.set(CLOSING)

    for address in (GALLERY, f"{GALLERY}/buhos"):
        page = client.get(address).text
        assert "<script>alert" not in page
        assert "<img" not in page


def test_the_gallery_goes_on_from_page_to_page(client, libertad, clock):
    for number in range(30):
        handed_in(libertad, f"Persona {number}")
    clock.set(CLOSING)

    page = client.get(GALLERY).text

    assert 'rel="next"' in page


def test_a_receipt_is_checked_by_whoever_has_its_code(client, libertad):
    project = handed_in(libertad, "Ada", team="Búhos")
    (receipt,) = receipts_of(project)

    page = client.get(f"/verify/{receipt.code}").text

    assert receipt.sha256 in page
    assert "Quebrada" not in page
    assert client.get("/verify/AAAA-BBBB-CCCC").status_code == 404


def test_only_organisers_see_who_handed_in(client, visit, libertad):
    handed_in(libertad, "Ada", team="Búhos")
    address = "/events/libertad/manage/projects"

    assert client.get(address).location.startswith("/login")
    assert factories.sign_in(visit(), factories.somebody("ada@example.pe")).get(address).status_code == 404
    page = factories.sign_in(visit(), factories.somebody("olu@example.pe")).get(address).text

    assert "Búhos" in page
    assert "Quebrada" not in page
