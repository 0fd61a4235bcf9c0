"""The pages of events as people use them: each does its work once, and refuses with a reason once."""

import pytest

from hackathon.database import Words
from hackathon.events import queries
from hackathon.events.models import RoleKind
from tests import factories

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def olu(client):
    """Olu, signed in as `client`."""
    someone = factories.person("Olu")
    factories.sign_in(client, someone)
    return someone


@pytest.fixture
def event(olu):
    return factories.event(olu)


@pytest.fixture
def draft(olu):
    return factories.event(olu, slug="piura", name="Hackathon Piura", published=False)


def visitor(visit, name):
    return factories.sign_in(visit(), factories.person(name))


def test_an_administrator_adds_an_organisation_and_its_first_event(visit):
    nora = factories.sign_in(visit(), factories.administrator())

    nora.submit(
        "/organizations/new", name_es="Gobierno Regional de Piura", slug="piura", contact_email="datos@example.pe"
    )
    answer = nora.submit(
        "/events/new",
        name_es="Hackathon Piura",
        slug="piura-2026",
        opens="2026-11-14T08:00",
        city="Piura",
        place="Plaza de Armas",
    )

    assert answer.headers["Location"] == "/events/piura-2026/manage"
    event = factories.found("piura-2026")
    assert (event.organization.slug, event.city, event.hours) == ("piura", "Piura", 33)
    assert queries.roles_of(queries.crew_of(event)[0].person, event) == {"owner"}


def test_an_empty_installation_begins_with_the_organisation(visit):
    nora = factories.sign_in(visit(), factories.administrator())

    first = nora.get("/events/new")

    assert (first.status_code, first.location) == (302, "/organizations/new")
    assert 'href="/events/new"' in nora.get("/").text


def test_a_new_event_at_an_hour_that_does_not_exist_is_refused_with_everything_typed_kept(visit):
    nora = factories.sign_in(visit(), factories.administrator())
    factories.organization()

    answer = nora.submit(
        "/events/new",
        name_es="Hackathon Santiago",
        slug="santiago",
        timezone="America/Santiago",
        opens="2026-09-06T00:30",
        city="Santiago",
    )

    assert answer.status_code == 422
    assert "esta hora no existe allí" in answer.text
    assert 'value="Hackathon Santiago"' in answer.text
    assert 'value="2026-09-06T00:30"' in answer.text


def test_an_unknown_zone_and_a_taken_address_are_refused_at_their_fields(visit):
    nora = factories.sign_in(visit(), factories.administrator())
    factories.event(factories.person("Olu"))
    wanted = {"name_es": "Otra", "slug": "libertad", "opens": "2026-11-14T08:00", "city": "Trujillo"}

    unknown = nora.submit("/events/new", **(wanted | {"timezone": "Peru/Trujillo"}))
    taken = nora.submit("/events/new", **wanted)

    assert (unknown.status_code, taken.status_code) == (422, 422)
    assert "No hay una zona horaria" in unknown.text
    assert "Otro evento ya tiene esta dirección" in taken.text


def test_a_participant_is_told_who_creates_events(visit):
    zed = visitor(visit, "Zed")

    answer = zed.get("/events/new")

    assert answer.status_code == 403
    assert "Solo quienes organizan en una entidad crean sus eventos" in answer.text


MANAGED = ["", "/settings", "/timetable", "/timetable/move", "/agenda", "/rules", "/people"]


@pytest.mark.parametrize("page", MANAGED)
def test_every_page_of_the_organisers_opens_for_them_and_for_nobody_else(page, client, visit, event):
    address = f"/events/libertad/manage{page}"
    ben = factories.person("Ben")
    factories.event(ben, slug="piura", name="Hackathon Piura")

    assert client.get(address).status_code == 200
    assert visit().get(address).headers["Location"].startswith("/login")
    assert factories.sign_in(visit(), ben).get(address).status_code == 404
    assert factories.sign_in(visit(), factories.administrator()).get(address).status_code == 200


@pytest.mark.parametrize("page", ["", "/rules", "/schedule", "/schedule.ics", *[f"/manage{page}" for page in MANAGED]])
def test_an_event_in_preparation_exists_for_its_organisers_only(page, client, visit, draft):
    ben = factories.person("Ben")
    factories.event(ben)
    others = [visit(), factories.sign_in(visit(), ben), visitor(visit, "Zed")]

    assert client.get(f"/events/piura{page}").status_code == 200
    for other in others:
        there, nowhere = other.get(f"/events/piura{page}"), other.get(f"/events/nowhere{page}")
        assert there.status_code == nowhere.status_code
        assert there.text.replace("piura", "nowhere") == nowhere.text


def test_volunteers_see_an_event_in_preparation_but_not_its_management(visit, draft):
    ben = factories.person("Ben")
    factories.give_role(ben, draft, RoleKind.VOLUNTEER)
    volunteer = factories.sign_in(visit(), ben)

    assert volunteer.get("/events/piura").status_code == 200
    assert volunteer.get("/events/piura/manage").status_code == 404


def test_settings_are_saved_and_said_back(client, event):
    answer = client.submit(
        "/events/libertad/manage/settings", place="Plaza de Armas", name_en="Hackathon of La Libertad"
    )

    assert answer.status_code == 303
    assert factories.found("libertad").name == Words("Hackathon La Libertad", "Hackathon of La Libertad")
    assert "Plaza de Armas" in client.get("/events/libertad/manage/settings").text


def test_two_organisers_who_save_settings_at_once_are_both_heard(client, event):
    form = client.form("/events/libertad/manage/settings")
    client.submit("/events/libertad/manage/settings", summary_es="Lo que escribió la primera.")

    late = client.post(form.action, data=form.filled({"summary_es": "Lo que escribió el segundo."}))

    assert late.status_code == 409
    assert "Lo que escribió la primera." in late.text
    assert "Lo que escribió el segundo." in late.text


def test_rules_become_a_new_version_once_the_event_is_public_and_the_old_one_stays(client, visit, event):
    first = queries.current_rules(event).text.es
    client.submit("/events/libertad/manage/rules", text_es=f"{first}\n\n## 12. Mascotas\n\nPueden venir.")

    newest, earlier = visit().get("/events/libertad/rules").text, visit().get("/events/libertad/rules?version=1").text

    assert "Pueden venir." in newest
    assert "Versión 2" in newest
    assert "Qué cambió desde la versión 1" in newest
    assert "Pueden venir." not in earlier
    assert visit().get("/events/libertad/rules?version=3").status_code == 404


def test_rules_that_stay_the_same_make_no_version(client, event):
    answer = client.submit("/events/libertad/manage/rules")

    assert answer.status_code == 422
    assert "Nada es distinto de la versión 1." in answer.text


def test_a_draft_of_the_rules_is_the_organisers_own(client, visit, draft):
    client.submit("/events/piura/manage/rules", text_es="## 1. Nuevas\n\nCanario en borrador.")

    assert [one.number for one in [queries.newest_rules(draft)]] == [1]
    assert "Canario en borrador." not in client.get("/events/piura/rules").text


def test_an_owner_adds_and_ends_staff(client, visit, event):
    ben = factories.person("Ben")
    answer = client.submit("/events/libertad/manage/people", email="ben@example.pe", kind="staff")
    assert answer.status_code == 303
    role = next(role for role in queries.crew_of(event) if role.person_id == ben.id)
    staff = factories.sign_in(visit(), ben)
    assert staff.get("/events/libertad/manage").status_code == 200
    assert "Solo un responsable de este evento" in staff.get("/events/libertad/manage/people").text

    client.submit(f"/events/libertad/manage/people/{role.id}")

    assert staff.get("/events/libertad/manage").status_code == 404


def test_the_last_owner_is_told_why_they_stay(client, event):
    role = queries.crew_of(event)[0]

    answer = client.submit(f"/events/libertad/manage/people/{role.id}")

    assert answer.status_code == 422
    assert "Es el único responsable" in answer.text


def test_publishing_says_what_is_missing_and_then_is_done_once(client, visit, olu):
    factories.event(olu, slug="piura", published=False, city="")
    form = client.form("/events/piura/manage")

    refused = client.post(form.action, data=form.filled({}))
    client.submit("/events/piura/manage/settings", city="Piura")
    done = client.submit("/events/piura/manage")

    assert refused.status_code == 422
    assert "Diga en qué ciudad" in refused.text
    assert done.headers["Location"] == "/events/piura"
    assert visit().get("/events/piura").status_code == 200
