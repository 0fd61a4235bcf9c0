"""Rounds: planned and drawn; and what each refuses."""

from collections import Counter

import pytest

from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.jury import exclusion_actions, oversight, round_actions
from hackathon.jury.conflicts import Cause
from hackathon.jury.models import RoundKind
from hackathon.jury.round_actions import RoundText
from tests.jury.cast import Contest
from tests.jury.rounds import FINAL, FIRST, ground, planned, rounds, seats

pytestmark = pytest.mark.usefixtures("session")


def test_a_plan_of_two_rounds_is_kept_and_planned_anew_until_it_opens():
    contest = Contest(is_open=False)
    planned(contest, FIRST, FINAL)
    planned(contest, RoundText(RoundKind.FIRST, quorum=1, per_project=1), FINAL)

    first, final = rounds(contest)
    assert (first.kind, first.per_project, first.quorum) == ("first", 1, 1)
    assert (final.kind, final.quorum, final.number) == ("final", 3, 2)

    planned(contest, RoundText())
    assert [judging.kind for judging in rounds(contest)] == ["single"]


def test_more_sheets_than_jurors_cannot_be_asked_for():
    contest = Contest(is_open=False)

    with pytest.raises(RuleBroken, match="cannot have 3 sheets from 2 jurors"):
        planned(contest, RoundText(quorum=3, per_project=2))


def test_an_open_round_stays_as_it_was_planned():
    contest = Contest(is_open=False, jurors=2)
    planned(contest, FIRST, FINAL)
    contest.open_round()

    with pytest.raises(RuleBroken, match="stays the kind"):
        planned(contest, RoundText())
    planned(contest, RoundText(RoundKind.FIRST, quorum=1, per_project=1), RoundText(RoundKind.FINAL, quorum=1))

    assert [(judging.quorum, judging.per_project) for judging in rounds(contest)] == [(2, 2), (1, None)]


def test_the_draw_gives_each_project_its_jurors_by_the_seed_that_was_told():
    contest = Contest(projects=6, jurors=4, is_open=False)
    planned(contest, RoundText(quorum=2, per_project=2))
    told = oversight.preview_of(rounds(contest)[0])
    contest.open_round()

    judging = rounds(contest)[0]
    names = {juror.code: juror.name for juror in ground(contest).jurors.values()}
    assert judging.seed == told.ground.seed
    assert seats(contest) == {(names[code], slug) for code, slug in told.drawn.seats}
    assert set(Counter(slug for _, slug in seats(contest)).values()) == {2}
    noted = db.session.execute(
        db.text("SELECT changes FROM audit_entry WHERE action = 'jury.round_opened'")
    ).scalar_one()
    assert judging.seed in str(noted)


def test_conflicts_are_told_with_their_cause_before_the_draw_and_kept_in_it():
    contest = Contest(projects=2, jurors=3, is_open=False)
    planned(contest, RoundText(quorum=2, per_project=2))
    owls = contest.projects[0].team_id
    with transaction() as now:
        exclusion_actions.know_juror(
            contest.invitation("chi@example.pe"), limits=[], teams=[owls], challenges=[], cause=Cause.MENTOR,
            words="Advised them.", by=contest.standing(contest.olu), now=now,
        )  # fmt: skip

    told = oversight.preview_of(rounds(contest)[0])
    contest.open_round()

    assert [(pair.project, pair.cause, pair.words) for pair in told.ground.barred] == [
        ("owls", Cause.MENTOR, "Advised them.")
    ]
    assert ("Chi", "owls") not in seats(contest)
    assert Counter(slug for _, slug in seats(contest)) == {"owls": 2, "foxes": 2}


def test_people_of_one_organisation_are_barred_where_the_plan_says_so():
    contest = Contest(projects=1, jurors=2, is_open=False)
    planned(contest, RoundText(quorum=1, bars_domains=True))

    preview = oversight.preview_of(rounds(contest)[0])

    assert {pair.cause for pair in preview.ground.barred} == {Cause.ORGANISATION}
    assert [(line.lacks, line.remedy) for line in preview.short] == [(1, "people")]
    assert len(preview.idle) == 2


def test_a_jury_without_time_is_told_as_such():
    contest = Contest(projects=4, jurors=2, is_open=False)
    planned(contest, RoundText(quorum=2, per_project=2, capacity=3))

    preview = oversight.preview_of(rounds(contest)[0])

    assert {line.remedy for line in preview.short} == {"time"}
    assert preview.heaviest == 3


def test_without_projects_or_jurors_nothing_is_previewed_or_opened():
    contest = Contest(projects=1, jurors=0, is_open=False)
    planned(contest, RoundText())

    assert oversight.preview_of(rounds(contest)[0]) is None
    with pytest.raises(RuleBroken, match="No juror has accepted"):
        contest.open_round()


def test_only_organisers_plan():
    contest = Contest(is_open=False)

    with pytest.raises(NotAllowed), transaction() as now:
        round_actions.plan_rounds(contest.event, [FIRST], by=contest.standing(contest.jurors[0]), now=now)
