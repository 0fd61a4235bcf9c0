"""How the jury hangs together, and numbers that depend on nobody's name."""

import numpy as np
import pytest

from hackathon.jury.links import parts, register, weak_link
from tests.jury.panels import everybody, jury, rotation


def test_parts_share_no_entry():
    seats = [("chi", "owls"), ("eva", "owls"), ("dan", "bees"), ("eva", "ants"), ("fay", "ants"), ("gil", "elks")]

    assert parts(seats) == [["chi", "eva", "fay"], ["dan"], ["gil"]]
    assert parts([]) == []


def test_the_numbers_depend_on_no_name_and_no_order():
    totals = jury()
    other_names = {f"j{number}": f"p{7 - number}" for number in range(8)}
    renamed = {(other_names[judge], entry[::-1]): total for (judge, entry), total in reversed(totals.items())}

    one, other = register(totals), register(renamed)

    for field in ("entry", "judge", "total"):
        assert np.array_equal(getattr(one.panel, field), getattr(other.panel, field))
    assert [name[::-1] for name in other.entries] == one.entries
    assert other.judges == [other_names[name] for name in one.judges]


def test_twins_get_numbers_that_fit_each_other():
    # Two pairs that mirror each other: owls are to chi what bees are to dan, whatever they are called.
    mirrored = {("chi", "owls"): 60, ("dan", "owls"): 50, ("chi", "bees"): 50, ("dan", "bees"): 60}
    crossed = {("dan", "owls"): 60, ("chi", "owls"): 50, ("dan", "bees"): 50, ("chi", "bees"): 60}

    assert np.array_equal(register(mirrored).panel.total, register(crossed).panel.total)


def test_of_very_many_twins_some_are_left_to_their_names(monkeypatch):
    monkeypatch.setattr("hackathon.jury.links._TWINS_TOLD_APART", 0)

    assert register(dict.fromkeys(jury(), 50)).entries == sorted(f"e{number}" for number in range(20))


def test_a_register_of_nothing_is_empty():
    assert register({}).panel.total.size == 0


def halves(bridges):
    """Two juries of five with twelve entries each, and so many entries that one judge of each half scored."""
    seats = [(judge, entry) for judge, entry in rotation(12, 5, 3)]
    seats += [(5 + judge, 12 + entry) for judge, entry in rotation(12, 5, 3)]
    return seats + [(side + bridge, 24 + bridge) for bridge in range(bridges) for side in (0, 5)]


@pytest.mark.parametrize("bridges", [1, 2])
def test_halves_that_few_entries_link_are_found(bridges):
    found = register(jury(30, 10, seats=halves(bridges)))

    weak = weak_link(found.panel)

    assert sorted(found.judges[number] for number in weak.judges) in (
        [f"j{n}" for n in range(5)],
        [f"j{n}" for n in range(5, 10)],
    )
    assert sorted(found.entries[number] for number in weak.entries) == [f"e{24 + bridge}" for bridge in range(bridges)]


def test_a_small_part_is_named_and_not_the_rest():
    seats = [*everybody(10, 7), *((7 + judge, 10 + entry) for judge, entry in everybody(9, 2)), (0, 30), (7, 30)]

    found = register(jury(31, 9, seats=seats))

    assert sorted(found.judges[number] for number in weak_link(found.panel).judges) == ["j7", "j8"]


@pytest.mark.parametrize("seats", [rotation(40, 12, 4), everybody(5, 8), everybody(2, 8)])
def test_an_ordinary_plan_has_no_weak_link(seats):
    assert weak_link(register(jury(40, 12, seats=seats)).panel) is None
