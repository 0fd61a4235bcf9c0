"""Closing a round, and the final among its finalists."""

from collections import Counter
from fractions import Fraction

import pytest

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.jury import exclusion_actions, outcome, queries, round_actions
from hackathon.jury.models import RoundKind
from hackathon.jury.ranking import rank
from hackathon.jury.round_actions import RoundText
from tests.jury.cast import Contest, withdraw
from tests.jury.rounds import FINAL, close, planned, rounds, score_all, seats

pytestmark = pytest.mark.usefixtures("session")


def test_a_finished_round_closes_without_a_word_and_keeps_its_coverage():
    contest = Contest(projects=2, jurors=2, is_open=False)
    planned(contest, RoundText(quorum=2))
    contest.open_round()
    for juror in contest.jurors:
        score_all(contest, juror)

    close(contest, quorum=2, reason="")

    assert rounds(contest)[0].coverage == [["foxes", 2, 0, 0], ["owls", 2, 0, 0]]
    assert not rounds(contest)[0].is_open


def test_an_unfinished_round_closes_with_a_reason_only():
    contest = Contest(projects=1, jurors=2)
    score_all(contest, contest.jurors[0])

    with pytest.raises(RuleBroken, match="Say why the round is closed") as refusal:
        close(contest, quorum=1, reason="")
    close(contest, quorum=1, reason="Eva missed her bus.")

    assert refusal.value.field == "reason"
    assert rounds(contest)[0].quorum == 1
    noted = db.session.execute(
        db.text("SELECT changes FROM audit_entry WHERE action = 'jury.round_closed'")
    ).scalar_one()
    assert "Eva missed her bus." in str(noted)


def test_below_the_quorum_no_round_closes_unless_it_is_lowered_with_a_reason():
    contest = Contest(projects=1, jurors=1)
    score_all(contest, contest.jurors[0])

    with pytest.raises(RuleBroken, match="Fewer signed sheets than the quorum: owls"):
        close(contest, quorum=3)
    with pytest.raises(RuleBroken, match="Say why"):
        close(contest, quorum=1, reason="")


def test_after_closing_nobody_saves_or_signs():
    contest = Contest(projects=2, jurors=1)
    chi = contest.jurors[0]
    contest.score(chi, "owls")
    seat = contest.seat(chi, "foxes")
    close(contest)

    with pytest.raises(NotAllowed, match="round is closed"):
        contest.score(chi, "foxes")
    with pytest.raises(NotAllowed, match="round is closed"):
        contest.sign(chi)
    assert queries.my_assignment(contest.standing(chi), "libertad", seat.public_id) is not None


def test_a_round_is_closed_once():
    contest = Contest(projects=1, jurors=1)
    close(contest)

    with pytest.raises(NotAllowed, match="round is closed"):
        close(contest)


@pytest.fixture
def judged():
    """A first round of four projects by three jurors, signed: the Owls and the Foxes lead."""
    contest = Contest(projects=4, jurors=3, is_open=False)
    planned(contest, RoundText(RoundKind.FIRST, quorum=3, finalists_wanted=2), FINAL)
    contest.open_round()
    for juror in contest.jurors:
        score_all(contest, juror, foxes=1, team_02=2, team_03=3)
    return contest


def test_the_final_waits_for_the_first_round_to_close(judged):
    with pytest.raises(RuleBroken, match="Close the first round"):
        judged.open_round()


def test_the_final_is_among_the_finalists_for_all_jurors_and_decides(judged):
    close(judged, quorum=3, reason="")
    judged.open_round()
    for juror in judged.jurors:
        score_all(judged, juror, owls=4)

    first, final = outcome.round_outcomes(judged.event)
    assert seats(judged, 2) == {(name, slug) for name in ("Chi", "Eva", "Dan") for slug in ("owls", "foxes")}
    assert (first.kind, final.kind, final.carries_over) == ("first", "final", False)
    assert (sorted(first.contest.entries), sorted(final.contest.entries)) == (
        ["foxes", "owls", "team-02", "team-03"],
        ["foxes", "owls"],
    )
    assert len(first.judgements) == 4 * 3 * 6
    assert len(final.judgements) == 2 * 3 * 6
    assert [(line.project, line.signed) for line in final.coverage] == [("foxes", 3), ("owls", 3)]


def test_what_is_carried_over_counts_and_is_not_judged_again(judged):
    planned(judged, RoundText(RoundKind.FIRST), RoundText(RoundKind.FINAL, quorum=3, carries_over=True))
    close(judged, quorum=3, reason="")
    judged.jurors.append(judged.juror("Fay"))
    judged.open_round()

    assert seats(judged, 2) == {("Fay", "owls"), ("Fay", "foxes")}
    score_all(judged, judged.jurors[3])
    final = outcome.round_outcomes(judged.event)[1]
    assert Counter(cell.entry for cell in final.judgements) == {"owls": 4 * 6, "foxes": 4 * 6}
    assert [(line.project, line.signed) for line in final.coverage] == [("foxes", 4), ("owls", 4)]


def test_without_a_signed_sheet_there_is_nobody_to_send_on():
    contest = Contest(projects=2, jurors=1, is_open=False)
    planned(contest, RoundText(RoundKind.FIRST, quorum=1, finalists_wanted=2), FINAL)
    contest.open_round()
    close(contest)

    with pytest.raises(RuleBroken, match="nobody to send on"):
        contest.open_round()


def test_where_no_probability_can_be_computed_the_organiser_says_a_number(judged):
    with transaction():
        db.session.execute(db.text("UPDATE judging_round SET finalists_wanted = NULL"))
    for juror in ("eva", "dan"):
        with transaction() as now:
            by = judged.standing(judged.olu)
            exclusion_actions.exclude_juror(judged.invitation(f"{juror}@example.pe"), reason="x", by=by, now=now)
    close(judged)

    with pytest.raises(RuleBroken, match="say how many go on") as refusal, transaction() as now:
        round_actions.open_round(judged.event, by=judged.standing(judged.olu), now=now)
    with transaction() as now:
        round_actions.open_round(judged.event, wanted=2, by=judged.standing(judged.olu), now=now)

    assert refusal.value.field == "wanted"
    assert seats(judged, 2) == {("Chi", "owls"), ("Chi", "foxes")}


def test_a_finalist_that_withdraws_leaves_the_final(judged):
    close(judged, quorum=3, reason="")
    judged.open_round()
    withdraw(judged, "owls")

    assert list(outcome.round_outcomes(judged.event)[1].contest.entries) == ["foxes"]


def test_before_any_round_there_is_one_outcome_without_a_score():
    contest = Contest(projects=1, jurors=1, is_open=False)

    (only,) = outcome.round_outcomes(contest.event)

    assert (only.kind, only.judgements, [line.project for line in only.coverage]) == ("single", [], ["owls"])


def test_without_a_number_the_fewest_go_on_that_hold_the_best_with_the_stated_probability():
    contest = Contest(projects=5, jurors=4, is_open=False)
    planned(contest, RoundText(RoundKind.FIRST, quorum=2), FINAL)
    contest.open_round()
    for number, juror in enumerate(contest.jurors):
        score_all(contest, juror, foxes=number % 2, team_02=3, team_03=4, team_04=5)
    close(contest, quorum=2, reason="")
    done = outcome.outcome_of(rounds(contest)[0])
    chances = {place.entry: place.p_first for place in rank(done.contest, done.judgements, method="calibrated").places}

    contest.open_round()

    chosen = rounds(contest)[1].finalists
    assert chosen == ["foxes", "owls"]
    assert sum(chances[entry] for entry in chosen) >= Fraction(95, 100)
    assert {seat[1] for seat in seats(contest, 2)} == {"foxes", "owls"}
