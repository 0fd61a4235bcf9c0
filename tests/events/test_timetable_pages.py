"""The pages of an event's hours: typed as on the wall, kept as instants, changed in public."""

import pytest

from hackathon import audit
from hackathon.database import transaction
from hackathon.events import queries
from hackathon.permissions import SYSTEM
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


def test_hours_are_typed_as_on_the_wall_and_kept_as_instants(client, draft):
    client.submit("/events/piura/manage/timetable", registration_closes="2026-10-15T23:59")

    assert factories.found("piura").window("registration").closes_at.isoformat() == "2026-10-16T04:59:00+00:00"


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        ({"ends_at": "2026-10-16T08:00"}, "El evento termina antes de empezar."),
        ({"hacking_closes": "2026-10-17T08:00"}, "Esta ventana cierra antes de abrir."),
        ({"submission_closes": "2026-10-18T14:30"}, "El jurado evaluaría proyectos que aún pueden cambiar"),
        ({"embargo_ends_at": "2026-10-18T13:00"}, "Los retos se darían a conocer después del cierre de entregas."),
        ({"call_opens": "2026-09-30T08:00"}, "Esto abre antes que la fase anterior."),
        ({"teams_opens": "", "teams_closes": ""}, "Complete este campo."),
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


@pytest.mark.parametrize("year", ["0001", "1900", "1999", "2101", "9999"])
@pytest.mark.parametrize(
    ("page", "field", "texts"),
    [
        ("agenda", "starts_at", {"title_es": "Almuerzo"}),
        ("timetable/move", "starts_at", {}),
        ("timetable", "ends_at", {}),
    ],
)
def test_an_hour_far_from_our_time_is_refused_at_its_field(client, draft, page, field, texts, year):
    typed = f"{year}-12-31T23:59"

    answer = client.submit(f"/events/piura/manage/{page}", **{field: typed}, **texts)

    assert answer.status_code == 422
    assert "El año debe estar entre 2000 y 2100." in answer.text
    assert f'value="{typed}"' in answer.text
