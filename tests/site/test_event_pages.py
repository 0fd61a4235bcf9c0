"""The home of an event and its challenges: what is shown in each phase, and nothing before its time."""

from datetime import timedelta

import pytest

from hackathon import audit
from hackathon.challenges.models import Challenge
from hackathon.database import Words, db, transaction
from hackathon.events.models import Event
from hackathon.results import actions as results
from tests import factories
from tests.factories import CALL, CHECKING, HACKING, PREPARATION, REGISTRATION, at, found, person, sign_in, standing
from tests.machinery.application import Visitor
from tests.machinery.moving_clock import Clock

pytestmark = pytest.mark.usefixtures("session")
HOME = "/events/libertad"
CANARIES = ("Canario del título", "Canario del resumen", "Canario del problema", "C7")


def challenge(where: Event, number: int = 7, category: str = "Salud") -> None:
    with at(CALL), transaction() as now:
        db.session.add(
            Challenge(
                event_id=where.id, code=f"C{number}", position=number, category=category,
                title=Words("Canario del título"), summary=Words("Canario del resumen"),
                problem=Words("Canario del problema"), questions=Words(""), expected_users=Words(""),
            )
        )  # fmt: skip
        audit.record("test.challenge", where, by=None, now=now)


@pytest.fixture
def event() -> Event:
    return factories.event(person("Olu"))


@pytest.mark.parametrize("instant", [PREPARATION, CALL, REGISTRATION, HACKING - timedelta(hours=3)])
@pytest.mark.parametrize("address", [HOME, f"{HOME}/challenges", f"{HOME}/challenges/C7", "/", "/datasets"])
def test_before_the_opening_pages_are_the_same_with_and_without_challenges(
    client: Visitor, clock: Clock, event: Event, instant, address: str
) -> None:
    clock.set(instant)
    without = client.get(address)
    challenge(event)
    clock.set(instant)

    with_one = client.get(address)

    assert (with_one.status_code, with_one.text) == (without.status_code, without.text)
    assert not any(canary in with_one.text for canary in CANARIES[:3])


def test_from_the_opening_on_everybody_reads_them(client: Visitor, clock: Clock, event: Event) -> None:
    challenge(event)
    clock.set(event.embargo_ends_at)

    pages = [client.get(address).text for address in (HOME, f"{HOME}/challenges", f"{HOME}/challenges/C7")]

    assert all("Canario del título" in page for page in pages)
    assert "Canario del problema" in pages[2]


def test_organisers_read_them_before_and_other_events_organisers_do_not(
    client: Visitor, visit, clock: Clock, event: Event
) -> None:
    challenge(event)
    clock.set(REGISTRATION)
    other = person("Mia")
    factories.event(other, slug="piura", organization="otra")

    own = sign_in(client, factories.somebody("olu@example.pe")).get(f"{HOME}/challenges").text
    foreign = sign_in(visit(), other).get(f"{HOME}/challenges").text

    assert "Canario del título" in own
    assert "Canario del título" not in foreign


def test_an_unpublished_event_is_not_there_for_others(client: Visitor, visit, clock: Clock) -> None:
    olu = person("Olu")
    factories.event(olu, published=False)

    assert [client.get(f"{HOME}{part}").status_code for part in ("", "/challenges")] == [404, 404]
    assert "solo lo ve su organización" in sign_in(visit(), olu).get(HOME).text


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (REGISTRATION, ["Inscripción abierta", "Inscribirme", "para la apertura", "Se presentan en la apertura"]),
        (HACKING, ["En marcha", "para el cierre de entregas", "27:00", "Hora 3 de 33"]),
        (CHECKING, ["Verificación de entregas", "Ver los proyectos"]),
    ],
)
def test_each_phase_has_its_clock_and_its_one_act(
    client: Visitor, clock: Clock, event: Event, instant, words: list[str]
) -> None:
    clock.set(instant)

    page = client.get(HOME).text

    assert [word for word in words if word not in page] == []
    assert page.count('<rect class="') == 33


def test_criteria_and_prizes_are_public_from_the_call_on(client: Visitor, clock: Clock, event: Event) -> None:
    with at(CALL), transaction() as now:
        owner = standing(factories.somebody("olu@example.pe"), found("libertad"))
        results.announce_usual_prizes(found("libertad"), by=owner, now=now)
    clock.set(CALL)

    page = client.get(f"{HOME}?lang=en").text

    assert "Use of open data" in page
    assert "First place" in page
    assert "S/" in page


def test_the_home_page_leads_to_the_live_event(client: Visitor, clock: Clock, event: Event) -> None:
    clock.set(REGISTRATION)

    page = client.get("/").text

    assert 'href="/events/libertad"' in page
    assert "Hackathon La Libertad" in page


def test_without_any_event_the_home_page_says_so(client: Visitor) -> None:
    assert "Todavía no hay eventos públicos" in client.get("/").text
