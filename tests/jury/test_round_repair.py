"""Mending a round after a drop-out, a late juror or a recusal; and what is refused."""

from collections import Counter

import pytest

from hackathon.database import transaction
from hackathon.errors import RuleBroken
from hackathon.jury import actions, outcome
from hackathon.jury.round_actions import RoundText
from tests.jury.cast import Contest
from tests.jury.rounds import let_go, mend, mending, planned, seats

pytestmark = pytest.mark.usefixtures("session")


def test_the_seats_of_a_drop_out_go_to_the_others_and_what_is_signed_counts():
    contest = Contest(projects=4, jurors=4, is_open=False)
    planned(contest, RoundText(quorum=2, per_project=2))
    contest.open_round()
    chi = contest.jurors[0]
    signed, other = (seat.assignment.project.slug for seat in contest.desk(chi).seats)
    contest.score(chi, signed)
    contest.sign(chi)

    let_go(contest, "chi")
    assert len(mending(contest).given) == 1
    assert mend(contest) == 1

    left = seats(contest)
    assert ("Chi", signed) in left
    assert ("Chi", other) not in left
    assert set(Counter(slug for _, slug in left).values()) == {2}
    assert {cell.entry for cell in outcome.signed_judgements(contest.event)} == {signed}


def test_a_late_juror_gets_seats_by_a_repair_and_nothing_begun_moves():
    contest = Contest(projects=4, jurors=2, is_open=False)
    planned(contest, RoundText(quorum=2, per_project=2))
    contest.open_round()
    begun = {("Chi", slug) for slug in ("owls", "foxes")}
    for _, slug in begun:
        contest.score(contest.jurors[0], slug)

    contest.jurors.append(contest.juror("Dan"))
    assert contest.desk(contest.jurors[2]).seats == []
    mend(contest)

    after = seats(contest)
    assert begun <= after
    assert Counter(name for name, _ in after) == {"Chi": 3, "Eva": 3, "Dan": 2}
    assert set(Counter(slug for _, slug in after).values()) == {2}


def test_a_repair_is_done_as_it_was_seen_and_only_where_it_changes_something():
    contest = Contest(projects=4, jurors=3, is_open=False)
    planned(contest, RoundText(quorum=1, per_project=1))
    contest.open_round()

    with pytest.raises(RuleBroken, match="No seat can be given"):
        mend(contest)
    let_go(contest, "chi")
    with pytest.raises(RuleBroken, match="Something changed"):
        mend(contest, seen="what I saw before")


def test_whoever_stepped_aside_is_not_seated_there_again():
    contest = Contest(projects=1, jurors=2, is_open=False)
    planned(contest, RoundText(quorum=1, per_project=1))
    contest.open_round()
    ((name, _),) = seats(contest)
    sat = next(one for one in contest.jurors if one.name == name)
    with transaction() as now:
        actions.recuse(contest.seat(sat), cause="x", by=contest.standing(sat), now=now)

    mend(contest)

    assert seats(contest) == {("Eva" if name == "Chi" else "Chi", "owls")}


def test_where_everybody_judges_everything_a_repair_seats_whoever_has_no_seat():
    contest = Contest(projects=2, jurors=2)
    assert not mending(contest).changes_something

    contest.jurors.append(contest.juror("Dan"))

    assert len(contest.desk(contest.jurors[2]).seats) == 2
    assert not mending(contest).changes_something
