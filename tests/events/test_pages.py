"""The pages of events as people use them: each does its work once, and refuses with a reason once."""

from datetime import datetime

import pytest
from icalendar import Calendar

from hackathon import audit
from hackathon.database import Words, transaction
from hackathon.events import queries, rules_actions, timetable_actions
from hackathon.events.models import RoleKind
from hackathon.permissions import SYSTEM
from tests import factories
from tests.machinery.statements import queries_at_most

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


def test_hours_are_typed_as_on_the_wall_and_kept_as_instants(client, draft):
    client.submit("/events/piura/manage/timetable", registration_closes="2026-10-15T23:59")

    assert factories.found("piura").window("registration").closes_at.isoformat() == "2026-10-16T04:59:00+00:00"


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ({"ends_at": "2026-10-16T08:00"}, "El evento termina antes de empezar."),
        ({"hacking_closes": "2026-10-17T08:00"}, "Esta ventana cierra antes de abrir."),
        ({"scoring_opens": "2026-10-18T12:00"}, "El jurado evaluaría proyectos que aún pueden cambiar"),
        ({"embargo_ends_at": "2026-10-18T13:00"}, "Los retos se darían a conocer después del cierre de entregas."),
        ({"call_opens": "2026-09-30T08:00"}, "Esto abre antes que la fase anterior."),
        ({"teams_opens": "", "teams_closes": ""}, "Un evento no puede estar sin esta ventana"),
        ({"voting_opens": "2026-10-18T14:00"}, "Una ventana necesita ambas horas, o ninguna."),
        ({"ends_at": "mañana"}, ""),
    ],
)
def test_hours_that_contradict_each_other_are_refused_and_stay_on_the_page(hours, reason, client, draft):
    answer = client.submit("/events/piura/manage/timetable", **hours)

    assert answer.status_code == 422
    assert reason in answer.text
    for typed in hours.values():
        assert f'value="{typed}"' in answer.text
    assert factories.found("piura").version == draft.version


def test_a_timetable_that_stays_as_it_is_is_not_saved(client, draft):
    answer = client.submit("/events/piura/manage/timetable")

    assert answer.status_code == 422
    assert "Nada es distinto: el cronograma queda como está." in answer.text


def test_a_public_event_changes_its_hours_only_with_a_reason_that_everybody_reads(client, visit, event):
    closing = {"registration_closes": "2026-10-16T20:00"}

    silent = client.submit("/events/libertad/manage/timetable", **closing)
    spoken = client.submit("/events/libertad/manage/timetable", **closing, reason_es="Se cortó la luz en Trujillo.")

    assert silent.status_code == 422
    assert "diga por qué cambia el cronograma" in silent.text
    assert spoken.status_code == 303
    schedule = visit().get("/events/libertad/schedule").text
    assert "Se cortó la luz en Trujillo." in schedule
    assert "Olu" in schedule
    assert "16/10 20:00" in schedule


def test_a_stale_timetable_shows_both_hours(client, draft):
    form = client.form("/events/piura/manage/timetable")
    client.submit("/events/piura/manage/timetable", call_closes="2026-10-10T08:00")

    late = client.post(form.action, data=form.filled({"call_closes": "2026-10-11T08:00"}))

    assert late.status_code == 409
    assert "2026-10-10 08:00" in late.text
    assert 'value="2026-10-11T08:00"' in late.text


def test_the_whole_event_moves_with_its_opening_agenda_included(client, draft):
    client.submit("/events/piura/manage/timetable/move", starts_at="2026-11-14T08:00")

    moved = factories.found("piura")
    assert [window.opens_at.date().isoformat() for window in moved.windows][-1] == "2026-11-15"
    assert queries.agenda_of(moved)[1].starts_at == moved.starts_at
    assert moved.embargo_ends_at.isoformat() == "2026-11-14T13:45:00+00:00"


def test_after_the_results_the_timetable_is_closed_with_its_reason(client, event):
    with transaction(event) as now:
        rest = factories.found("libertad")
        rest.results_published_at = now
        audit.record("event.results", rest, by=SYSTEM, now=now)

    answer = client.get("/events/libertad/manage/timetable")

    assert answer.status_code == 403
    assert "Los resultados están publicados" in answer.text


def test_the_agenda_is_added_to_edited_and_shortened(client, draft):
    client.submit("/events/piura/manage/agenda", starts_at="2026-10-17T13:00", title_es="Almuerzo", place="Patio")
    lunch = next(item for item in queries.agenda_of(draft) if item.title.es == "Almuerzo")
    page = f"/events/piura/manage/agenda/{lunch.id}"

    client.submit(page, title_es="Almuerzo para todos")
    assert "Almuerzo para todos" in client.get("/events/piura/schedule").text

    answer = client.submit(page, f"{page}/removal")
    assert answer.status_code == 303
    assert "Almuerzo" not in client.get("/events/piura/schedule").text
    assert client.get(page).status_code == 404


def test_an_hour_of_another_event_is_not_there(client, visit, event):
    ben = factories.person("Ben")
    other = factories.event(ben, slug="piura")
    foreign = queries.agenda_of(other)[0]

    assert client.get(f"/events/libertad/manage/agenda/{foreign.id}").status_code == 404
    assert client.get(f"/events/piura/manage/agenda/{foreign.id}").status_code == 404


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


def test_the_schedule_marks_what_is_on_now(visit, event):
    page = visit().get("/events/libertad/schedule").text

    marked = page.split('class="now')[1].split("</li>")[0]
    assert "Feria de datos" in marked
    assert page.count('class="now') == 1


def test_the_calendar_of_an_event_is_one_that_phones_read(visit, event):
    answer = visit().get("/events/libertad/schedule.ics?lang=en")

    calendar = Calendar.from_ical(answer.data)
    entries = [str(entry["summary"]) for entry in calendar.walk("VEVENT")]
    assert answer.mimetype == "text/calendar"
    assert entries[0] == "Hackathon La Libertad"
    assert "Milestone 1 · Hackathon La Libertad" in entries
    assert len({str(entry["uid"]) for entry in calendar.walk("VEVENT")}) == len(entries) == 14


@pytest.mark.parametrize("page", ["/rules", "/schedule", "/schedule.ics"])
def test_public_pages_cost_the_same_for_one_row_and_for_thirty(page, visit, event):
    visitor = visit()
    visitor.get(f"/events/libertad{page}")
    with queries_at_most(8) as few:
        visitor.get(f"/events/libertad{page}")
    for number in range(30):
        more_of_everything(number)

    with queries_at_most(len(few)):
        assert visitor.get(f"/events/libertad{page}").status_code == 200


def more_of_everything(number):
    with transaction() as now:
        event = factories.found("libertad")
        rules_actions.edit_rules(event, text=Words(f"Texto {number}"), by=SYSTEM, now=now)
        hour = datetime.fromisoformat("2026-10-17T12:00+00:00")
        timetable_actions.add_hour(
            event, title=Words(f"Hora {number}"), starts_at=hour, kind="activity", place="", by=SYSTEM, now=now
        )
