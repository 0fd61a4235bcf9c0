"""Who is on the jury, under which code, how far they are, and what the organisers' list says is lacking."""

import pytest

from hackathon import audit
from hackathon.database import db, transaction
from hackathon.events.matters import matters_of
from hackathon.jury import invitation_actions, invitation_queries
from tests.factories import REGISTRATION, SCORING, event, give_role, person
from tests.jury.cast import Contest, set_clock, team
from tests.machinery.databases import both_databases

pytestmark = [pytest.mark.usefixtures("session"), both_databases]


@pytest.fixture
def contest():
    contest = Contest(projects=1, jurors=0, is_open=False)
    set_clock(REGISTRATION)
    return contest


def test_pseudonyms_differ_and_tell_no_name(contest):
    contest.juror("Chi")
    contest.juror("Eva")

    codes = {contest.invitation(f"{name}@example.pe").code for name in ("chi", "eva")}

    assert len(codes) == 2
    assert all(len(code) == 6 and code.isupper() for code in codes)


def test_progress_counts_sheets_and_tells_no_score():
    contest = Contest(projects=3, jurors=2)
    chi = contest.jurors[0]
    contest.score(chi, "owls")
    contest.sign(chi)
    contest.score(chi, "foxes", innovation=None)

    lines = {
        line.invitation.name: (line.seats, line.begun, line.signed, line.recused)
        for line in invitation_queries.jurors_of(contest.event)
    }

    assert lines == {"Chi": (3, 2, 1, 0), "Eva": (3, 0, 0, 0)}


def lacks(contest):
    found = {
        matter.key: [lack.reason % lack.values for lack in lacking]
        for matter, lacking in matters_of(contest.event, SCORING)
    }
    return found["rubric"], found["jury"]


def test_the_organisers_list_says_what_the_jury_lacks(contest):
    assert lacks(contest) == (
        [],
        [
            "0 jurors have accepted, and a project needs 3 sheets.",
            "Nobody presides over the jury: name the juror whose vote decides last.",
        ],
    )


def test_a_whole_jury_lacks_nothing():
    contest = Contest(jurors=3)
    with transaction() as now:
        invitation_actions.name_chair(contest.invitation("eva@example.pe"), by=contest.standing(contest.olu), now=now)

    assert lacks(contest) == ([], [])


def test_an_organiser_of_another_event_does_not_find_the_invitation(contest):
    contest.invite("Chi")
    other = person("Zed")
    event(other, slug="piura")
    public_id = contest.invitation("chi@example.pe").public_id

    assert invitation_queries.juror_with_id(contest.standing(contest.olu), "libertad", public_id) is not None
    assert invitation_queries.juror_with_id(contest.standing(other), "libertad", public_id) is None
    give_role(other, contest.event, "juror")
    assert invitation_queries.juror_with_id(contest.standing(other), "libertad", public_id) is None
    assert invitation_queries.juror_with_id(contest.standing(contest.olu), "libertad", "nothing") is None


def test_a_team_that_was_dissolved_is_not_declared(contest):
    gone = team(contest.event, person("Gus"), "Gulls")
    with transaction() as now:
        db.session.merge(gone).dissolved_at = now
        audit.record("test.dissolved", gone, by=None, now=now)

    assert [one.name for one in invitation_queries.teams_to_declare(contest.event)] == ["Owls"]
