"""Which moment an event's clock counts to, and the one act that matters now."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from hackathon.permissions import ANYONE, Standing
from hackathon.site.event_front import countdown, first_act

DAY = datetime(2026, 10, 17, tzinfo=UTC)
SOMEBODY = SimpleNamespace(is_administrator=False)


class Event:
    """An event of a weekend: call on the 1st, registration the 5th to the 10th, hacking the 17th, scoring the 19th."""

    results_published_at: datetime | None = None

    def __init__(self) -> None:
        hours = {
            "call": (1, 25), "registration": (5, 10), "teams": (5, 17), "hacking": (17, 18), "submission": (5, 18), "scoring": (19, 20),
        }  # fmt: skip
        self.windows = {
            name: SimpleNamespace(opens_at=DAY.replace(day=a), closes_at=DAY.replace(day=b))
            for name, (a, b) in hours.items()
        }

    def window(self, name: str) -> Any:
        return self.windows.get(name)

    def window_open(self, name: str, at: datetime) -> bool:
        window = self.windows.get(name)
        return window is not None and window.opens_at <= at < window.closes_at


def standing(**parts: Any) -> Standing:
    return Standing(person=SOMEBODY, **parts)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (-1, "until the call opens"),
        (3, "until registration opens"),
        (6, "until the opening"),
        (17, "until submissions close"),
        (18, None),
    ],
)
def test_the_clock_counts_to_what_people_wait_for(day: int, words: str | None) -> None:
    at = DAY.replace(day=1) + timedelta(days=day - 1)

    found = countdown(Event(), at)

    assert (found.words if found else None) == words


def test_an_event_without_windows_has_no_clock() -> None:
    empty = Event()
    empty.windows = {}

    assert countdown(empty, DAY) is None
    assert first_act(empty, ANYONE, DAY).path == "schedule"


def test_far_away_days_are_shown_and_near_the_deadline_hours() -> None:
    opening = countdown(Event(), DAY.replace(day=11))
    closing = countdown(Event(), DAY.replace(day=17))

    assert opening is not None
    assert closing is not None
    assert not opening.in_hours(DAY.replace(day=11))
    assert closing.in_hours(DAY.replace(day=17))
    assert closing.left(DAY.replace(day=17)) == timedelta(days=1)


@pytest.mark.parametrize(
    ("viewer", "day", "path"),
    [
        (ANYONE, 2, "schedule"),
        (ANYONE, 6, "register"),
        (standing(roles=frozenset({"staff"})), 6, "schedule"),
        (standing(registration="yes"), 6, "me/team"),
        (standing(registration="yes", team="owls"), 6, "me/project"),
        (standing(registration="yes", team="owls"), 18, "me"),
        (standing(registration="yes"), 18, "me"),
        (standing(roles=frozenset({"juror"})), 19, "jury"),
        (standing(roles=frozenset({"juror"})), 18, "projects"),
        (ANYONE, 18, "projects"),
    ],
)
def test_the_one_act_is_the_first_that_applies(viewer: Standing, day: int, path: str) -> None:
    assert first_act(Event(), viewer, DAY.replace(day=day)).path == path


def test_published_results_come_before_everything() -> None:
    event = Event()
    event.results_published_at = DAY

    assert first_act(event, standing(registration="yes", team="owls"), DAY).path == "results"
