"""The pages of the rounds: plan, draw, progress, repair, visits, closing, exclusion; and who does not see them."""

import re

import pytest

from hackathon.jury import round_queries
from tests.factories import HACKING, person, sign_in
from tests.jury.cast import Contest, link_in_mail, set_clock

ROUNDS = "/events/libertad/manage/rounds"
FIRST = f"{ROUNDS}/1"
TWO_ROUNDS = {"kind": "final", "per_project": 2, "quorum": 2, "finalists_wanted": 2, "final_quorum": 2}


@pytest.fixture
def contest(session):
    return Contest(projects=4, jurors=3, is_open=False)


@pytest.fixture
def olu(client, contest):
    return sign_in(client, contest.olu)


def plan(visitor, bars_domains=None, **typed):
    return visitor.post(ROUNDS, data=visitor.form(ROUNDS, action=ROUNDS).filled({"bars_domains": bars_domains} | typed))


def open_next(visitor):
    action = f"{ROUNDS}/opening"
    return visitor.post(action, data=visitor.form(ROUNDS, action=action).filled({}))


def seat_at(contest, juror, slug="owls"):
    return f"{ROUNDS}/seats/{contest.seat(contest.jurors[juror], slug).public_id}"


def juror_page(contest, name="chi"):
    return f"{ROUNDS}/jurors/{contest.invitation(f'{name}@example.pe').public_id}"


def test_a_plan_is_kept_and_what_it_gives_is_shown_before_it_opens(olu, contest):
    assert plan(olu, **TWO_ROUNDS).location == ROUNDS

    page = olu.get(ROUNDS).text
    assert [judging.kind for judging in round_queries.rounds_of(contest.event)] == ["first", "final"]
    assert all(name in page for name in ("Primera ronda", "2 jurados por proyecto.", "Chi", "Eslabón débil"))
    assert round_queries.ground_of(round_queries.rounds_of(contest.event)[0]).seed in page


def test_jurors_and_minutes_are_reckoned_from_what_is_typed(olu, contest):
    plan(olu, per_project=2, quorum=2)

    assert (
        "Hacen falta 2 jurados con ese tiempo. Hay 3, y quien más tiene trabaja 27 minutos."
        in olu.get(f"{ROUNDS}?minutes=9&time=60").text
    )
    assert "Escriba minutos enteros" in olu.get(f"{ROUNDS}?minutes=0&time=60").text
    assert "Escriba minutos enteros" in olu.get(f"{ROUNDS}?minutes=x").text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"per_project": 2, "quorum": 3}, "no puede tener 3 fichas de 2 jurados"),
        ({"quorum": ""}, "Complete este campo."),
        ({"per_project": 0}, "0"),
    ],
)
def test_a_plan_that_cannot_stand_is_refused_and_kept(olu, contest, typed, reason):
    answer = plan(olu, capacity=17, **typed)

    assert answer.status_code == 422
    assert reason in answer.text
    assert 'value="17"' in answer.text
    assert round_queries.rounds_of(contest.event) == []


def test_conflicts_are_listed_with_their_cause_and_what_lacks_with_its_remedy(olu, contest):
    plan(olu, bars_domains="y", per_project=2, quorum=2)

    page = olu.get(ROUNDS).text

    assert "misma organización: example.pe" in page
    assert "recibe 0 de los 2 jurados que necesita" in page
    assert "Demasiados jurados no deben evaluarlo." in page
    assert "Sin ningún proyecto: Chi, Dan, Eva." in page


def test_the_plain_mean_is_warned_of_where_not_everybody_judges_everything(olu, contest):
    plan(olu, per_project=2, quorum=2)
    assert "un jurado estricto le cuesta el puesto" in olu.get(ROUNDS).text

    plan(olu, per_project="", quorum=2)
    assert "un jurado estricto le cuesta el puesto" not in olu.get(ROUNDS).text


def test_the_round_opens_by_a_button_and_shows_how_far_it_is(olu, contest):
    plan(olu, per_project=2, quorum=2)

    assert open_next(olu).location == FIRST
    contest.score(contest.jurors[0], contest.desk(contest.jurors[0]).seats[0].assignment.project.slug)
    contest.sign(contest.jurors[0])

    page = olu.get(FIRST).text
    assert "1 de 8" in page
    assert "Avance de cada proyecto" in page
    assert "Abrir la ronda" not in olu.get(ROUNDS).text


def test_a_round_that_cannot_open_says_why(olu, contest):
    form = olu.form(ROUNDS, action=f"{ROUNDS}/opening")
    set_clock(HACKING)

    answer = olu.post(form.action, data=form.filled({}))

    assert answer.status_code == 403
    assert "Las entregas siguen abiertas" in answer.text
    assert f'action="{ROUNDS}/opening"' not in olu.get(ROUNDS).text


def test_a_juror_leaves_and_the_repair_is_looked_at_and_done(olu, contest):
    plan(olu, per_project=1, quorum=1)
    open_next(olu)
    assert "No hay nada que reparar" in olu.get(f"{FIRST}/repair").text

    assert olu.submit(f"{juror_page(contest)}/leaving", reason="Enferma").location == ROUNDS
    assert "Ver qué cambiaría una reparación" in olu.get(FIRST).text
    assert olu.submit(f"{FIRST}/repair").location == FIRST
    assert "se retiró" in olu.get(FIRST).text
    assert all(len(contest.desk(juror).seats) == 2 for juror in contest.jurors[1:])


def test_a_repair_that_changed_meanwhile_is_shown_again(olu, contest):
    plan(olu, per_project=1, quorum=1)
    open_next(olu)
    olu.submit(f"{juror_page(contest)}/leaving", reason="Enferma")
    form = olu.form(f"{FIRST}/repair")
    olu.submit(f"{juror_page(contest, 'eva')}/leaving", reason="También")

    answer = olu.post(f"{FIRST}/repair", data=form.filled({}))

    assert answer.status_code == 422
    assert "revise otra vez la reparación" in answer.text


def test_a_round_is_closed_with_what_each_project_has(olu, contest):
    open_next(olu)
    page = olu.get(f"{FIRST}/closing").text
    assert "No han terminado: Chi, Eva, Dan." in page or "No han terminado: Chi, Dan, Eva." in page

    refused = olu.submit(f"{FIRST}/closing", reason="Se acabó.")
    assert refused.status_code == 422
    assert "Tienen menos fichas firmadas que el quórum" in refused.text
    assert "Se acabó." in refused.text
    assert olu.submit(f"{FIRST}/closing", quorum=0, reason="Se acabó.").location == FIRST
    assert "Se cerró el" in olu.get(FIRST).text
    assert "Esta ronda está cerrada" in olu.get(f"{FIRST}/closing").text


def test_visits_have_hours_places_and_a_line_on_each_jurors_desk(olu, contest, visit):
    open_next(olu)
    answer = olu.submit(f"{FIRST}/timetable", starts_at="2026-10-18T15:00", minutes=12, places="A\nB\nC\nSala 4")

    page = olu.get(f"{FIRST}/timetable").text
    assert answer.location == f"{FIRST}/timetable"
    assert page.count("15:12") >= 1
    assert "Sala 4" in page
    chi = visit()
    chi.submit(link_in_mail("chi@example.pe"))
    assert len(re.findall(r"Visita: 15:\d\d, mesa o sala", chi.get("/events/libertad/jury").text)) == 4


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"places": "A\nB"}, "Hay 4 proyectos y 2 lugares"),
        ({"starts_at": ""}, "Complete este campo."),
        ({"minutes": 0}, "0"),
    ],
)
def test_visits_that_cannot_be_planned_are_refused_and_kept(olu, contest, typed, reason):
    open_next(olu)

    answer = olu.submit(f"{FIRST}/timetable", **({"starts_at": "2026-10-18T15:00", "minutes": 12} | typed))

    assert answer.status_code == 422
    assert reason in answer.text


def test_a_panel_comes_together(olu, contest):
    open_next(olu)
    olu.submit(f"{FIRST}/timetable", starts_at="2026-10-18T15:00", minutes=10, panel="y")

    hours = {
        seat.project.slug: {other.visit_at for other in seats if other.project.slug == seat.project.slug}
        for seats in [round_queries.seats_of(round_queries.rounds_of(contest.event)[0])]
        for seat in seats
    }
    assert all(len(found) == 1 for found in hours.values())


def test_for_anybody_else_the_pages_do_not_exist(client, visit, contest):
    contest.open_round()
    pages = (ROUNDS, FIRST, f"{FIRST}/timetable", juror_page(contest), f"{seat_at(contest, 0)}/exclusion")
    juror = visit()
    juror.submit(link_in_mail("chi@example.pe"))

    for visitor in (visit(), sign_in(visit(), person("Zed")), sign_in(visit(), contest.captains[0]), juror):
        assert {visitor.get(page).status_code for page in pages} <= {302, 404}


def test_a_round_that_is_only_planned_says_so(olu, contest):
    plan(olu, **TWO_ROUNDS)

    assert "Esta ronda todavía no está abierta" in olu.get(f"{ROUNDS}/2").text
    assert olu.get(f"{ROUNDS}/3").status_code == 404
