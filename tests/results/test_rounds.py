"""Results of several rounds, and what an exclusion does to an order that was frozen already."""

import json

import pytest

from hackathon.database import transaction
from hackathon.errors import RuleBroken
from hackathon.jury import exclusion_actions, round_actions, round_queries
from hackathon.jury.models import RoundKind
from hackathon.jury.round_actions import RoundText
from hackathon.results import actions, evidence, publication_actions
from hackathon.results.verification import findings
from tests.factories import DELIBERATION
from tests.jury.cast import Contest, set_clock
from tests.results.judged import FOXES_BETTER, do, judged, publish, second

pytestmark = pytest.mark.usefixtures("session")


def score_all(contest, **less):
    """Every juror scores and signs what lies before them; `owls=2` takes two off a criterion of theirs."""
    for juror in contest.jurors:
        for seat in contest.desk(juror).seats:
            slug = seat.assignment.project.slug
            contest.score(juror, slug, innovation=5 - less.get(slug.replace("-", "_"), 0))
        contest.sign(juror)


@pytest.fixture
def two_rounds():
    """The Owls lead the first round before the Foxes and the Bears; the Foxes win the final against the Owls."""
    contest = Contest(projects=3, jurors=3, is_open=False)
    texts = [RoundText(RoundKind.FIRST, finalists_wanted=2), RoundText(RoundKind.FINAL)]
    with transaction() as now:
        round_actions.plan_rounds(contest.event, texts, by=contest.standing(contest.olu), now=now)
    contest.open_round()
    score_all(contest, foxes=1, team_02=2)
    with transaction() as now:
        first = round_queries.rounds_of(contest.event)[0]
        round_actions.close_round(first, quorum=3, reason="", by=contest.standing(contest.olu), now=now)
    contest.open_round()
    score_all(contest, owls=3)
    set_clock(DELIBERATION)
    return contest


def test_the_final_decides_and_the_others_follow_in_the_order_of_the_first_round(two_rounds):
    order = evidence.order_of_merit(two_rounds.event)

    assert [(line.entry, line.rank, line.round) for line in order.lines] == [
        ("foxes", 1, 2),
        ("owls", 2, 2),
        ("team-02", 3, 1),
    ]


def test_the_frozen_text_of_two_rounds_proves_itself(two_rounds):
    frozen = do(two_rounds, actions.freeze, note="")

    content = json.loads(frozen.content)
    assert [(part["number"], part["kind"]) for part in content["rounds"]] == [(1, "first"), (2, "final")]
    assert content["rounds"][1]["contest"]["entries"] == ["foxes", "owls"]
    assert findings(frozen.content.encode()) == []
    assert findings(frozen.public_content.encode()) == []


def seat(contest, juror, slug="owls"):
    own = contest.seat(contest.jurors[juror], slug).public_id
    return round_queries.overseen_seat(contest.standing(contest.olu), "libertad", own)


def excluded(contest, juror=0):
    with transaction() as now:
        exclusion_actions.exclude_sheet(
            seat(contest, juror), reason="A conflict.", by=contest.standing(contest.olu), now=now
        )


def test_an_exclusion_voids_the_hash_that_was_confirmed():
    contest = judged(**FOXES_BETTER)
    frozen = do(contest, actions.freeze, note="")
    do(contest, publication_actions.confirm, sha256=frozen.sha256, by=second(contest))

    excluded(contest)

    with pytest.raises(RuleBroken, match="changed after the order was frozen"):
        do(contest, publication_actions.publish, sha256=frozen.sha256)
    again = do(contest, actions.freeze, note="One sheet is excluded.")
    assert again.sha256 != frozen.sha256
    assert publish(contest, again).bundle_id == again.id


def test_what_is_excluded_stands_in_the_proof_with_its_reason_and_in_no_number():
    contest = judged(**FOXES_BETTER)
    excluded(contest)
    with transaction() as now:
        exclusion_actions.exclude_juror(
            contest.invitation("eva@example.pe"), reason="Took money.", by=contest.standing(contest.olu), now=now
        )

    frozen = do(contest, actions.freeze, note="Two are excluded.")

    (only,) = json.loads(frozen.content)["rounds"]
    reasons = sorted((entry, reason) for _, entry, reason in only["excluded"])
    assert reasons == [("foxes", "Took money."), ("owls", "A conflict."), ("owls", "Took money.")]
    assert {(judge, entry) for judge, entry, _ in only["excluded"]}.isdisjoint(
        (judge, entry) for judge, entry, *_ in only["judgements"]
    )
    assert findings(frozen.content.encode()) == []
    assert findings(frozen.public_content.encode()) == []
