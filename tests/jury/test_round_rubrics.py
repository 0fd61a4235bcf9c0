"""A round is judged by the rubric that it names: its criteria, its gates, its fingerprint, and nobody else's."""

import pytest

from hackathon.database import Words, db, transaction
from hackathon.errors import RuleBroken
from hackathon.jury import actions, gates, outcome, queries, round_actions, rubric_queries
from hackathon.jury.models import RoundKind
from hackathon.jury.round_actions import RoundText
from hackathon.jury.rubric_actions import copy_rubric, edit_rubric
from hackathon.jury.rubric_files import CriterionText, RubricText
from hackathon.jury.rubric_models import CriterionKind
from tests.jury.cast import FULL, Contest, enter
from tests.jury.rounds import close, planned, rounds, score_all

LEVELS = {level: Words(f"Nivel {level}") for level in range(6)}
PITCH = CriterionText("pitch", Words("Exposición final"), Words(""), 60, LEVELS)
WORTH = CriterionText("innovation", Words("Lo nuevo, en la final"), Words(""), 40, LEVELS)
LEGAL = CriterionText("legal", Words("Legal"), Words(""), 0, {0: Words("Rompe una licencia.")}, CriterionKind.GATE)
OF_THE_FINAL = RubricText(scale=(0, 5), criteria=(PITCH, WORTH), name=Words("La final"), ties=("pitch",))

FIRST = RoundText(RoundKind.FIRST, quorum=2, finalists_wanted=2)
FINAL = RoundText(RoundKind.FINAL, rubric=2, quorum=2)


def second_rubric(contest, text=OF_THE_FINAL):
    """Rubric 2 of the event, as an organiser writes it."""
    with transaction() as now:
        copy = copy_rubric(contest.rubric(), by=contest.standing(contest.olu), now=now)
        edit_rubric(copy, text, by=contest.standing(contest.olu), now=now)


def answer(contest, juror, slug, **scores):
    with transaction() as now:
        actions.save_sheet(contest.seat(juror, slug), scores=scores, by=contest.standing(juror), now=now)


def in_the_final(text=OF_THE_FINAL, **less):
    """Three projects judged by two jurors; the final of the best two is open, by a rubric of its own."""
    contest = Contest(projects=3, jurors=2, is_open=False)
    second_rubric(contest, text)
    planned(contest, FIRST, FINAL)
    contest.open_round()
    for juror in contest.jurors:
        score_all(contest, juror, team_02=2, **less)
    close(contest, quorum=2, reason="")
    contest.open_round()
    db.session.expire_all()
    return contest


@pytest.mark.usefixtures("session")
def test_each_round_is_scored_by_its_own_criteria_and_locks_its_own_rubric():
    contest = in_the_final()
    chi = contest.jurors[0]
    assert [line.key for line in contest.desk(chi).rubric.criteria] == ["pitch", "innovation"]
    assert rubric_queries.rubric_numbered(contest.event, 2).locked_at is None

    for slug in ("owls", "foxes"):
        answer(contest, chi, slug, pitch=4, innovation=3)
    contest.sign(chi)

    first, second = rubric_queries.rubrics_of(contest.event)
    assert first.sha256 != second.sha256
    assert first.locked_at is not None
    assert second.locked_at is not None
    scores = [dict(cell._asdict()) for cell in outcome.signed_judgements(contest.event, [2])]
    assert {cell["criterion"] for cell in scores} == {"pitch", "innovation"}


@pytest.mark.usefixtures("session")
def test_what_comes_out_of_a_round_is_ranked_by_its_own_rubric():
    contest = in_the_final()
    for juror in contest.jurors:
        for slug, pitch in (("owls", 1), ("foxes", 5)):
            answer(contest, juror, slug, pitch=pitch, innovation=3)
        contest.sign(juror)

    first, final = outcome.round_outcomes(contest.event)

    assert [[line.id for line in one.contest.criteria] for one in (first, final)] == [
        list(FULL),
        ["pitch", "innovation"],
    ]
    assert [one.rubric.number for one in (first, final)] == [1, 2]
    assert final.contest.ties == ["pitch"]
    assert final.contest.entries == ["foxes", "owls"]


@pytest.mark.usefixtures("session")
def test_marks_are_carried_over_between_rounds_of_one_rubric_only():
    contest = Contest(projects=3, jurors=2, is_open=False)
    second_rubric(contest)
    carrying = {"quorum": 2, "carries_over": True}

    with pytest.raises(RuleBroken, match="same rubric") as refused:
        planned(contest, FIRST, RoundText(RoundKind.FINAL, rubric=2, **carrying))
    assert refused.value.field == "carries_over"

    planned(contest, RoundText(RoundKind.FIRST, rubric=2, quorum=2), RoundText(RoundKind.FINAL, rubric=2, **carrying))
    assert [judging.rubric.number for judging in rounds(contest)] == [2, 2]


@pytest.mark.usefixtures("session")
def test_an_open_first_round_keeps_its_rubric_and_nothing_is_carried_over_from_it_by_another():
    contest = Contest(projects=3, jurors=2, is_open=False)
    second_rubric(contest)
    planned(contest, FIRST, RoundText(RoundKind.FINAL, quorum=2))
    contest.open_round()

    with pytest.raises(RuleBroken, match="same rubric"):
        planned(
            contest,
            RoundText(RoundKind.FIRST, rubric=2, quorum=2, finalists_wanted=2),
            RoundText(RoundKind.FINAL, rubric=2, quorum=2, carries_over=True),
        )
    assert rounds(contest)[0].rubric.number == 1


@pytest.mark.usefixtures("session")
def test_a_rubric_that_the_event_does_not_have_is_refused():
    contest = Contest(projects=2, jurors=2, is_open=False)

    with pytest.raises(RuleBroken, match="no such rubric"):
        planned(contest, RoundText(rubric=7, quorum=2))


@pytest.mark.usefixtures("session")
def test_a_gate_of_the_final_alone_takes_a_project_out_of_every_round():
    contest = in_the_final(RubricText(scale=(0, 5), criteria=(PITCH, WORTH, LEGAL), name=Words("La final")))
    for juror in contest.jurors:
        answer(contest, juror, "owls", pitch=4, innovation=3, legal=0)
        answer(contest, juror, "foxes", pitch=4, innovation=3, legal=1)
        contest.sign(juror)

    counts = [(one.project, one.gate, one.yes, one.no) for one in gates.gate_counts(contest.event)]
    assert counts == [("foxes", "legal", 2, 0), ("owls", "legal", 0, 2)]
    first, final = outcome.round_outcomes(contest.event)
    assert (first.contest.entries, final.contest.entries) == (["foxes", "team-02"], ["foxes"])


@pytest.mark.usefixtures("session")
def test_gates_of_two_rubrics_with_one_key_are_counted_apart():
    contest = Contest(projects=3, jurors=2, is_open=False)
    gated = RubricText(scale=(0, 5), criteria=(PITCH, WORTH, LEGAL))
    with transaction() as now:
        edit_rubric(contest.rubric(), gated, by=contest.standing(contest.olu), now=now)
    second_rubric(contest, gated)
    planned(contest, FIRST, FINAL)
    contest.open_round()
    for number, (jurors, legal) in enumerate(((contest.jurors, 1), (contest.jurors[:1], 0))):
        if number:
            close(contest, quorum=0)
            contest.open_round()
        for juror in jurors:
            for seat in contest.desk(juror).seats:
                answer(contest, juror, seat.assignment.project.slug, pitch=4, innovation=3, legal=legal)
            contest.sign(juror)

    counts = {(one.rubric_id, one.yes, one.no) for one in gates.gate_counts(contest.event) if one.project == "foxes"}

    first, final = (judging.rubric_id for judging in rounds(contest))
    assert counts == {(first, 2, 0), (final, 0, 1)}


@pytest.mark.usefixtures("session")
def test_projects_are_shown_what_they_are_judged_by_round_by_round():
    contest = Contest(projects=3, jurors=2, is_open=False)
    none_planned = rubric_queries.yardsticks_of(contest.event)
    second_rubric(contest)
    planned(contest, FIRST, FINAL)
    apart = rubric_queries.yardsticks_of(contest.event)
    planned(contest, FIRST, RoundText(RoundKind.FINAL, quorum=2))
    together = rubric_queries.yardsticks_of(contest.event)

    said = [
        [(one.rubric.number, [judging.number for judging in one.rounds]) for one in found]
        for found in (none_planned, apart, together)
    ]
    assert said == [[(1, [])], [(1, [1]), (2, [2])], [(1, [1, 2])]]
    names = rubric_queries.names_by_round(contest.event, "es")
    assert names[1]["innovation"] == names[2]["innovation"] == "Innovación"


@pytest.mark.usefixtures("session")
def test_paper_sheets_are_printed_for_the_round_that_the_jury_is_in():
    contest = in_the_final()

    seats = queries.seats_to_print(contest.event)

    assert {(seat.project.slug, seat.round_id) for seat in seats} == {
        (slug, rounds(contest)[1].id) for slug in ("owls", "foxes")
    }


def test_a_juror_reads_their_sheet_of_the_first_round_by_its_rubric_once_the_final_is_open(visit, session):
    contest = Contest(projects=3, jurors=2, is_open=False)
    second_rubric(contest)
    planned(contest, FIRST, FINAL)
    contest.open_round()
    mine = contest.seat(contest.jurors[0], "owls").public_id
    for juror in contest.jurors:
        score_all(contest, juror, team_02=2)
    close(contest, quorum=2, reason="")
    contest.open_round()
    chi = enter(visit(), contest)

    old, current = chi.get(f"/events/libertad/jury/{mine}"), chi.get("/events/libertad/jury")

    assert old.status_code == 200
    assert "Uso de datos abiertos" in old.text
    assert "Exposición final" not in old.text
    assert 'href="/events/libertad/rubric/2"' in current.text


def test_a_desk_of_nobody_and_of_no_round_is_empty(session):
    contest = Contest(projects=1, jurors=1, is_open=False)

    assert queries.desk_in(contest.event, contest.jurors[0]).seats == []
    assert round_actions.unplanned(contest.event).rubric is None
