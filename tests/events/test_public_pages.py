"""Schedule, calendar and rules as everybody reads them."""

import pytest
from icalendar import Calendar

from tests import factories

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def event():
    return factories.event(factories.person("Olu"))


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
