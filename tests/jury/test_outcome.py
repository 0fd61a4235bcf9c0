"""What the jury hands to the results: the contest as fixed, and only what is signed."""

import pytest

from hackathon.database import transaction
from hackathon.jury import actions, outcome
from hackathon.jury.contest_files import write_contest, write_scores
from hackathon.jury.ranking import rank
from tests.jury.cast import FULL, Contest, withdraw
from tests.machinery.databases import both_databases

pytestmark = [pytest.mark.usefixtures("session"), both_databases]


def test_only_signed_sheets_leave_the_jury_and_under_codes():
    contest = Contest(jurors=2)
    chi, eva = contest.jurors
    contest.score(chi, "owls")
    contest.sign(chi)
    contest.score(eva, "owls")

    cells = outcome.signed_judgements(contest.event)

    code = contest.invitation("chi@example.pe").code
    assert {(cell.judge, cell.entry) for cell in cells} == {(code, "owls")}
    assert {cell.criterion: cell.score for cell in cells} == FULL


def test_a_sheet_whose_juror_stepped_aside_does_not_count():
    contest = Contest()
    (chi,) = contest.jurors
    contest.score(chi, "owls", comment="A draft.")
    with transaction() as now:
        actions.recuse(contest.seat(chi), cause="x", by=contest.standing(chi), now=now)

    assert outcome.signed_judgements(contest.event) == []
    assert [(line.project, line.signed, line.open, line.recused) for line in outcome.seat_counts(contest.event)] == [
        ("foxes", 0, 1, 0),
        ("owls", 0, 0, 1),
    ]


def test_the_team_is_told_what_was_written_for_it_on_sheets_that_are_signed():
    contest = Contest(jurors=3)
    for juror, words in zip(contest.jurors, ("Zorro.", "Abeja.", ""), strict=True):
        contest.score(juror, "owls", comment="For the jury.", comment_to_team=words)
        contest.sign(juror)
    contest.score(contest.jurors[0], "foxes", comment_to_team="A draft.")
    owls, foxes = contest.projects

    assert outcome.comments_to_team(owls) == ["Abeja.", "Zorro."]
    assert outcome.comments_to_team(foxes) == []


def test_the_contest_ranks_by_the_rule_that_was_fixed():
    contest = Contest(jurors=2)
    for juror in contest.jurors:
        contest.score(juror, "owls")
        contest.score(juror, "foxes", open_data=5)
        contest.sign(juror)

    fixed = outcome.contest_of(contest.event, contest.rubric())
    ranking = rank(fixed, outcome.signed_judgements(contest.event))

    assert [(place.entry, place.rank, place.score) for place in ranking.places] == [("foxes", 1, 79), ("owls", 2, 74)]
    assert list(fixed.judges) == sorted(contest.invitation(f"{name}@example.pe").code for name in ("chi", "eva"))
    assert (fixed.method, list(fixed.ties)) == ("mean", ["open_data", "public_impact"])


def test_the_files_of_a_contest_name_no_juror():
    contest = Contest()
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])

    text = write_contest(outcome.contest_of(contest.event, contest.rubric())) + write_scores(
        outcome.signed_judgements(contest.event)
    )

    assert "Chi" not in text
    assert "chi@" not in text


def test_a_project_that_was_withdrawn_after_scoring_leaves_every_number():
    contest = Contest()
    chi = contest.jurors[0]
    for slug in ("owls", "foxes"):
        contest.score(chi, slug)
    contest.sign(chi)
    withdraw(contest, "foxes")

    assert {cell.entry for cell in outcome.signed_judgements(contest.event)} == {"owls"}
    assert [seat.project for seat in outcome.seat_counts(contest.event)] == ["owls"]
    assert outcome.contest_of(contest.event, contest.rubric()).entries == ["owls"]
