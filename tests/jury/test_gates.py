"""Gates: answered on the sheet, worth no points, and out of the order whoever most jurors say no to."""

import pytest

from hackathon.database import Words, db, transaction
from hackathon.errors import RuleBroken
from hackathon.jury import actions, gates, outcome
from hackathon.jury.rubric_actions import edit_rubric
from hackathon.jury.rubric_files import CriterionText, RubricText
from hackathon.jury.rubric_models import CriterionKind
from tests.factories import SCORING
from tests.jury.cast import Contest, enter, set_clock, sheet_of

LEVELS = {level: Words(f"Nivel {level}") for level in range(6)}
RUBRIC = RubricText(
    scale=(0, 5),
    criteria=(
        CriterionText("impact", Words("Impacto"), Words(""), 100, LEVELS),
        CriterionText(
            "legal", Words("Legal"), Words("Se mira la licencia."), 0,
            {0: Words("Rompe una licencia."), 1: Words("Las cumple.")}, CriterionKind.GATE,
        ),
    ),
)  # fmt: skip


@pytest.fixture
def contest(session):
    contest = Contest(projects=2, jurors=3, is_open=False)
    with transaction() as now:
        edit_rubric(contest.rubric(), RUBRIC, by=contest.standing(contest.olu), now=now)
    contest.open_round()
    set_clock(SCORING)
    return contest


def answer(contest, juror, slug, *, impact=4, legal=1):
    with transaction() as now:
        scores = {"impact": impact, "legal": legal}
        actions.save_sheet(contest.seat(juror, slug), scores=scores, comment="", by=contest.standing(juror), now=now)


def judged(contest, *, owls):
    """Three signed sheets a project: what each juror answers about the Owls; the Foxes pass always."""
    for juror, legal in zip(contest.jurors, owls, strict=True):
        answer(contest, juror, "owls", legal=legal)
        answer(contest, juror, "foxes", impact=2)
        contest.sign(juror)


def test_a_sheet_is_whole_only_with_its_gates_answered(contest):
    chi = contest.jurors[0]
    answer(contest, chi, "owls", legal=None)

    (owls,) = [seat for seat in contest.desk(chi).seats if seat.assignment.project.slug == "owls"]
    assert (owls.state, owls.gaps, owls.points) == ("begun", ["legal"], 80)
    with pytest.raises(RuleBroken, match="No sheet is ready"):
        contest.sign(chi)


@pytest.mark.parametrize("legal", [2, -1])
def test_a_gate_is_answered_with_yes_or_no(contest, legal):
    with pytest.raises(RuleBroken, match="Answer with yes or no"):
        answer(contest, contest.jurors[0], "owls", legal=legal)


def test_whom_most_signed_sheets_say_no_to_leaves_the_order(contest):
    judged(contest, owls=(0, 0, 1))

    (failed,) = gates.failed_gates(contest.event)["owls"]
    assert (failed.gate, failed.yes, failed.no) == ("legal", 1, 2)
    assert list(outcome.contest_of(contest.event, contest.rubric()).entries) == ["foxes"]
    assert {cell.entry for cell in outcome.signed_judgements(contest.event)} == {"foxes"}


def test_one_no_of_three_changes_nothing_and_no_gate_is_among_the_points(contest):
    judged(contest, owls=(0, 1, 1))

    assert gates.failed_gates(contest.event) == {}
    assert list(outcome.contest_of(contest.event, contest.rubric()).entries) == ["foxes", "owls"]
    assert {cell.criterion for cell in outcome.signed_judgements(contest.event)} == {"impact"}


def test_half_is_not_more_than_half(contest):
    for juror, legal in zip(contest.jurors[:2], (0, 1), strict=True):
        answer(contest, juror, "owls", legal=legal)
        contest.sign(juror)

    (count,) = gates.gate_counts(contest.event)
    assert (count.yes, count.no, count.is_failed) == (1, 1, False)


def test_drafts_and_given_up_seats_do_not_answer(contest):
    chi, eva, _ = contest.jurors
    answer(contest, chi, "owls", legal=0)
    with transaction() as now:
        actions.recuse(contest.seat(eva, "owls"), cause="Amigos", by=contest.standing(eva), now=now)

    assert gates.gate_counts(contest.event) == []


def test_a_juror_answers_it_on_the_page_with_its_words(client, contest):
    enter(client, contest)
    address = sheet_of(contest)
    page = client.get(address).text

    assert "Rompe una licencia." in page
    assert "Se mira la licencia." in page
    client.submit(address, score_impact=3, score_legal=0)
    db.session.expire_all()
    (owls,) = [seat for seat in contest.desk(contest.jurors[0]).seats if seat.assignment.project.slug == "owls"]
    assert owls.scores == {"impact": 3, "legal": 0}
    assert '<td class="num">No</td>' in client.get("/events/libertad/jury/sign").text


def test_everybody_reads_the_gate_and_what_no_means(visit, contest):
    page = visit().get("/events/libertad/rubric").text

    assert "Rompe una licencia." in page
    assert "más de la mitad de sus fichas firmadas" in page
    assert "Además, un proyecto debe cumplir: Legal." in visit().get("/events/libertad").text
