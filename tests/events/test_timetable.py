"""Which hours contradict each other: a table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hackathon.errors import RuleBroken
from hackathon.events.timetable import Timetable, refuse_contradictions

OPENING = datetime(2026, 10, 17, 13, tzinfo=UTC)


def hour(number):
    return OPENING + timedelta(hours=number)


WINDOWS = {
    "call": (hour(-900), hour(0)),
    "registration": (hour(-700), hour(-20)),
    "teams": (hour(-700), hour(-20)),
    "submission": (hour(-700), hour(29)),
    "hacking": (hour(0), hour(29)),
    "checking": (hour(29), hour(30)),
    "scoring": (hour(30), hour(31)),
}
GOOD = Timetable(hour(0), hour(33), hour(1), WINDOWS)


def without(name):
    return replace(GOOD, windows={key: span for key, span in WINDOWS.items() if key != name})


def with_window(**changed):
    return replace(GOOD, windows=WINDOWS | changed)


@pytest.mark.parametrize(
    "timetable",
    [
        GOOD,
        without("call"),
        without("checking"),
        replace(GOOD, embargo_ends_at=None),
        with_window(voting=(hour(2), hour(40))),
        with_window(scoring=(hour(29), hour(31))),
    ],
)
def test_hours_that_fit_together_are_taken(timetable):
    refuse_contradictions(timetable)


@pytest.mark.parametrize(
    ("timetable", "field"),
    [
        (replace(GOOD, ends_at=hour(0)), "ends_at"),
        (replace(GOOD, embargo_ends_at=hour(29)), "embargo_ends_at"),
        (without("teams"), "teams_opens"),
        (without("scoring"), "scoring_opens"),
        (with_window(hacking=(hour(5), hour(5))), "hacking_closes"),
        (with_window(voting=(hour(5), hour(4))), "voting_closes"),
        (with_window(registration=(hour(-901), hour(-20))), "registration_opens"),
        (with_window(scoring=(hour(28), hour(31)), checking=(hour(27), hour(28))), "scoring_opens"),
    ],
)
def test_hours_that_contradict_each_other_are_refused_at_their_field(timetable, field):
    with pytest.raises(RuleBroken) as refusal:
        refuse_contradictions(timetable)

    assert refusal.value.field == field
