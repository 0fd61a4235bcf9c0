"""A round's draw: from a seed that is told, the same again, and what it lacks."""

from hackathon.jury.drawing import as_wish, draw, drawing_of, seed_of

ENTRIES, JUDGES = [f"p{n:02}" for n in range(12)], [f"J{n}" for n in range(6)]


def wish(k=3, capacity=None, conflicts=(), judges=JUDGES):
    return as_wish(entries=ENTRIES, judges=judges, capacity=capacity, k=k, conflicts=conflicts)


def test_the_seed_is_fixed_by_what_is_judged_and_by_whom_in_any_order():
    seed = seed_of(1, ENTRIES, JUDGES)

    assert seed == seed_of(1, ENTRIES[::-1], JUDGES[::-1])
    assert (
        len({seed, seed_of(2, ENTRIES, JUDGES), seed_of(1, ENTRIES[1:], JUDGES), seed_of(1, ENTRIES, JUDGES[1:])}) == 4
    )
    assert len(bytes.fromhex(seed)) == 32


def test_a_draw_gives_every_project_its_jurors_and_is_the_same_again():
    drawn = draw(wish(), seed=seed_of(1, ENTRIES, JUDGES), quorum=3)

    assert drawn == draw(wish(), seed=seed_of(1, ENTRIES, JUDGES), quorum=3)
    assert {drawn.at(entry) for entry in ENTRIES} == {3}
    assert set(drawn.loads.values()) == {6}
    assert (drawn.lacking, len(drawn.groups)) == ({}, 1)
    assert drawn.seats != draw(wish(), seed=seed_of(2, ENTRIES, JUDGES), quorum=3).seats


def test_without_a_number_everybody_judges_everything_but_what_they_must_not_whatever_the_capacity():
    drawn = draw(wish(k=None, capacity=1, conflicts=[("J0", "p00")]), seed="0" * 64, quorum=6)

    assert len(drawn.seats) == 71
    assert ("J0", "p00") not in drawn.seats
    assert drawn.lacking == {"p00": 1}
    assert drawn.groups == [JUDGES]


def test_what_capacity_does_not_allow_is_lacking_to_the_quorum():
    drawn = draw(wish(capacity=5), seed="0" * 64, quorum=3)

    assert sum(drawn.lacking.values()) == 6
    assert max(drawn.loads.values()) == 5


def test_a_jury_in_parts_is_told():
    apart = [("J0", "p00"), ("J1", "p00"), ("J2", "p01"), ("J3", "p02"), ("J2", "p02")]

    found = drawing_of(wish(), apart, quorum=1)

    assert found.groups == [["J0", "J1"], ["J2", "J3"]]
    assert found.link == 0
    assert found.loads["J5"] == 0
