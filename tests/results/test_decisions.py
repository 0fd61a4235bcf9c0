"""What a jury may decide about an order, what it may not, and the order after it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hackathon.errors import RuleBroken
from hackathon.results.decisions import apply_decisions, changed_part, decide_ties, depart, open_groups
from hackathon.results.merit import Decision
from tests.results.test_merit import ORDER, line


def test_a_decision_that_is_about_no_tie_any_more_is_left_out_and_the_others_hold() -> None:
    order = [line("owls", 1), line("foxes", 1), line("bees", 3)]

    gone, holds = Decision("tie", ["bees", "gone"]), Decision("tie", ["foxes", "owls"])

    decided, lapsed = apply_decisions(order, [gone, holds])

    assert [entry.entry for entry in decided] == ["foxes", "owls", "bees"]
    assert lapsed == [gone]


def test_a_mention_or_a_grant_lapses_with_its_project_and_a_void_prize_never() -> None:
    gone = [Decision("mention", ["gone"]), Decision("grant", ["gone"], prize=5)]
    holds = [Decision("mention", ["bees"]), Decision("grant", ["owls"], prize=5), Decision("void", prize=1)]

    assert apply_decisions(ORDER, [*gone, *holds])[1] == gone


def test_the_jury_departs_among_neighbours_that_the_scores_cannot_tell_apart() -> None:
    decided, lapsed = apply_decisions(
        ORDER, [Decision("departure", ["bees", "foxes"])], {("foxes", "bees"): 0.79, ("owls", "foxes"): 0.99}
    )

    assert [(one.entry, one.rank) for one in decided] == [("owls", 1), ("bees", 2), ("foxes", 3), ("ants", 4)]
    assert lapsed == []


@pytest.mark.parametrize("entries", [["owls", "bees"], ["owls"], [], ["owls", "gone"], ["foxes", "owls"]])
def test_a_departure_among_others_is_refused(entries: list[str]) -> None:
    with pytest.raises(RuleBroken, match=r"follow each other|tell these projects apart"):
        depart(ORDER, entries, {("owls", "foxes"): 0.80})


def test_the_chair_parts_a_tie_and_nothing_else_moves() -> None:
    order = [line("owls", 1), line("bees", 2), line("ants", 2), line("cats", 4)]

    decided = decide_ties(order, [["ants", "bees"]])

    assert [(one.entry, one.rank) for one in decided] == [("owls", 1), ("ants", 2), ("bees", 3), ("cats", 4)]


@pytest.mark.parametrize(
    "decision", [["owls", "bees"], ["ants"], ["ants", "bees", "owls"], ["ants", "ants"], ["nobody"], []]
)
def test_a_decision_about_what_is_not_tied_is_refused(decision: list[str]) -> None:
    order = [line("owls", 1), line("ants", 2), line("bees", 2)]

    with pytest.raises(RuleBroken, match="not tied"):
        decide_ties(order, [decision])


@given(st.permutations(["ants", "bees", "cats", "dogs"]), st.randoms())
def test_the_order_of_lines_never_matters(decision: list[str], random) -> None:
    order = [line(entry, 1) for entry in decision]
    shuffled = random.sample(order, k=len(order))

    assert decide_ties(shuffled, [decision]) == decide_ties(order, [decision])
    assert [one.entry for one in decide_ties(shuffled, [decision])] == list(decision)


CLOSE = {("owls", "foxes"): 0.6, ("foxes", "bees"): 0.79, ("bees", "ants"): 0.8}


def test_the_jury_may_order_whom_the_scores_do_not_tell_apart_and_who_is_tied() -> None:
    tied = [line("owls", 1), line("foxes", 1), line("bees", 3), line("cats", 4, None), line("dogs", 4, None)]

    assert open_groups(ORDER, CLOSE) == [["owls", "foxes", "bees"]]
    assert open_groups(ORDER, {}) == []
    assert open_groups(tied, {}) == [["owls", "foxes"]]
    assert open_groups([], CLOSE) == []


def test_who_stands_beyond_a_clear_step_is_told_apart_and_so_is_whom_nothing_compares() -> None:
    beyond = [line("owls", 1), line("bees", 2), line("ants", 3), line("eels", 4)]
    later = [line("owls", 1), replace(line("foxes", 2), round=2)]

    assert open_groups(beyond, CLOSE) == [["owls", "bees"]]
    assert open_groups(beyond, {**CLOSE, ("owls", "foxes"): 0.9}) == []
    assert open_groups(later, CLOSE) == []


@pytest.mark.parametrize(
    ("entries", "part"),
    [
        (["owls", "foxes", "bees", "ants"], []),
        (["owls", "bees", "foxes", "ants"], ["bees", "foxes"]),
        (["foxes", "owls", "bees"], ["foxes", "owls"]),
        (["bees", "foxes", "owls"], ["bees", "foxes", "owls"]),
    ],
)
def test_a_decision_is_about_that_part_of_an_order_which_it_changes(entries: list[str], part: list[str]) -> None:
    assert changed_part(ORDER, entries) == part


def test_a_tie_that_is_met_is_decided_whole() -> None:
    order = [line("owls", 1), line("ants", 2), line("bees", 2), line("cats", 4)]

    assert changed_part(order, ["owls", "ants", "bees", "cats"]) == ["ants", "bees"]
    assert changed_part(order, ["ants", "owls", "bees"]) == ["ants", "owls", "bees"]
