"""The jurors vote where the chair asks them to: each once, until the vote is closed, and the order follows."""

import pytest

from hackathon.database import db
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.results import deliberation_queries
from tests.results.deliberation import (
    NEAR,
    asked,
    close,
    deliberating,
    frozen,
    order,
    vote,
)

pytestmark = pytest.mark.usefixtures("session")


def test_the_order_follows_the_votes_of_the_jurors() -> None:
    contest = deliberating()
    chi, eva, dan = contest.jurors
    asked(contest, *NEAR)
    for juror, entry in ((chi, "owls"), (eva, "team-02"), (dan, "owls"), (dan, "team-02")):
        vote(contest, juror, entry)  # Dan changes his mind
    close(contest)

    with pytest.raises(RuleBroken, match="voted otherwise"):
        order(contest, "owls", "team-02", "foxes")
    order(contest, "team-02", "owls", "foxes")

    (decision,) = frozen(contest)["decisions"]
    assert (decision["entries"], decision["votes"]) == (["team-02", "owls", "foxes"], [2, 1, 0])


def test_a_vote_is_closed_before_its_order_is_decided_and_nobody_votes_afterwards() -> None:
    contest = deliberating()
    asked(contest, *NEAR)
    vote(contest, contest.jurors[0], "owls")

    with pytest.raises(RuleBroken, match="still voting"):
        order(contest, "owls", "foxes", "team-02")
    with pytest.raises(RuleBroken, match="voting on these projects already"):
        asked(contest, *NEAR)
    close(contest)
    with pytest.raises(NotAllowed, match="closed this vote"):
        vote(contest, contest.jurors[1], "owls")
    with pytest.raises(RuleBroken, match="closed already"):
        close(contest)


def test_a_vote_is_for_one_of_its_projects_and_about_those_whose_order_is_open() -> None:
    contest = deliberating()
    asked(contest, *NEAR)

    with pytest.raises(RuleBroken, match="Choose one of these"):
        vote(contest, contest.jurors[1], "team-03")
    with pytest.raises(RuleBroken, match="not the jury's to choose"):
        asked(contest, "team-02", "team-03")


def test_a_vote_that_nobody_took_part_in_leaves_the_order_to_the_chair() -> None:
    contest = deliberating()
    asked(contest, *NEAR)
    close(contest)

    order(contest, "owls", "foxes", "team-02")

    assert "votes" not in frozen(contest)["decisions"][0]


def test_who_stepped_aside_from_one_of_the_projects_does_not_vote_on_them() -> None:
    contest = deliberating()
    asked(contest, *NEAR)
    assert deliberation_queries.voters_of(contest.event, NEAR) == {one.id for one in contest.jurors}
    db.session.execute(
        db.text(
            "INSERT INTO recusal (assignment_id, kind, cause, recused_at) SELECT a.id, 'own', 'Los conozco', a.seated_at "
            "FROM jury_assignment a JOIN project p ON p.id = a.project_id WHERE p.slug = 'owls' AND a.juror_id = :eva"
        ),
        {"eva": contest.jurors[1].id},
    )

    assert deliberation_queries.voters_of(contest.event, NEAR) == {contest.jurors[0].id, contest.jurors[2].id}
