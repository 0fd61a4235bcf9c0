"""Paper sheets: two people read one, and only when both say the same does it count, as a signed sheet."""

import pytest
from sqlalchemy import select

from hackathon import audit
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.events.models import RoleKind
from hackathon.jury import actions, exclusion_actions, outcome, oversight, paper_queries, rubric_actions, rubric_queries
from hackathon.jury.models import PaperReading, PaperSignature
from hackathon.jury.round_actions import RoundText
from hackathon.jury.rubric_files import template_named
from tests.factories import DELIBERATION, give_role
from tests.jury.cast import FULL, Contest, set_clock, sheets_in_database
from tests.jury.papers import paper, read, reopen, staff
from tests.jury.rounds import close, mending, planned, rounds, score_all

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def contest(session):
    made = Contest(jurors=2)
    made.sol, made.tim = staff(made, "Sol"), staff(made, "Tim")
    return made


def signed_as_scored(contest):
    return [row for row in sheets_in_database() if row[1] == "signed"]


def acts():
    return list(db.session.scalars(select(audit.AuditEntry.action).order_by(audit.AuditEntry.id)))


def test_one_reading_counts_nowhere(contest):
    read(contest, contest.sol)

    assert signed_as_scored(contest) == []
    assert outcome.signed_judgements(contest.event) == []
    assert contest.rubric().locked_at is None
    assert "jury.paper_typed" in acts()


def test_a_second_person_who_reads_the_same_makes_it_a_signed_sheet_that_says_who_and_when(contest):
    read(contest, contest.sol)
    read(contest, contest.tim)

    sheet = paper(contest, contest.olu).sheet
    assert signed_as_scored(contest) == [("owls", "signed", sum(FULL.values()))]
    assert (sheet.paper.typed_by.name, sheet.paper.checked_by.name) == ("Sol", "Tim")
    assert sheet.paper.checked_at == sheet.signed_at
    assert {cell.criterion: cell.score for cell in outcome.signed_judgements(contest.event)} == FULL
    assert acts()[-2:] == ["jury.signed_on_paper", "jury.rubric_locked"]
    assert contest.rubric().locked_at == sheet.signed_at


def test_the_same_person_cannot_be_both(contest):
    read(contest, contest.sol)
    read(contest, contest.sol)

    assert signed_as_scored(contest) == []
    assert db.session.query(PaperReading).count() == 1
    with pytest.raises(RuleBroken, match="another person"), transaction() as now:
        sheet = paper(contest, contest.olu).sheet
        one = PaperSignature(typed_by_id=contest.sol.id, checked_by_id=contest.sol.id, typed_at=now, checked_at=now)
        sheet.paper = one
        audit.record("test.paper", contest.event, by=None, now=now)
        db.session.flush()


def test_readings_that_differ_count_nowhere_until_whoever_misread_corrects_it(contest):
    read(contest, contest.sol)
    read(contest, contest.tim, innovation=1)

    assert signed_as_scored(contest) == []
    read(contest, contest.sol, innovation=1)

    sheet = paper(contest, contest.olu).sheet
    assert signed_as_scored(contest) == [("owls", "signed", sum(FULL.values()) - 4)]
    assert (sheet.paper.typed_by.name, sheet.paper.checked_by.name) == ("Tim", "Sol")


def test_a_third_person_settles_what_two_read_otherwise(contest):
    read(contest, contest.sol)
    read(contest, contest.tim, innovation=1)
    read(contest, contest.olu)

    assert [paper(contest, contest.olu).sheet.paper.typed_by.name, len(signed_as_scored(contest))] == ["Sol", 1]


def test_whoever_has_not_read_it_sees_no_reading_and_whoever_has_sees_where_they_differ(contest):
    read(contest, contest.sol)
    seat = paper(contest, contest.olu)
    assert paper_queries.readings_seen_by(contest.standing(contest.tim), seat) == []

    read(contest, contest.tim, innovation=1)

    seat = paper(contest, contest.olu)
    assert paper_queries.readings_seen_by(contest.standing(contest.olu), seat) == []
    seen = paper_queries.readings_seen_by(contest.standing(contest.tim), seat)
    assert [one.reader.name for one in seen] == ["Tim", "Sol"]
    differing = [line for line in paper_queries.differences(seen, list(FULL)) if line.differs]
    assert [(line.key, line.marks) for line in differing] == [("innovation", [1, 5])]


@pytest.mark.parametrize(("changed", "words"), [({"innovation": None}, "needs a mark"), ({"innovation": 6}, "0 to 5")])
def test_a_gap_or_a_mark_outside_the_scale_is_refused_at_its_field(contest, changed, words):
    with pytest.raises(RuleBroken) as refused:
        read(contest, contest.sol, **changed)

    assert refused.value.field == "score_innovation"
    assert words in refused.value.reason % refused.value.values


def test_what_the_juror_signed_on_screen_stands(contest):
    read(contest, contest.sol)
    contest.score(contest.jurors[0], innovation=0)
    contest.sign(contest.jurors[0])

    with pytest.raises(NotAllowed, match="signed this sheet on screen"):
        read(contest, contest.tim)
    assert signed_as_scored(contest) == [("owls", "signed", sum(FULL.values()) - 5)]


def test_what_was_checked_stands_too(contest):
    read(contest, contest.sol)
    read(contest, contest.tim)

    with pytest.raises(NotAllowed, match="typed in and checked already"):
        read(contest, contest.olu, innovation=0)


def test_a_signed_paper_takes_the_place_of_a_draft_on_screen_and_loses_none_of_its_texts(contest):
    contest.score(contest.jurors[0], comment="On screen.", comment_to_team="To the team.", innovation=0)
    read(contest, contest.sol, comment="On paper.")
    read(contest, contest.tim, comment="On paper, too.")

    sheet = paper(contest, contest.olu).sheet
    assert (sheet.comment, sheet.comment_to_team) == ("On screen.\n\nOn paper, too.", "To the team.")
    assert signed_as_scored(contest) == [("owls", "signed", sum(FULL.values()))]
    with pytest.raises(NotAllowed, match="signed"):
        contest.score(contest.jurors[0])


def test_nobody_types_for_a_seat_whose_juror_stepped_aside_or_was_excluded(contest):
    with transaction() as now:
        juror = contest.jurors[0]
        actions.recuse(contest.seat(juror), cause="I know them.", by=contest.standing(juror), now=now)
    with transaction() as now:
        excluded = contest.invitation("eva@example.pe")
        exclusion_actions.exclude_juror(excluded, reason="Bribed", by=contest.standing(contest.olu), now=now)

    for juror in (0, 1):
        with pytest.raises(NotAllowed, match="seat is empty"):
            read(contest, contest.sol, juror=juror)


def test_jurors_and_participants_type_nothing_even_when_they_organise(contest):
    give_role(contest.jurors[1], contest.event, RoleKind.STAFF)
    ada = contest.captains[0]
    give_role(ada, contest.event, RoleKind.STAFF)

    with pytest.raises(NotAllowed, match="Whoever judges"):
        read(contest, contest.jurors[1])
    with pytest.raises(NotAllowed, match="Whoever takes part"):
        read(contest, ada)


def test_quorum_and_closing_see_what_was_signed_on_paper_and_what_still_waits(session):
    contest = Contest(projects=1, jurors=2, is_open=False)
    planned(contest, RoundText(quorum=2))
    contest.open_round()
    sol, tim = staff(contest, "Sol"), staff(contest, "Tim")
    score_all(contest, contest.jurors[0])
    read(contest, sol, juror=1)
    state = oversight.closing_state(rounds(contest)[0])
    assert (state.unchecked, [one.name for one in state.unfinished]) == (1, ["Eva"])
    with pytest.raises(RuleBroken, match="Fewer signed sheets"):
        close(contest, quorum=2, reason="")

    read(contest, tim, juror=1)
    progress = oversight.progress_of(rounds(contest)[0])
    close(contest, quorum=2, reason="")

    assert (progress.signed, progress.on_paper, progress.unchecked) == (2, 1, 0)
    assert rounds(contest)[0].coverage == [["owls", 2, 0, 0]]


def test_nothing_is_typed_into_a_closed_round(contest):
    read(contest, contest.sol)
    close(contest)

    with pytest.raises(NotAllowed, match="round is closed"):
        read(contest, contest.tim)


def test_what_was_signed_in_time_may_be_typed_once_scoring_is_over(contest):
    set_clock(DELIBERATION)

    read(contest, contest.sol)
    read(contest, contest.tim)

    assert len(signed_as_scored(contest)) == 1


def test_a_repair_leaves_a_seat_alone_whose_paper_was_typed_in(session):
    contest = Contest(projects=2, jurors=2)
    sol = staff(contest, "Sol")

    read(contest, sol)

    assert oversight.progress_of(rounds(contest)[0]).jurors[0].begun == 1
    assert mending(contest).taken == []


def test_a_sheet_opened_again_is_the_jurors_and_its_paper_is_read_anew_by_two(contest):
    read(contest, contest.sol)
    read(contest, contest.tim)

    reopen(contest)

    assert (paper(contest, contest.olu).sheet.paper, paper(contest, contest.olu).readings) == (None, [])
    contest.score(contest.jurors[0], innovation=0)
    read(contest, contest.sol, innovation=1)
    assert signed_as_scored(contest) == []
    read(contest, contest.tim, innovation=1)
    assert signed_as_scored(contest) == [("owls", "signed", sum(FULL.values()) - 4)]


def test_no_template_replaces_a_rubric_by_which_a_paper_was_read(contest):
    read(contest, contest.sol)

    rubric = contest.rubric()
    assert rubric_queries.has_scores(rubric)
    with pytest.raises(NotAllowed, match="scored"), transaction() as now:
        rubric_actions.take_template(
            contest.rubric(), template_named("devpost"), by=contest.standing(contest.olu), now=now
        )


def test_a_code_is_found_however_it_is_typed_and_only_in_its_event(contest):
    code = contest.seat(contest.jurors[0]).public_id

    found = [paper_queries.seat_with_code(contest.event, typed) for typed in (code, code.lower().replace("-", " "))]
    assert [seat.public_id for seat in found] == [code, code]
    assert paper_queries.seat_with_code(contest.event, "AAAA-BBBB-CCCC") is None
