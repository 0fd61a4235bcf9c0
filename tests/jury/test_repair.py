"""Mending a plan: empty seats are filled, nothing that somebody touched moves, and the plan stays allowed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hackathon.jury.assignment import Judge, Wish, plan
from hackathon.jury.drawing import as_wish
from hackathon.jury.plan_quality import weakest_link
from hackathon.jury.repair import mend


def wish(entries="wxyz", judges="ABC", k=2, capacity=None, conflicts=()):
    return as_wish(entries=list(entries), judges=list(judges), capacity=capacity, k=k, conflicts=conflicts)


def test_a_whole_plan_stays_as_it_is():
    seats = [("A", "w"), ("B", "w"), ("B", "x"), ("C", "x"), ("C", "y"), ("A", "y"), ("A", "z"), ("B", "z")]

    mending = mend(wish(), seats)

    assert (mending.given, mending.taken, mending.short, mending.changes_something) == ([], [], {}, False)


def test_the_seats_of_a_drop_out_go_to_who_has_least():
    left = [("A", "w"), ("A", "x"), ("A", "y"), ("B", "z"), ("B", "x"), ("A", "z")]

    mending = mend(wish(judges="AB"), left)

    assert mending.given == [("B", "w"), ("B", "y")]
    assert (mending.taken, mending.short) == ([], {})


def test_among_equals_the_seat_goes_to_the_far_end_of_the_weakest_link():
    """A and B share everything with each other, C and D too; only the project in the middle is short."""
    left = [(judge, entry) for judge in "AB" for entry in "uv"] + [(judge, entry) for judge in "CD" for entry in "wx"]
    asked = wish(entries="uvwxm", judges="ABCD")

    mending = mend(asked, [*left, ("A", "m")])

    assert len(mending.given) == 1
    assert mending.given[0][0] in "CD"
    assert weakest_link([*left, ("A", "m"), *mending.given]) > 0


def test_a_late_juror_takes_untouched_seats_from_the_busiest():
    full = [(judge, entry) for judge in "AB" for entry in "wxyz"]

    mending = mend(wish(), full, movable=[seat for seat in full if seat != ("A", "w")])

    assert Counter(judge for judge, _ in mending.given) == {"C": 2}
    assert len(mending.taken) == 2
    assert ("A", "w") not in mending.taken


def test_signed_seats_of_somebody_who_left_count_and_are_not_moved():
    kept = [("Z", "w"), ("A", "w"), ("A", "x"), ("B", "x"), ("B", "y"), ("C", "y"), ("C", "z"), ("A", "z")]

    mending = mend(wish(), kept, movable=[("Z", "w")])

    assert not mending.changes_something


def test_who_is_in_conflict_or_full_gets_nothing_and_the_project_is_told_short():
    asked = wish(entries="wx", judges="AB", capacity=1, conflicts=[("B", "w")])

    mending = mend(asked, [("A", "x")])

    assert mending.given == [("B", "x")]
    assert mending.short == {"w": 2}


def test_a_plan_with_very_many_empty_seats_is_looked_at_now_and_then_only(monkeypatch):
    monkeypatch.setattr("hackathon.jury.repair.MOST_LOOKS", 2)

    mending = mend(wish(entries="uvwxyz"), [])

    assert len(mending.given) == 12
    assert mending.short == {}


def test_a_seat_that_only_a_barred_juror_could_take_over_stays():
    full = [("A", entry) for entry in "wxyz"]

    mending = mend(wish(judges="AB", k=1, conflicts=[("B", entry) for entry in "wxyz"]), full, movable=full)

    assert not mending.changes_something


@given(st.integers(3, 8), st.integers(4, 14), st.integers(2, 3), st.data())
def test_a_mended_plan_is_allowed_and_fills_what_can_be_filled(judges, entries, k, data):
    names, places = [f"J{n}" for n in range(judges)], [f"p{n:02}" for n in range(entries)]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(places))
    asked = Wish(places, [Judge(name) for name in names], k, data.draw(st.frozensets(pairs, max_size=6)), seed=1)
    drawn = plan(asked).seats
    gone = data.draw(st.sampled_from(names))
    kept = [seat for seat in drawn if seat[0] != gone]
    signed = data.draw(st.sets(st.sampled_from(kept))) if kept else set()
    left = Wish(places, [Judge(name) for name in names if name != gone], k, asked.conflicts)

    mending = mend(left, kept, movable=set(kept) - signed)

    after = (set(kept) - set(mending.taken)) | set(mending.given)
    on = Counter(entry for _, entry in after)
    assert signed <= after
    assert not after & asked.conflicts
    assert gone not in {judge for judge, _ in after}
    assert {entry: k - on[entry] for entry in places if on[entry] < k} == dict(mending.short)
    free = {entry: {judge.id for judge in left.judges if (judge.id, entry) not in asked.conflicts} for entry in places}
    assert all(len(free[entry]) < k for entry in mending.short)
