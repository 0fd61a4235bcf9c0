"""Schedule, calendar and rules as everybody reads them."""

from datetime import datetime

import pytest
from icalendar import Calendar

from hackathon.database import Words, transaction
from hackathon.events import rules_actions, timetable_actions
from hackathon.permissions import SYSTEM
from tests import factories
from tests.machinery.statements import queries_at_most

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
