"""The round and its seats, stepping aside, and the way from one sheet to the next."""

import pytest

from hackathon.database import transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.jury import actions, queries
from tests.factories import HACKING, person
from tests.jury.cast import Contest, project, set_clock, team

pytestmark = pytest.mark.usefixtures("session")


def test_everybody_gets_a_seat_at_every_project():
    contest = Contest(projects=3, jurors=2)

    assert [len(contest.desk(juror).seats) for juror in contest.jurors] == [3, 3]


def test_each_juror_meets_the_projects_in_an_order_of_their_own():
    contest = Contest(projects=8, jurors=2)

    one, other = ([seat.assignment.project.slug for seat in contest.desk(juror).seats] for juror in contest.jurors)

    assert sorted(one) == sorted(other)
    assert one != other


def test_what_is_open_is_not_opened_again():
    contest = Contest(jurors=1)
    before = contest.seat(contest.jurors[0]).public_id

    with pytest.raises(RuleBroken, match="open already"):
        contest.open_round()

    assert contest.seat(contest.jurors[0]).public_id == before


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
