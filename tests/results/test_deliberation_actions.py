"""What the jury decides, votes and says: what is done, what is refused and why, and what it does to a frozen order."""

from collections.abc import Callable
from typing import Any

import pytest

from hackathon.errors import NotAllowed, RuleBroken
from hackathon.results import actions, deliberation_actions, deliberation_queries, evidence, publication_actions
from tests.jury.cast import Contest
from tests.results.deliberation import CODE, NEAR, WHY, by_chair, deliberating, frozen, order, standing_order, take_back
from tests.results.judged import do, prizes, publish, second

pytestmark = pytest.mark.usefixtures("session")


def test_the_chair_parts_a_tie_and_the_decision_is_about_the_tie_alone() -> None:
    contest = deliberating()

    order(contest, "owls", "foxes", "team-02")

    assert standing_order(contest) == [("owls", 1), ("foxes", 2), ("team-02", 3), ("team-03", 4)]
    assert frozen(contest)["decisions"] == [{"kind": "tie", "entries": ["owls", "foxes"], "prize": None, "reason": WHY}]


def test_the_jury_departs_from_the_order_where_the_scores_do_not_tell_it() -> None:
    contest = deliberating()

    order(contest, "team-02", "owls", "foxes")

    assert standing_order(contest) == [("team-02", 1), ("owls", 2), ("foxes", 3), ("team-03", 4)]
    assert [one["kind"] for one in frozen(contest)["decisions"]] == ["departure"]


@pytest.mark.parametrize(
    "entries",
    [["team-03", "team-02"], ["team-02", "team-03", "owls", "foxes"], ["owls", "team-02"], ["owls", "owls", "foxes"]],
)
def test_an_order_that_the_scores_tell_stands(entries: list[str]) -> None:
    contest = deliberating()

    with pytest.raises(RuleBroken, match="not the jury's to choose"):
        order(contest, *entries)


def test_the_order_that_stands_is_no_decision() -> None:
    contest = deliberating()
    order(contest, "owls", "foxes", "team-02")

    with pytest.raises(RuleBroken, match="as it stands"):
        order(contest, "owls", "foxes", "team-02")


def test_organisers_write_down_what_the_jury_decides_only_where_it_has_no_chair() -> None:
    contest = deliberating()

    with pytest.raises(NotAllowed, match="its chair writes down"):
        do(contest, deliberation_actions.decide_order, entries=NEAR, reason=WHY)
    with pytest.raises(NotAllowed, match="Only the chair"):
        do(contest, deliberation_actions.decide_order, entries=NEAR, reason=WHY, by=contest.jurors[1])


def test_the_jury_names_who_gets_a_prize_of_its_own_and_may_give_any_to_nobody() -> None:
    contest = deliberating()
    order(contest, "owls", "foxes", "team-02")

    by_chair(contest, deliberation_actions.decide_prize, position=CODE, entry="team-03", reason=WHY)
    by_chair(contest, deliberation_actions.decide_prize, position=3, entry=None, reason=WHY)

    publish(contest, do(contest, actions.freeze, note=""))
    assert prizes(contest) == [
        (1, "owls", False), (2, "foxes", False), (3, None, True), (4, "owls", False), (5, "team-02", False),
        (6, "team-03", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("position", "entry", "words"),
    [
        (1, "owls", "only declare it void"),
        (5, "team-03", "only declare it void"),
        (CODE, "nobody", "not in the order"),
    ],
)
def test_the_jury_cannot_give_what_the_scores_give(position: int, entry: str, words: str) -> None:
    contest = deliberating()

    with pytest.raises(RuleBroken, match=words):
        by_chair(contest, deliberation_actions.decide_prize, position=position, entry=entry, reason=WHY)


def test_a_prize_is_decided_once_until_the_decision_is_taken_back() -> None:
    contest = deliberating()
    decided = by_chair(contest, deliberation_actions.decide_prize, position=CODE, entry="owls", reason=WHY)

    with pytest.raises(RuleBroken, match="take that decision back first"):
        by_chair(contest, deliberation_actions.decide_prize, position=CODE, entry=None, reason=WHY)
    take_back(contest, decided.public_id)
    by_chair(contest, deliberation_actions.decide_prize, position=CODE, entry="foxes", reason=WHY)

    found = deliberation_queries.decisions_of(contest.event)
    assert [(one.entries, one.withdrawal) for one in found] == [(["owls"], "Fue un error."), (["foxes"], "")]
    assert (
        deliberation_queries.decision_to_take_back(contest.standing(contest.olu), "libertad", decided.public_id) is None
    )


def test_a_decision_is_taken_back_once() -> None:
    contest = deliberating()
    decided = order(contest, "owls", "foxes", "team-02")
    take_back(contest, decided.public_id)

    with pytest.raises(RuleBroken, match="taken back already"):
        by_chair(contest, deliberation_actions.take_back, decision=decided, reason="Otra vez.")

    assert standing_order(contest)[:2] == [("foxes", 1), ("owls", 1)]


def test_an_honourable_mention_stands_beside_the_order_once() -> None:
    contest = deliberating()
    order(contest, "owls", "foxes", "team-02")

    by_chair(contest, deliberation_actions.mention, entry="team-03", reason=WHY)

    with pytest.raises(RuleBroken, match="mention already"):
        by_chair(contest, deliberation_actions.mention, entry="team-03", reason=WHY)
    with pytest.raises(RuleBroken, match="not in the order"):
        by_chair(contest, deliberation_actions.mention, entry="nobody", reason=WHY)
    assert [one["kind"] for one in frozen(contest)["decisions"]] == ["tie", "mention"]


ACTS = {
    "another order": lambda contest: order(contest, "foxes", "owls", "team-02"),
    "a departure": lambda contest: order(contest, "team-02", "owls", "foxes"),
    "a void prize": lambda contest: by_chair(contest, deliberation_actions.decide_prize, position=2, entry=None, reason=WHY),
    "a prize given": lambda contest: by_chair(contest, deliberation_actions.decide_prize, position=CODE, entry="owls", reason=WHY),
    "a mention": lambda contest: by_chair(contest, deliberation_actions.mention, entry="team-03", reason=WHY),
    "a decision taken back": lambda contest: take_back(
        contest, deliberation_queries.decisions_of(contest.event)[0].public_id
    ),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_whatever_is_decided_after_the_freezing_voids_the_confirmed_hash(act: Callable[[Contest], Any]) -> None:
    contest = deliberating()
    order(contest, "owls", "foxes", "team-02")
    made = do(contest, actions.freeze, note="")
    do(contest, publication_actions.confirm, sha256=made.sha256, by=second(contest))

    act(contest)

    with pytest.raises(RuleBroken, match="changed after the order was frozen"):
        do(contest, publication_actions.publish, sha256=made.sha256)


def test_a_tie_on_a_void_prize_holds_nobody_up() -> None:
    contest = deliberating()
    for position in (1, 2, 4):
        by_chair(contest, deliberation_actions.decide_prize, position=position, entry=None, reason=WHY)

    assert evidence.order_of_merit(contest.event).ties_on_prizes() == [
        ["foxes", "owls"]
    ]  # the third place: both before it
    by_chair(contest, deliberation_actions.decide_prize, position=3, entry=None, reason=WHY)

    assert frozen(contest)["awards"][:4] == [[1, None], [2, None], [3, None], [4, None]]


def test_a_note_is_kept_with_who_and_when() -> None:
    contest = deliberating()

    do(contest, deliberation_actions.say, text="Dudamos de la licencia.", by=contest.jurors[1])

    (note,) = deliberation_queries.notes_of(contest.event)
    assert (note.text, note.author.name) == ("Dudamos de la licencia.", "Eva")
    with pytest.raises(NotAllowed, match="Only the jury and the organisers"):
        do(contest, deliberation_actions.say, text="Yo también.", by=contest.captains[0])
