"""The home page: what is live first, what comes and what was, the portals, and what one organises."""

from datetime import UTC, datetime, timedelta

import pytest

from hackathon.database import Words, transaction
from hackathon.events import actions as events
from hackathon.events.models import RoleKind
from hackathon.permissions import SYSTEM
from tests import factories, project_builders

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def olu():
    return factories.person("Olu")


def past_edition(year=2015):
    body = factories.organization()
    with transaction() as now:
        events.record_edition(
            body,
            slug=f"libertad-{year}",
            name=Words(f"#HackathonLibertad {year}"),
            summary=Words("La primera edición."),
            description=Words("Boletín."),
            source=Words("Tomado de un boletín."),
            figures={"participants": 40, "teams": 8, "hours": 33},
            starts_at=datetime(year, 10, 17, 13, tzinfo=UTC),
            ends_at=datetime(year, 10, 18, 22, tzinfo=UTC),
            by=SYSTEM,
            now=now,
        )


def test_an_empty_installation_says_what_it_is_for(client):
    page = client.get("/").text

    assert "Todavía no hay eventos públicos" in page
    assert "Datos abiertos que trabajan" in page


def test_the_live_event_comes_first_then_what_comes_then_what_was(client, olu):
    factories.event(olu)
    factories.event(olu, slug="piura", name="Hackathon Piura", opens=factories.OPENS + timedelta(days=40))
    past_edition()
    project_builders.portal()

    page = client.get("/").text

    places = [page.index(words) for words in ("<h1", "Próximos eventos", "Ediciones anteriores", "Portales de datos")]
    assert places == sorted(places)
    assert page.index("Hackathon La Libertad") < page.index("Hackathon Piura") < page.index("#HackathonLibertad 2015")
    assert "27:00" in page
    assert "Datos Abiertos La Libertad" in page


def test_an_event_in_preparation_is_listed_for_its_organisers_only(client, visit, olu):
    factories.event(olu, slug="piura", name="Hackathon Piura", published=False)

    own = factories.sign_in(client, olu).get("/").text
    other = factories.sign_in(visit(), factories.person("Zed")).get("/").text

    assert "Eventos que usted organiza" in own
    assert "/events/piura/manage" in own
    assert "Piura" not in other
    assert "Eventos que usted organiza" not in other
    assert "Piura" not in visit().get("/").text


def test_one_finds_the_own_panel_and_the_jurys_desk(client, visit, olu):
    held = factories.event(olu)
    ada, eva = factories.person("Ada"), factories.person("Eva")
    factories.registration(ada, held)
    factories.give_role(eva, held, RoleKind.JUROR)

    participant, juror, other = (factories.sign_in(visit(), somebody).get("/").text for somebody in (ada, eva, olu))

    assert "Sus eventos" in participant
    assert 'href="/events/libertad/me"' in participant
    assert 'href="/events/libertad/jury"' not in participant
    assert 'href="/events/libertad/jury"' in juror
    assert 'href="/events/libertad/me"' not in juror
    assert "Sus eventos" not in other


def test_privacy_and_accessibility_are_said_in_both_languages(client):
    assert "Ley 29733" in client.get("/privacy").text
    assert "Law 29733" in client.get("/privacy?lang=en").text
    assert "WCAG 2.2" in client.get("/accessibility").text
    assert "/privacy" in client.get("/").text


def test_an_installation_puts_its_own_text_in_place_of_the_model(app, client, tmp_path):
    folder = tmp_path / "data" / "texts"
    folder.mkdir(parents=True)
    (folder / "privacy.es.md").write_text("## Nuestro texto\n\nEscriba a $contact.", encoding="utf-8")
    app.config["CONTACT_EMAIL"] = "datos@piura.example.pe"

    page = client.get("/privacy?lang=es").text

    assert "<h2>Nuestro texto</h2>" in page
    assert "Escriba a datos@piura.example.pe." in page
    assert "Law 29733" in client.get("/privacy?lang=en").text
