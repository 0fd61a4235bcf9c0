"""The weakest link of a jury, and how many jurors and minutes a plan needs."""

import pytest

from hackathon.jury.plan_quality import jurors_needed, minutes_needed, sides, weakest_link


def seats(**judges):
    return [(judge, entry) for judge, entries in judges.items() for entry in entries]


@pytest.mark.parametrize(
    ("plan", "link"),
    [
        ([], 1),
        (seats(A="xyz"), 1),
        (seats(A="xyz", B="xyz", C="xyz"), 1),
        (seats(A="wx", B="yz"), 0),
        (seats(A="xy", B="yz", C="xz"), 0.75),  # a balanced design: every pair of jurors meets once
    ],
)
def test_the_weakest_link_is_one_when_all_meet_and_nothing_when_the_jury_is_in_parts(plan, link):
    assert weakest_link(plan) == link


def test_a_thin_bridge_is_a_weak_link():
    whole = seats(A="uvwx", B="uvwx", C="xyz1", D="xyz1")

    assert 0 < weakest_link(whole) < 0.5


def test_jurors_on_both_ends_of_the_weakest_link_stand_on_other_sides():
    stand = sides(seats(A="uvwx", B="uvwx", C="xyz1", D="xyz1"))

    assert stand["A"] * stand["B"] > 0
    assert stand["C"] * stand["D"] > 0
    assert stand["A"] * stand["C"] < 0


def test_one_juror_alone_stands_on_no_side():
    assert sides(seats(A="xy")) == {"A": 0}
    assert sides([]) == {}


@pytest.mark.parametrize(
    ("projects", "each", "minutes", "time", "jurors"), [(40, 4, 9, 120, 12), (8, 3, 5, 600, 3), (41, 4, 9, 120, 13)]
)
def test_jurors_are_as_many_as_the_time_asks_and_never_fewer_than_a_project_needs(
    projects, each, minutes, time, jurors
):
    assert jurors_needed(projects=projects, each=each, minutes=minutes, time=time) == jurors


def test_a_load_takes_its_minutes():
    assert minutes_needed(12, minutes=9) == 108
