"""The round, the sheets, stepping aside and signing: what is stored, and what is refused with nothing stored."""

import pytest

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken, Stale
from hackathon.jury import actions, queries
from hackathon.jury.models import JuryAssignment
from tests.factories import CHECKING, DELIBERATION, HACKING, at, person
from tests.jury.cast import FULL, Contest, project, set_clock, sheets_in_database, team

pytestmark = pytest.mark.usefixtures("session")


def test_everybody_gets_a_seat_at_every_project():
    contest = Contest(projects=3, jurors=2)

    assert [len(contest.desk(juror).seats) for juror in contest.jurors] == [3, 3]


def test_each_juror_meets_the_projects_in_an_order_of_their_own():
    contest = Contest(projects=8, jurors=2)

    one, other = ([seat.assignment.project.slug for seat in contest.desk(juror).seats] for juror in contest.jurors)

    assert sorted(one) == sorted(other)
    assert one != other


def test_opening_again_seats_only_whoever_came_since():
    contest = Contest(jurors=1)
    before = contest.seat(contest.jurors[0]).public_id
    eva = contest.juror("Eva")

    contest.open_round()

    assert contest.seat(contest.jurors[0]).public_id == before
    assert len(contest.desk(eva).seats) == 2


def test_a_juror_who_accepts_after_the_opening_has_seats_at_once():
    contest = Contest(jurors=1)

    eva = contest.juror("Eva")

    assert len(contest.desk(eva).seats) == 2


@pytest.mark.parametrize(
    ("projects", "jurors", "reason"),
    [(0, 1, "No project was handed in"), (2, 0, "No juror has accepted yet")],
)
def test_a_round_without_projects_or_jurors_does_not_open(projects, jurors, reason):
    contest = Contest(projects=projects, jurors=jurors, is_open=False)

    with pytest.raises(RuleBroken, match=reason):
        contest.open_round()


def test_a_round_does_not_open_while_projects_can_change():
    contest = Contest(is_open=False)
    set_clock(HACKING)

    with pytest.raises(NotAllowed, match="Submissions are still open"):
        contest.open_round()


def test_nobody_is_seated_at_their_own_team():
    contest = Contest(is_open=False)
    chi = contest.jurors[0]
    late = team(contest.event, chi, "Sparrows")  # slipped in behind the rule that refuses it
    project(late, chi, title="Sparrows at work")

    contest.open_round()

    assert sorted(seat.assignment.project.slug for seat in contest.desk(chi).seats) == ["foxes", "owls"]


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
        member = db.session.get(JuryAssignment, contest.seat(chi).id).project.team_id
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


def test_stepping_aside_takes_the_seat_away_and_keeps_the_cause():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi)
    with transaction() as now:
        actions.recuse(contest.seat(chi), cause="I advised them", by=contest.standing(chi), now=now)

    seat = contest.seat(chi)
    assert seat.recusal.cause == "I advised them"
    with pytest.raises(NotAllowed, match="You stepped aside"):
        contest.score(chi)
    with pytest.raises(NotAllowed, match="stepped aside from this project already"), transaction() as now:
        actions.recuse(contest.seat(chi), cause="Again", by=contest.standing(chi), now=now)


def test_a_signed_sheet_is_not_stepped_aside_from():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi)
    contest.sign(chi)

    with pytest.raises(NotAllowed, match="This sheet is signed"), transaction() as now:
        actions.recuse(contest.seat(chi), cause="Too late", by=contest.standing(chi), now=now)


def test_a_declared_conflict_is_a_recusal_from_the_first_moment():
    contest = Contest(jurors=0, is_open=False)
    owls = contest.projects[0].team_id
    chi = contest.juror("Chi", conflicts=(owls,))

    contest.open_round()

    assert [seat.assignment.project.slug for seat in contest.desk(chi).with_state("recused")] == ["owls"]
    assert contest.seat(chi, "owls").recusal.cause == "I know them"


def test_the_desk_leads_on_to_the_next_sheet_with_gaps_and_round_to_the_beginning():
    contest = Contest(projects=3)
    (chi,) = contest.jurors
    first, second, third = (seat.assignment for seat in contest.desk(chi).seats)
    contest.score(chi, second.project.slug)

    desk = contest.desk(chi)

    assert desk.after(first).assignment.id == third.id
    assert desk.after(third).assignment.id == first.id
    contest.score(chi, first.project.slug)
    contest.score(chi, third.project.slug)
    assert contest.desk(chi).after(first) is None


def test_a_stranger_has_an_empty_desk():
    contest = Contest()
    zed = person("Zed")

    assert contest.desk(zed).seats == []
    assert queries.desk_in(contest.event, None).seats == []
