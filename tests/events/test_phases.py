"""The phase of an event at every instant: a table. Rules ask windows; this is what people read."""

from datetime import UTC, datetime, timedelta

import pytest

from hackathon.events.phases import Phase, phase_at

OPENING = datetime(2026, 10, 17, 13, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def hour(number):
    return OPENING + timedelta(hours=number)


WINDOWS = {
    "call": (hour(-1000), hour(0)),
    "registration": (hour(-700), hour(-20)),
    "teams": (hour(-700), hour(-20)),
    "submission": (hour(-700), hour(29)),
    "hacking": (hour(0), hour(29)),
    "checking": (hour(29), hour(30)),
    "scoring": (hour(30), hour(31)),
}
ENDS = hour(33)
PUBLISHED = hour(32)
A_WEEK_LATER = PUBLISHED + timedelta(days=7)


def phase(at, **options):
    return phase_at(at, options.pop("windows", WINDOWS), **({"ends_at": ENDS} | options))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (hour(-2000), Phase.PREPARATION),
        (hour(-1000) - MOMENT, Phase.PREPARATION),
        (hour(-1000), Phase.CALL),
        (hour(-700) - MOMENT, Phase.CALL),
        (hour(-700), Phase.REGISTRATION),
        (hour(-20), Phase.REGISTRATION),
        (hour(0) - MOMENT, Phase.REGISTRATION),
        (hour(0), Phase.HACKING),
        (hour(29) - MOMENT, Phase.HACKING),
        (hour(29), Phase.CHECKING),
        (hour(30), Phase.SCORING),
        (hour(31) - MOMENT, Phase.SCORING),
        (hour(31), Phase.DELIBERATION),
        (hour(500), Phase.DELIBERATION),
    ],
)
def test_before_the_results_the_phase_is_the_last_whose_start_has_passed(at, expected):
    assert phase(at) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (PUBLISHED - MOMENT, Phase.DELIBERATION),
        (PUBLISHED, Phase.PUBLISHED),
        (A_WEEK_LATER - MOMENT, Phase.PUBLISHED),
        (A_WEEK_LATER, Phase.FOLLOW_UP),
    ],
)
def test_results_are_news_for_a_week(at, expected):
    assert phase(at, results_published_at=PUBLISHED) is expected


def test_follow_up_waits_for_the_end_of_an_event_that_lasts_longer_than_the_week():
    ends = PUBLISHED + timedelta(days=30)

    assert phase(A_WEEK_LATER, results_published_at=PUBLISHED, ends_at=ends) is Phase.PUBLISHED
    assert phase(ends, results_published_at=PUBLISHED, ends_at=ends) is Phase.FOLLOW_UP


@pytest.mark.parametrize("missing", ["call", "registration", "hacking", "checking", "scoring"])
def test_a_window_that_an_event_does_not_have_is_passed_over(missing):
    windows = {name: span for name, span in WINDOWS.items() if name != missing}

    seen = {phase(hour(number), windows=windows) for number in range(-1100, 60)}

    skipped = {Phase(missing)} | ({Phase.DELIBERATION} if missing == "scoring" else set())
    assert seen == {*Phase} - skipped - {Phase.PUBLISHED, Phase.FOLLOW_UP}


def test_an_edition_without_windows_goes_from_preparation_to_its_results():
    assert phase(hour(0), windows={}) is Phase.PREPARATION
    assert phase(A_WEEK_LATER, windows={}, results_published_at=PUBLISHED) is Phase.FOLLOW_UP
