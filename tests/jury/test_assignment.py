"""The plan of a jury: even, allowed, whole, and the same for anybody who draws it again."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.dice import Dice
from hackathon.errors import RuleBroken
from hackathon.jury.assignment import Judge, Wish, link, plan
from hackathon.jury.seating import Seating


def wish(entries, judges, k, *, capacity=None, conflicts=(), seed=1):
    named = [Judge(f"j{number:03}", capacity) for number in range(judges)]
    return Wish([f"p{number:03}" for number in range(entries)], named, k, frozenset(conflicts), seed)


def judges_of(drawn):
    found = defaultdict(set)
    for judge, entry in drawn.seats:
        found[entry].add(judge)
    return found


def meetings(drawn):
    """How often each pair of judges meets."""
    return Counter((one, other) for on in judges_of(drawn).values() for one in on for other in on if one < other)


@pytest.mark.parametrize(("entries", "judges", "k"), [(8, 5, 4), (40, 12, 4), (40, 12, 3), (100, 25, 4), (9, 9, 2)])
def test_a_plan_is_whole_even_and_linked(entries, judges, k):
    drawn = plan(wish(entries, judges, k))

    assert {len(on) for on in judges_of(drawn).values()} == {k}
    assert len(judges_of(drawn)) == entries
    assert max(drawn.loads.values()) - min(drawn.loads.values()) <= 1
    assert (drawn.short, len(drawn.groups), drawn.remarks()) == ({}, 1, [])


def test_everybody_judges_everything_where_that_is_asked():
    drawn = plan(wish(4, 3, 3))

    assert len(drawn.seats) == len(set(drawn.seats)) == 12


def test_pairs_meet_as_evenly_as_can_be():
    drawn = plan(wish(40, 12, 4))
    pairs, met = 66, meetings(drawn)

    least = 40 * 6 / pairs
    assert sum(number**2 for number in met.values()) <= 1.05 * pairs * least**2
    assert max(met.values()) <= least + 3


def test_nobody_judges_what_they_must_not():
    conflicts = {(f"j{number:03}", f"p{number:03}") for number in range(5)} | {("j000", f"p{n:03}") for n in range(6)}

    drawn = plan(wish(8, 5, 3, conflicts=conflicts))

    assert not set(drawn.seats) & conflicts
    assert drawn.short == {}


def test_time_is_never_overdrawn_and_what_is_short_is_said_with_its_remedy():
    drawn = plan(wish(10, 4, 3, capacity=7))

    assert max(drawn.loads.values()) == 7
    assert sum(drawn.short.values()) == 30 - 28
    assert "more judges, or more time" in str(drawn.remarks()[0])


def test_loads_follow_the_time_that_each_has():
    judges = [Judge("short", 4), *(Judge(f"long{number}", 12) for number in range(3))]

    drawn = plan(Wish([f"p{number}" for number in range(10)], judges, 3))

    assert drawn.short == {}
    assert drawn.loads["short"] == 3
    assert {drawn.loads[f"long{number}"] for number in range(3)} == {9}


def test_others_make_room_where_nobody_is_free():
    """The last entries could only be judged by somebody whose time went elsewhere."""
    entries = [f"p{number}" for number in range(6)]
    picky = {("b", entry) for entry in entries[3:]}

    drawn = plan(Wish(entries, [Judge("a", 3), Judge("b", 3)], 1, frozenset(picky), 3))

    assert drawn.short == {}
    assert {entry for judge, entry in drawn.seats if judge == "b"} == set(entries[:3])


def test_a_jury_that_falls_apart_is_told_and_so_is_whoever_has_nothing_to_do():
    apart = {("a", "p2"), ("a", "p3"), ("b", "p2"), ("b", "p3"), ("c", "p0"), ("c", "p1"), ("d", "p0"), ("d", "p1")}
    judges = [*map(Judge, "abcd"), Judge("idle", 0)]

    drawn = plan(Wish(["p0", "p1", "p2", "p3"], judges, 2, frozenset(apart)))

    assert drawn.groups == [["a", "b"], ["c", "d"]]
    assert [str(remark) for remark in drawn.remarks()] == [
        "Without anything to judge: idle.",
        "These parts of the jury share no entry, so that ranking across them is a guess: a, b; c, d.",
    ]


def test_parts_without_a_link_change_places_until_there_is_one():
    apart = Seating(4, [2] * 4, set())
    for judge, entry in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 2), (3, 2), (2, 3), (3, 3)]:
        apart.seat(judge, entry)

    link(apart, Dice("any"))

    assert apart.groups() == [{0, 1, 2, 3}]
    assert [apart.load(judge) for judge in range(4)] == [2] * 4


def test_whoever_has_no_time_left_is_passed_over():
    seating = Seating(2, [1, 1], set())
    seating.shuffle(Dice("any"))
    seating.seat(0, 0)
    seating.seat(1, 1)

    assert seating.best_free(0) is None


def test_one_judge_for_each_entry_links_nobody():
    assert len(plan(wish(3, 3, 1)).groups) == 3


def test_a_jury_without_any_time_leaves_everything_short():
    drawn = plan(wish(2, 2, 1, capacity=0))

    assert (drawn.seats, drawn.groups, drawn.short) == ([], [], {"p000": 1, "p001": 1})


def test_the_same_seed_draws_the_same_plan_whatever_the_order_and_another_seed_another():
    drawn = wish(20, 8, 3)
    turned = Wish(drawn.entries[::-1], drawn.judges[::-1], 3, drawn.conflicts, 1)

    assert plan(turned) == plan(drawn)
    assert plan(wish(20, 8, 3, seed=2)).seats != plan(drawn).seats


@given(st.data())
def test_every_plan_is_allowed_and_short_only_where_nothing_else_is_possible(data):
    entries, judges = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 6))
    k = data.draw(st.integers(1, judges))
    pairs = [(f"j{judge:03}", f"p{entry:03}") for judge in range(judges) for entry in range(entries)]
    barred = data.draw(st.sets(st.sampled_from(pairs), max_size=len(pairs) // 2))
    capacity = data.draw(st.integers(0, entries))

    drawn = plan(wish(entries, judges, k, capacity=capacity, conflicts=barred))

    assert not set(drawn.seats) & barred
    assert len(set(drawn.seats)) == len(drawn.seats)
    assert all(load <= capacity for load in drawn.loads.values())
    assert all(len(on) <= k for on in judges_of(drawn).values())
    assert len(drawn.seats) == most_seats(entries, judges, k, capacity, barred)


def most_seats(entries, judges, k, capacity, barred):
    """How many seats any plan can fill."""
    allowed = {
        entry: [judge for judge in range(judges) if (f"j{judge:03}", f"p{entry:03}") not in barred]
        for entry in range(entries)
    }
    flow = Flow(allowed, capacity)
    return sum(flow.grows(entry, set()) for entry in range(entries) for _ in range(k))


class Flow:
    """The textbook's way, one seat at a time: whoever has no time left hands another entry on."""

    def __init__(self, allowed, capacity):
        self.allowed, self.capacity, self.sits = allowed, capacity, set()

    def grows(self, entry, seen):
        """Whether this entry gets one more judge."""
        for judge in self.allowed[entry]:
            if (judge, entry) not in self.sits and judge not in seen:
                seen.add(judge)
                if self.has_room(judge, seen):
                    self.sits.add((judge, entry))
                    return True
        return False

    def has_room(self, judge, seen):
        taken = [entry for one, entry in self.sits if one == judge]
        if len(taken) < self.capacity:
            return True
        for entry in taken:
            if self.grows(entry, seen):
                self.sits.remove((judge, entry))
                return True
        return False


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"entries": ["a", "a"]}, "The entry “a” is listed twice."),
        ({"judges": [Judge("x"), Judge("x")]}, "The judge “x” is listed twice."),
        ({"entries": []}, "A plan needs entries and judges."),
        ({"judges": []}, "A plan needs entries and judges."),
        ({"k": 0}, "at least one judge"),
        ({"judges": [Judge("x", -1)]}, "below zero"),
        ({"conflicts": {("x", "z")}}, "not listed"),
        ({"conflicts": {("z", "a")}}, "not listed"),
    ],
)
def test_a_wish_that_contradicts_itself_is_refused(changed, words):
    plain = {"entries": ["a"], "judges": [Judge("x")], "k": 1}

    with pytest.raises(RuleBroken, match=words):
        plan(Wish(**(plain | changed)))
