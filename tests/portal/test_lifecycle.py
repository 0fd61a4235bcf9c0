"""The states of a request as functions: what may follow, and what must be said."""

from datetime import date

import pytest

from hackathon.portal.lifecycle import MOVES, OPEN, RequestState, is_open, may_move, missing, next_states


def test_every_state_says_what_may_follow():
    assert set(MOVES) == set(RequestState)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("new", ["in_review", "accepted", "published", "declined"]),
        ("in_review", ["accepted", "published", "declined"]),
        ("accepted", ["accepted", "published", "declined"]),
        ("published", ["in_review"]),
        ("declined", ["in_review"]),
    ],
)
def test_what_follows_a_state(before, after):
    assert next_states(before) == after
    assert {state for state in RequestState if may_move(before, state)} == set(after)


def test_nothing_becomes_new_again():
    assert [state for state in RequestState if may_move(state, "new")] == []


def test_somebody_waits_until_it_is_published_or_declined():
    assert {state for state in RequestState if is_open(state)} == OPEN == {"new", "in_review", "accepted"}


@pytest.mark.parametrize(
    ("state", "said", "lacking"),
    [
        ("in_review", {}, []),
        ("accepted", {}, ["responsible_unit", "promised_on"]),
        ("accepted", {"responsible_unit": "Salud", "promised_on": date(2026, 12, 1)}, []),
        ("published", {"answer": ""}, ["answer"]),
        ("declined", {"answer": "Son datos personales."}, []),
    ],
)
def test_what_a_state_needs(state, said, lacking):
    assert missing(state, **said) == lacking
