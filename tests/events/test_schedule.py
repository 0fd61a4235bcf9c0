"""An agenda as people read it: what is over, what is on, where now is."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from hackathon.events.schedule import days_of, next_hours

OPENS = datetime(2026, 10, 17, 13, tzinfo=UTC)
ENDS = OPENS + timedelta(hours=33)


def entry(hour, title, kind="activity", ends=None):
    ends_at = OPENS + timedelta(hours=ends) if ends is not None else None
    return SimpleNamespace(starts_at=OPENS + timedelta(hours=hour), title=title, kind=kind, ends_at=ends_at)


AGENDA = [
    entry(-1, "check-in"),
    entry(0, "opening", "turning_point"),
    entry(1, "data fair", ends=3),
    entry(7, "milestone", "milestone"),
    entry(8, "mentoring"),
    entry(32, "results", "turning_point"),
]


def told(hours):
    """The schedule from a number of hours after the opening: titles by state, `line` for the line that says now."""
    at = OPENS + timedelta(hours=hours)
    days = days_of(AGENDA, zone="America/Lima", at=at, ends_at=ENDS)
    return [(hour.item.title if hour.item else "line", hour.state) for day in days for hour in day.hours]


@pytest.mark.parametrize(
    ("hours", "now"),
    [
        (-2, []),
        (-1, ["check-in"]),
        (0.5, ["opening"]),
        (1, ["data fair"]),
        (2.9, ["data fair"]),
        (3, ["line"]),
        (7.9, ["milestone"]),
        (20, ["mentoring"]),
        (32.5, ["results"]),
        (33, []),
        (900, []),
    ],
)
def test_what_is_on_is_marked_and_else_a_line_says_where_now_is(hours, now):
    assert [title for title, state in told(hours) if state == "now"] == now


def test_what_is_over_stands_before_now_and_the_rest_after():
    states = [state for _title, state in told(3)]

    assert states == ["past", "past", "past", "now", "future", "future", "future"]


def test_days_are_those_of_the_events_place():
    days = days_of(AGENDA, zone="America/Lima", at=OPENS, ends_at=ENDS)

    assert [len(day.hours) for day in days] == [5, 1]
    assert days[1].first == OPENS + timedelta(hours=32)


def test_the_next_hours_are_what_is_on_and_what_follows():
    found = next_hours(AGENDA, at=OPENS + timedelta(hours=2), ends_at=ENDS, most=3)

    assert [(hour.item.title, hour.state) for hour in found] == [
        ("data fair", "now"),
        ("milestone", "future"),
        ("mentoring", "future"),
    ]
