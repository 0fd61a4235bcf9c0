"""The plan of the rounds names a rubric for each, once there is more than one; everybody reads which."""

import pytest

from hackathon.jury import round_queries
from tests.factories import HACKING, person, registration, sign_in
from tests.jury.cast import Contest, set_clock
from tests.jury.test_round_pages import ROUNDS, TWO_ROUNDS, plan
from tests.jury.test_round_rubrics import second_rubric


@pytest.fixture
def contest(session):
    return Contest(projects=4, jurors=3, is_open=False)


@pytest.fixture
def olu(client, contest):
    return sign_in(client, contest.olu)


def test_a_single_rubric_is_not_asked_for(olu, contest):
    assert 'name="rubric"' not in olu.get(ROUNDS).text
    assert plan(olu, **TWO_ROUNDS).location == ROUNDS
    assert [judging.rubric.number for judging in round_queries.rounds_of(contest.event)] == [1, 1]


def test_the_final_is_planned_by_its_own_rubric_and_the_form_remembers_it(olu, contest):
    second_rubric(contest)

    assert plan(olu, **TWO_ROUNDS, final_rubric=2).location == ROUNDS

    assert [judging.rubric.number for judging in round_queries.rounds_of(contest.event)] == [1, 2]
    form = olu.form(ROUNDS, action=ROUNDS)
    assert dict(form.sent)["final_rubric"] == "2"
    assert 'href="/events/libertad/rubric/2">La final' in olu.get(ROUNDS).text


def test_carrying_marks_over_between_two_rubrics_is_refused_at_its_field(olu, contest):
    second_rubric(contest)

    answer = plan(olu, **TWO_ROUNDS, final_rubric=2, carries_over=True)

    assert answer.status_code == 422
    assert "solo cuando las dos se evalúan con la misma rúbrica" in answer.text


def test_everybody_reads_by_what_each_round_is_judged(olu, contest, visit):
    second_rubric(contest)
    plan(olu, **TWO_ROUNDS, final_rubric=2)
    set_clock(HACKING)
    rita = person("Rita")
    registration(rita, contest.event)
    stranger, member = visit(), sign_in(visit(), rita)

    pages = [stranger.get("/events/libertad").text, member.get("/events/libertad/me").text]

    for page in pages:
        assert page.index("Primera ronda</h3>") < page.index("Innovación") < page.index("Final</h3>")
        assert "Exposición final" in page
        assert '/events/libertad/rubric/2"' in page
    rubric = stranger.get("/events/libertad/rubric/2").text
    assert "Con esta rúbrica se evalúa: final." in rubric
    plan(olu, **TWO_ROUNDS, final_rubric=1)
    assert "Ninguna ronda se evalúa con esta rúbrica." in stranger.get("/events/libertad/rubric/2").text
