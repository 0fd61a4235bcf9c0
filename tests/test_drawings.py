from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hackathon import drawings
from hackathon.drawings import generated, huaca, mark, path, tooth, tooth_width

LIMA = ZoneInfo("America/Lima")
EIGHT = datetime(2026, 10, 17, 13, tzinfo=UTC)  # 08:00 in Lima


def event(hours, *, now=EIGHT, opens=EIGHT, moments=()):
    return huaca(opens, opens + timedelta(hours=hours), now=now, zone=LIMA, moments=moments)


def heights(drawing):
    return [step.height for step in drawing.steps]


def test_thirty_three_hours_rise_to_midnight_and_fall_to_the_end():
    drawing = event(33)

    assert heights(drawing) == [*range(3, 19), 19, *range(18, 2, -1)]
    assert drawing.height == 19


def test_past_hours_are_filled_this_hour_is_now_and_the_others_are_to_come():
    drawing = event(4, now=EIGHT + timedelta(hours=2))

    assert [step.state for step in drawing.steps] == ["past", "past", "now", "future"]
    assert drawing.current == 3


@pytest.mark.parametrize("away", [timedelta(hours=-1), timedelta(hours=33)])
def test_before_and_after_the_event_no_step_is_now(away):
    assert event(33, now=EIGHT + away).current is None


def test_an_event_within_one_day_has_its_peak_in_the_middle():
    assert heights(event(8)) == [3, 4, 5, 6, 6, 5, 4, 3]
    assert heights(event(5)) == [3, 4, 5, 4, 3]


def test_each_night_is_a_peak_of_its_own():
    drawing = event(48)

    peaks = [hour for hour, step in enumerate(drawing.steps) if step.height == drawing.height]
    assert peaks == [16, 40]


def test_a_midnight_within_a_step_is_its_peak():
    drawing = event(33, opens=EIGHT + timedelta(minutes=30))

    assert heights(drawing).index(drawing.height) == 15


@pytest.mark.parametrize(("days", "steps"), [(2, 48), (3, 36), (7, 42), (30, 30), (100, 48)])
def test_long_events_are_drawn_in_blocks_of_hours(days, steps):
    assert len(event(24 * days).steps) == steps


def test_an_event_of_no_length_is_one_step():
    assert heights(event(0)) == [3]


def test_a_moment_is_placed_by_its_time_and_says_when_a_day_begins():
    moments = [
        (EIGHT + timedelta(hours=25), "rehearsal"),
        (EIGHT, "opening"),
        (EIGHT + timedelta(hours=7), "milestone"),
    ]

    labels = event(50, now=EIGHT + timedelta(hours=8), moments=moments).labels

    assert [(label.text, label.x, label.state, label.new_day) for label in labels] == [
        ("opening", 0.0, "past", True),
        ("milestone", 14.0, "past", False),
        ("rehearsal", 50.0, "future", True),
    ]
    assert labels[2].at.hour == 9


def test_a_moment_outside_the_event_is_not_drawn():
    assert (
        event(5, moments=[(EIGHT - timedelta(hours=1), "breakfast"), (EIGHT + timedelta(hours=6), "dinner")]).labels
        == ()
    )


def test_labels_that_would_touch_take_the_second_lane_and_the_late_ones_end_at_their_moment():
    moments = [(EIGHT + timedelta(hours=hour), "closing of submissions") for hour in (28, 29, 33)]

    labels = event(33, moments=moments).labels

    assert [(label.x, label.lane, label.anchor) for label in labels] == [
        (84.85, 0, "end"),
        (87.88, 1, "end"),
        (100.0, 0, "end"),
    ]


def test_the_five_known_categories_have_their_drawn_marks():
    assert mark("Salud") == path(tuple(tuple(cell == "#" for cell in row) for row in drawings.MARKS["salud"]))
    assert mark("Educación") == mark("educacion") != mark("Salud")


def test_any_other_category_gets_a_mark_of_its_own_and_keeps_it():
    names = [f"category {number}" for number in range(60)]

    assert mark("Turismo") == mark("turismo")
    assert len({mark(name) for name in names}) >= 50


@pytest.mark.parametrize("number", range(40))
def test_a_generated_mark_is_symmetric_fills_its_grid_and_is_neither_empty_nor_full(number):
    shape = generated(str(number))

    mirrored = tuple(row[::-1] for row in shape)
    assert len(shape) == 8
    assert shape in (mirrored, shape[::-1])
    assert 12 <= sum(map(sum, shape)) <= 60


def test_a_path_draws_one_rectangle_per_run():
    assert (
        path(((True, True, False), (False, False, False), (True, False, True)))
        == "M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z"
    )


def test_a_tooth_of_the_frieze_goes_three_down_and_three_up():
    assert tooth() == "M8 0h40v8h-8v8h-8v8h-8v-8h-8v-8h-8v-8z"
    assert tooth_width() == 56
