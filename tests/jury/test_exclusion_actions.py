"""Jurors who leave or are excluded, sheets that do not count, sheets opened again: what is left, and what is refused."""

import pytest

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.jury import exclusion_actions, invitation_actions, outcome, round_queries, seat_queries
from hackathon.jury.conflicts import Cause
from hackathon.jury.models import JuryAssignment
from hackathon.permissions import standing_of
from tests.factories import DELIBERATION
from tests.jury.cast import Contest, set_clock

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def contest():
    """Chi and Eva have signed everything; Dan has a draft."""
    made = Contest(projects=2, jurors=3)
    for juror in made.jurors[:2]:
        for slug in ("owls", "foxes"):
            made.score(juror, slug, comment="Well made.")
        made.sign(juror)
    made.score(made.jurors[2], "owls")
    return made


def act(contest, verb, thing, by=None, **said):
    """Do it as a page does: what it is about is read anew when the transaction has begun."""
    with transaction() as now:
        if isinstance(thing, JuryAssignment):
            thing = round_queries.overseen_seat(contest.standing(contest.olu), "libertad", thing.public_id)
        verb(thing, by=by or contest.standing(contest.olu), now=now, **said)


def sheet(contest, juror, slug="owls"):
    return round_queries.overseen_seat(
        contest.standing(contest.olu), "libertad", contest.seat(contest.jurors[juror], slug).public_id
    )


def counted(contest):
    """{(name, slug)} of the sheets that count."""
    names = {contest.invitation(f"{name}@example.pe").code: name for name in ("chi", "eva", "dan")}
    return {(names[cell.judge], cell.entry) for cell in outcome.round_outcomes(contest.event)[-1].judgements}


def note_of(action):
    return db.session.execute(
        db.text("SELECT changes FROM audit_entry WHERE action = :action"), {"action": action}
    ).scalar_one()


def test_a_sheet_excluded_late_leaves_every_number_and_is_kept(contest):
    act(contest, exclusion_actions.exclude_sheet, sheet(contest, 0), reason="Her brother is on the team.")

    only = outcome.round_outcomes(contest.event)[-1]
    assert counted(contest) == {("chi", "foxes"), ("eva", "owls"), ("eva", "foxes")}
    assert [(line.project, line.signed, line.recused) for line in only.coverage] == [("foxes", 2, 0), ("owls", 1, 1)]
    code = contest.invitation("chi@example.pe").code
    assert only.excluded == [(code, "owls", "Her brother is on the team.")]
    assert sheet(contest, 0).sheet.is_signed
    assert "Her brother" in str(note_of("jury.sheet_excluded"))


def test_a_sheet_is_excluded_once(contest):
    act(contest, exclusion_actions.exclude_sheet, sheet(contest, 0), reason="x")

    with pytest.raises(NotAllowed, match="does not count already"):
        act(contest, exclusion_actions.exclude_sheet, sheet(contest, 0), reason="x")


def test_nothing_of_an_excluded_juror_counts_and_they_leave_at_once(contest):
    set_clock(DELIBERATION)
    act(contest, exclusion_actions.exclude_juror, contest.invitation("chi@example.pe"), reason="Took money.")

    only = outcome.round_outcomes(contest.event)[-1]
    assert counted(contest) == {("eva", "owls"), ("eva", "foxes")}
    assert contest.invitation("chi@example.pe").code not in only.contest.judges
    assert {entry for _, entry, _ in only.excluded} == {"owls", "foxes"}
    assert standing_of(contest.jurors[0], contest.event).roles == frozenset()
    with pytest.raises(NotAllowed, match="excluded already"):
        act(contest, exclusion_actions.exclude_juror, contest.invitation("chi@example.pe"), reason="x")


def test_what_somebody_signed_before_leaving_counts_and_their_draft_does_not(contest):
    act(contest, exclusion_actions.let_go, contest.invitation("dan@example.pe"), reason="Ill.")
    act(contest, exclusion_actions.let_go, contest.invitation("chi@example.pe"), reason="A train.")

    assert counted(contest) == {("chi", "owls"), ("chi", "foxes"), ("eva", "owls"), ("eva", "foxes")}
    assert outcome.round_outcomes(contest.event)[-1].excluded == []
    assert standing_of(contest.jurors[2], contest.event).roles == frozenset()
    with pytest.raises(NotAllowed, match="does not judge any more"):
        act(contest, exclusion_actions.let_go, contest.invitation("dan@example.pe"), reason="x")


def test_who_left_and_is_then_excluded_counts_no_more(contest):
    act(contest, exclusion_actions.let_go, contest.invitation("chi@example.pe"), reason="A train.")
    act(contest, exclusion_actions.exclude_juror, contest.invitation("chi@example.pe"), reason="Took money.")

    assert counted(contest) == {("eva", "owls"), ("eva", "foxes")}


def test_the_chair_opens_a_sheet_again_and_its_juror_changes_and_signs_it(contest):
    with transaction() as now:
        invitation = contest.invitation("eva@example.pe")
        invitation_actions.name_chair(invitation, by=contest.standing(contest.olu), now=now)
    chi, eva = contest.jurors[:2]

    seat = round_queries.overseen_seat(contest.standing(eva), "libertad", contest.seat(chi).public_id)
    act(contest, exclusion_actions.reopen_sheet, seat, by=contest.standing(eva), reason="Scales mixed up.", absence="")
    assert ("chi", "owls") not in counted(contest)
    contest.score(chi, "owls", innovation=1)
    contest.sign(chi)

    assert ("chi", "owls") in counted(contest)
    assert contest.rubric().locked_at is not None
    assert "Scales mixed up." in str(note_of("jury.sheet_reopened"))


def test_an_organiser_opens_a_sheet_again_only_with_the_chairs_absence_said(contest):
    with pytest.raises(RuleBroken, match="Say why the chair cannot") as refusal:
        act(contest, exclusion_actions.reopen_sheet, sheet(contest, 0), reason="x", absence="")
    act(contest, exclusion_actions.reopen_sheet, sheet(contest, 0), reason="Mixed up.", absence="In hospital.")

    assert refusal.value.field == "absence"
    assert "Mixed up. · In hospital." in str(note_of("jury.sheet_reopened"))


def test_a_juror_opens_nobodys_sheet(contest):
    chi = contest.standing(contest.jurors[0])

    assert round_queries.overseen_seat(chi, "libertad", contest.seat(contest.jurors[1]).public_id) is None
    with pytest.raises(NotAllowed, match="Only the jury's chair"):
        act(contest, exclusion_actions.reopen_sheet, sheet(contest, 1), by=chi, reason="x", absence="x")


def test_what_organisers_know_replaces_what_they_knew_and_never_what_was_declared():
    contest = Contest(projects=2, jurors=0, is_open=False)
    owls, foxes = (project.team_id for project in contest.projects)
    contest.juror("Gil", conflicts=(owls,))
    known = {"limits": [], "challenges": [], "words": "Advised them."}

    act(contest, exclusion_actions.know_juror, contest.invitation("gil@example.pe"), teams=[foxes], cause=Cause.MENTOR, **known)  # fmt: skip
    named = [round_queries.named_in(one) for one in contest.invitation("gil@example.pe").conflicts]
    act(contest, exclusion_actions.know_juror, contest.invitation("gil@example.pe"), teams=[], cause=Cause.OTHER, **known)  # fmt: skip

    assert [(one.cause, one.team, one.words) for one in named] == [
        (Cause.DECLARED, owls, "I know them"),
        (Cause.MENTOR, foxes, "Advised them."),
    ]
    assert [one["team_id"] for one in contest.invitation("gil@example.pe").conflicts] == [owls]


def test_whom_somebody_must_not_judge_is_said_with_a_reason():
    contest = Contest(projects=1, jurors=1, is_open=False)
    known = {"limits": [], "challenges": [], "teams": [contest.projects[0].team_id], "cause": Cause.OTHER, "words": ""}

    with pytest.raises(RuleBroken, match="Say why") as refusal:
        act(contest, exclusion_actions.know_juror, contest.invitation("chi@example.pe"), **known)

    assert refusal.value.field == "words"


def test_an_excluded_seat_is_no_longer_scored(contest):
    act(contest, exclusion_actions.exclude_sheet, sheet(contest, 2), reason="x")

    with pytest.raises(NotAllowed):
        contest.score(contest.jurors[2], "owls")
    assert seat_queries.seats_of_juror(contest.event, contest.jurors[2].id)
