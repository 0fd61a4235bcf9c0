"""Drafts and signatures: what is stored, and what is refused with nothing stored."""

import pytest

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken, Stale
from hackathon.jury import actions
from tests.factories import CHECKING, DELIBERATION, at
from tests.jury.cast import FULL, Contest, set_clock, sheets_in_database
from tests.machinery.databases import both_databases

pytestmark = [pytest.mark.usefixtures("session"), both_databases]


def test_a_draft_is_kept_with_its_gaps_and_its_comment():
    contest = Contest()
    (chi,) = contest.jurors

    contest.score(chi, comment="Good use of data.", innovation=None, presentation=None)

    seat = next(seat for seat in contest.desk(chi).seats if seat.assignment.project.slug == "owls")
    assert seat.scores == {key: score for key, score in FULL.items() if key not in ("innovation", "presentation")}
    assert (seat.gaps, seat.state, seat.points) == (["innovation", "presentation"], "begun", 49)
    assert seat.sheet.comment == "Good use of data."


def test_saving_again_changes_adds_and_takes_back_scores():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi, innovation=None)

    contest.score(chi, innovation=1, viability=5, prototype=None)

    assert contest.desk(chi).with_state("begun")[0].scores == {
        "open_data": 4, "public_impact": 3, "innovation": 1, "viability": 5, "presentation": 5,
    }  # fmt: skip


def test_a_zero_is_a_score_and_a_blank_is_none():
    contest = Contest()
    (chi,) = contest.jurors

    contest.score(chi, innovation=0, viability=None)

    seat = contest.desk(chi).with_state("begun")[0]
    assert (seat.scores["innovation"], seat.gaps) == (0, ["viability"])


@pytest.mark.parametrize("score", [-1, 6])
def test_a_score_outside_the_scale_is_refused_at_its_field_and_nothing_stored(score):
    contest = Contest()

    with pytest.raises(RuleBroken, match="outside the scale") as refusal:
        contest.score(contest.jurors[0], innovation=score)

    assert refusal.value.field == "score_innovation"
    assert sheets_in_database() == [("foxes", "draft", None), ("owls", "draft", None)]


@pytest.mark.parametrize("instant", [CHECKING, DELIBERATION])
def test_nothing_is_saved_before_scoring_opens_or_after_it_closes(instant):
    contest = Contest()
    set_clock(instant)

    with pytest.raises(NotAllowed, match="Scoring is closed"):
        contest.score(contest.jurors[0])

    assert sheets_in_database() == [("foxes", "draft", None), ("owls", "draft", None)]


def test_the_closing_instant_of_scoring_is_too_late():
    contest = Contest()
    set_clock(contest.event.window("scoring").closes_at)

    with pytest.raises(NotAllowed):
        contest.score(contest.jurors[0])


def test_another_jurors_sheet_is_refused():
    contest = Contest(jurors=2)
    chi, eva = contest.jurors

    with transaction() as now, pytest.raises(NotAllowed, match="another juror's"):
        actions.save_sheet(contest.seat(chi), scores=FULL, comment="", by=contest.standing(eva), now=now)


def test_somebody_who_joined_the_team_meanwhile_cannot_score_it():
    contest = Contest()
    (chi,) = contest.jurors
    seat = contest.seat(chi).public_id
    with transaction() as now:
        member = contest.seat(chi).project.team_id
        db.session.execute(
            db.text("UPDATE membership SET person_id = :chi WHERE team_id = :team"), {"chi": chi.id, "team": member}
        )
        assert now

    with pytest.raises(NotAllowed, match="Nobody judges their own team"):
        contest.score(chi)
    assert seat


def test_signing_signs_whole_sheets_and_leaves_those_with_gaps():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi, "owls")
    contest.score(chi, "foxes", innovation=None)

    assert contest.sign(chi) == 1

    assert sheets_in_database() == [("foxes", "draft", 18), ("owls", "signed", 23)]


def test_after_signing_nothing_changes():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi)
    contest.sign(chi)

    with pytest.raises(NotAllowed, match="This sheet is signed"):
        contest.score(chi, open_data=0)

    assert sheets_in_database()[1] == ("owls", "signed", 23)


def test_the_rest_can_be_signed_later():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi, "owls")
    contest.sign(chi)
    contest.score(chi, "foxes")

    assert contest.sign(chi) == 1


def test_signing_nothing_is_refused():
    contest = Contest()
    contest.score(contest.jurors[0], innovation=None)

    with pytest.raises(RuleBroken, match="No sheet is ready to be signed"):
        contest.sign(contest.jurors[0])


def test_signing_out_of_time_is_refused():
    contest = Contest()
    contest.score(contest.jurors[0])
    set_clock(DELIBERATION)

    with pytest.raises(NotAllowed, match="Scoring is closed"):
        contest.sign(contest.jurors[0])


def test_one_signs_what_one_saw():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi)
    with transaction() as now:
        opened = contest.desk(chi)
        seen = opened.version
        # Another request of the same juror saves in between, behind this one's back.
        db.session.execute(db.text("UPDATE score_sheet SET version = version + 1"))
        assert opened.version == seen

        with pytest.raises(Stale, match="A sheet was saved after you opened this page"):
            actions.sign(opened, by=contest.standing(chi), now=now)
        db.session.rollback()

    assert sheets_in_database()[1] == ("owls", "draft", 23)


def test_the_first_signature_locks_the_rubric_and_keeps_its_hash():
    contest = Contest(jurors=2)
    chi, eva = contest.jurors
    contest.score(chi)
    contest.sign(chi)
    first = (contest.rubric().locked_at, contest.rubric().sha256)
    contest.score(eva)

    with at(contest.event.window("scoring").opens_at.replace(minute=50)):
        contest.sign(eva)

    assert first[0] is not None
    assert len(first[1]) == 64
    assert (contest.rubric().locked_at, contest.rubric().sha256) == first
