"""Whatever the day and the hour, the demo edition lies where its phase wants it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.demo.calendar import CLOSING, ZONE, DemoPhase, start_of

# From 2026 to 2040.
ANY_INSTANT = st.integers(1_767_000_000, 2_209_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(ANY_INSTANT)
def test_while_hacking_the_closing_is_about_four_hours_and_twelve_minutes_away(now):
    left = start_of(DemoPhase.HACKING, now) + CLOSING - now

    assert abs(left - timedelta(hours=4, minutes=12)) <= timedelta(minutes=2, seconds=30)


@given(ANY_INSTANT)
def test_while_registering_the_start_is_a_saturday_at_eight_in_a_week_or_two(now):
    start = start_of(DemoPhase.REGISTRATION, now)

    assert (start.weekday(), start.hour, start.minute, start.second) == (5, 8, 0, 0)
    assert timedelta(days=5) < start - now < timedelta(days=13)


@given(ANY_INSTANT)
def test_when_published_the_results_are_from_yesterday(now):
    results = start_of(DemoPhase.PUBLISHED, now) + timedelta(hours=32, minutes=30)

    assert timedelta(hours=7) < now - results < timedelta(hours=32)


@pytest.mark.parametrize("phase", DemoPhase)
def test_a_start_lies_on_five_minutes_in_the_zone_of_the_edition(phase):
    start = start_of(phase, datetime(2026, 11, 23, 13, 33, 41, 7, tzinfo=UTC))

    assert (start.minute % 5, start.second, start.microsecond, start.tzinfo) == (0, 0, 0, ZONE)
