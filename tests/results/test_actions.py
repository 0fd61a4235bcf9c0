"""Prizes, the frozen order, its publication: what is done, what is refused and why."""

import json

import pytest
from sqlalchemy import func, select

from hackathon import jobs
from hackathon.database import db
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.jury.invitation_queries import accepted_invitations
from hackathon.jury.rubric_queries import rubric_of
from hackathon.outbox import Mail
from hackathon.results import actions, bundle, deliberation_actions, publication_actions
from hackathon.results.models import RankingBundle
from tests.factories import DELIBERATION, SCORING
from tests.jury.cast import Contest, set_clock, withdraw
from tests.results.judged import FOXES_BETTER, do, judged, prizes, publish

pytestmark = pytest.mark.usefixtures("session")


def test_the_best_gets_the_first_prize_and_a_missing_third_is_void() -> None:
    contest = judged(**FOXES_BETTER)
    frozen = do(contest, actions.freeze, note="")

    publish(contest, frozen)

    assert prizes(contest) == [(1, "foxes", False), (2, "owls", False), (3, None, True), (4, "foxes", False)]
    assert contest.event.results_published_at == DELIBERATION


def test_the_frozen_text_has_everything_and_its_hash() -> None:
    contest = judged(**FOXES_BETTER)

    frozen = do(contest, actions.freeze, note="")

    content = json.loads(frozen.content)
    assert frozen.sha256 == bundle.hash_of(frozen.content)
    assert [(line["entry"], line["rank"], line["score"]) for line in content["order"]] == [
        ("foxes", 1, "79.000000"),
        ("owls", 2, "74.000000"),
    ]
    (only,) = content["rounds"]
    assert only["by_criterion"]["foxes"]["open_data"] == "5.000000"
    assert only["coverage"] == [["foxes", 3, 0, 0], ["owls", 3, 0, 0]]
    assert len(only["judgements"]) == 2 * 3 * 6
    assert only["method"]["rubric_sha256"] == rubric_of(contest.event).sha256
    assert "Chi" not in frozen.content


def test_the_same_order_frozen_twice_is_the_same_text_but_for_its_instant() -> None:
    contest = judged(**FOXES_BETTER)

    first, second = (do(contest, actions.freeze, note="") for _ in range(2))

    one, other = (json.loads(frozen.content) for frozen in (first, second))
    assert one.pop("audit")["number"] < other.pop("audit")["number"]  # the first freezing is itself in the log
    assert one == other
    assert (first.number, second.number) == (1, 2)


def test_nothing_is_frozen_while_the_jury_scores() -> None:
    contest = judged()
    set_clock(SCORING)

    with pytest.raises(NotAllowed, match="once scoring is closed"):
        do(contest, actions.freeze, note="")


def test_only_organisers_freeze_and_publish() -> None:
    contest = judged(**FOXES_BETTER)

    with pytest.raises(NotAllowed, match="Only the organisers"):
        do(contest, actions.freeze, note="", by=contest.jurors[0])
    with pytest.raises(NotAllowed, match="Only the organisers"):
        do(contest, publication_actions.publish, sha256="", by=contest.captains[0])


def test_a_tie_on_a_prize_waits_for_the_chair() -> None:
    contest = judged()

    with pytest.raises(RuleBroken, match="tied on a prize"):
        do(contest, actions.freeze, note="")

    do(
        contest,
        deliberation_actions.decide_order,
        entries=["owls", "foxes"],
        reason="Their data story is the more honest one.",
    )
    frozen = do(contest, actions.freeze, note="")
    content = json.loads(frozen.content)
    assert [(line["entry"], line["rank"]) for line in content["order"]] == [("owls", 1), ("foxes", 2)]
    assert content["decisions"] == [
        {
            "kind": "tie",
            "entries": ["owls", "foxes"],
            "prize": None,
            "reason": "Their data story is the more honest one.",
        }
    ]


def test_an_order_that_the_scores_tell_is_not_the_jurys_to_choose() -> None:
    contest = judged(**FOXES_BETTER)

    with pytest.raises(RuleBroken, match="not the jury's to choose"):
        do(
            contest,
            deliberation_actions.decide_order,
            entries=["owls", "foxes"],
            reason="We like them better, that is all.",
        )


def test_missing_sheets_need_a_note_that_is_published() -> None:
    contest = Contest(jurors=2)
    for slug, change in (("owls", {}), ("foxes", FOXES_BETTER)):
        contest.score(contest.jurors[0], slug, **change)
    contest.sign(contest.jurors[0])
    set_clock(DELIBERATION)

    with pytest.raises(RuleBroken, match="never signed") as refused:
        do(contest, actions.freeze, note="")
    frozen = do(contest, actions.freeze, note="Eva fell ill on Sunday.")

    assert refused.value.field == "note"
    assert json.loads(frozen.content)["note"] == "Eva fell ill on Sunday."


def test_no_signed_sheet_is_nothing_to_rank() -> None:
    contest = Contest()
    set_clock(DELIBERATION)

    with pytest.raises(RuleBroken, match="nothing to rank"):
        do(contest, actions.freeze, note="x")


def test_published_results_never_change() -> None:
    contest = judged(**FOXES_BETTER)
    frozen = do(contest, actions.freeze, note="")
    publish(contest, frozen)

    for act, values in ((publication_actions.publish, {"sha256": frozen.sha256}), (actions.freeze, {"note": ""})):
        with pytest.raises(NotAllowed, match="published"):
            do(contest, act, **values)

    db.session.rollback()
    assert db.session.scalar(select(func.count(RankingBundle.id))) == 1


def test_everybody_who_took_part_is_told_once() -> None:
    contest = judged(**FOXES_BETTER)
    frozen = do(contest, actions.freeze, note="")
    publish(contest, frozen)

    jobs.run_due()
    jobs.HANDLERS["results.announce"](contest.event.id)

    told = list(db.session.scalars(select(Mail).where(Mail.key.like("results:%")).order_by(Mail.to)))
    assert [mail.to for mail in told] == [
        f"{name}@example.pe" for name in ("ada", "ben", "chi", "dan", "eva", "olu", "sol")
    ]
    assert all(frozen.public_sha256 in mail.text for mail in told)
    codes = {juror.person_id: juror.code for juror in accepted_invitations(contest.event)}
    assert [mail.to for mail in told if any(code in mail.text for code in codes.values())] == [
        f"{name}@example.pe" for name in ("chi", "dan", "eva")
    ]


def test_a_project_withdrawn_after_scoring_holds_nobody_up() -> None:
    contest = judged()  # a tie, which the chair decides
    do(contest, deliberation_actions.decide_order, entries=["foxes", "owls"], reason="El jurado lo vio así en la sala.")
    withdraw(contest, "foxes")

    frozen = do(contest, actions.freeze, note="")

    content = json.loads(frozen.content)
    assert [line["entry"] for line in content["order"]] == ["owls"]
    assert content["decisions"] == []
    publish(contest, frozen)
    assert prizes(contest)[0] == (1, "owls", False)
