"""A timetable of visits: nobody in two places, no project with two visitors, and no turn more than needed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hackathon.jury.visits import panels, visits

SEATS = st.sets(st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("qrstuvwxyz")))


@given(SEATS)
def test_alone_nobody_is_in_two_places_and_the_busiest_never_waits(seats):
    turns = visits(seats)

    assert set(turns) == seats
    assert len({(juror, turn) for (juror, _), turn in turns.items()}) == len(seats)
    assert len({(entry, turn) for (_, entry), turn in turns.items()}) == len(seats)
    busiest = max([*Counter(j for j, _ in seats).values(), *Counter(e for _, e in seats).values()], default=0)
    assert len(set(turns.values())) <= busiest
    assert max(turns.values(), default=-1) < busiest or not seats


@given(SEATS)
def test_a_panel_comes_together_and_nobody_sits_on_two_at_once(seats):
    turns = panels(seats)

    assert set(turns) == seats
    at = {entry: {turn for (_, place), turn in turns.items() if place == entry} for _, entry in seats}
    assert all(len(found) == 1 for found in at.values())
    assert len({(juror, turn) for (juror, _), turn in turns.items()}) == len(seats)


def test_projects_without_a_juror_in_common_share_a_turn():
    assert panels([("A", "x"), ("B", "x"), ("C", "y")]) == {("A", "x"): 0, ("B", "x"): 0, ("C", "y"): 0}
    assert sorted(panels([("A", "x"), ("A", "y")]).values()) == [0, 1]


def test_without_seats_there_are_no_turns():
    assert visits([]) == panels([]) == {}
