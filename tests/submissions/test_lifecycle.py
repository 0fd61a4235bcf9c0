"""States and what is missing, as functions."""

import pytest

from hackathon.submissions.lifecycle import MOVES, REQUIRED, ProjectState, may_move, missing

FULL = dict.fromkeys(REQUIRED, "something")


def test_a_withdrawn_project_stays_withdrawn():
    assert {after for after in ProjectState if may_move("withdrawn", after)} == set()


def test_every_state_says_what_may_follow():
    assert set(MOVES) == set(ProjectState)


def test_what_is_handed_in_may_be_replaced_and_taken_back():
    assert may_move("submitted", "submitted")
    assert may_move("submitted", "draft")
    assert may_move("draft", "submitted")
    assert not may_move("draft", "draft")


@pytest.mark.parametrize("name", REQUIRED)
def test_each_required_part_is_missed(name):
    assert missing(FULL | {name: ""}) == [name]


def test_nothing_is_missing_from_a_whole_project():
    assert missing(FULL) == []
