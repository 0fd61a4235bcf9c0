"""A juror's desk and score sheets: each page once well, and every refusal with the text kept."""

import threading

import pytest

from hackathon.database import Words, db, transaction
from hackathon.jury.rubric_actions import edit_rubric
from hackathon.jury.rubric_files import CriterionText, RubricText
from tests.factories import CHECKING, DELIBERATION, person, sign_in
from tests.jury.cast import JURY, TYPED, Contest, enter, set_clock, sheet_of, sheets_in_database
from tests.machinery.databases import both_databases


@pytest.fixture
def contest(session):
    return Contest()


@pytest.fixture
def chi(client, contest):
    return enter(client, contest)


def test_the_desk_lists_every_project_with_its_state(chi, contest):
    contest.score(contest.jurors[0], "owls")

    page = chi.get(JURY).text

    assert "Owls at work" in page
    assert "Lista para firmar" in page
    assert "74.00" in page
    assert "Sin empezar" in page


def test_a_team_that_is_made_up_says_so(chi, contest):
    with transaction():
        db.session.execute(db.text("UPDATE team SET is_fictional = true"))

    assert "Owls (ficticio)" in chi.get(JURY).text
    assert "Owls (ficticio)" in chi.get(sheet_of(contest)).text


def test_a_desk_without_projects_says_when_they_come(client, session):
    contest = Contest(is_open=False)

    assert "Todavía no tiene proyectos por evaluar" in enter(client, contest).get(JURY).text


def test_the_jurys_pages_are_not_for_organisers_or_strangers(client, visit, contest):
    olu, zed = sign_in(client, contest.olu), sign_in(visit(), person("Zed"))

    assert visit().get(sheet_of(contest)).status_code == 302
    for visitor in (olu, zed):
        for address in (JURY, f"{JURY}/sign"):
            page = visitor.get(address)
            assert page.status_code == 403
            assert "Solo el jurado de este evento ve esto." in page.text


def test_nothing_is_chosen_before_the_juror_chooses(chi, contest):
    page = chi.get(sheet_of(contest)).text

    assert " checked" not in page
    assert '<b id="total">0.00</b>' in page


def test_a_sheet_is_saved_and_leads_to_the_next(chi, contest):
    answer = chi.submit(sheet_of(contest), **TYPED, comment="Buen cruce de datos.")

    assert answer.location == sheet_of(contest, "foxes")
    assert sheets_in_database() == [("foxes", "draft", None), ("owls", "draft", 23)]
    page = chi.get(sheet_of(contest)).text
    assert "Buen cruce de datos." in page
    assert '<b id="total">74.00</b>' in page
    assert "Cruza dos o más conjuntos y explica sus límites." in page


def test_the_last_sheet_leads_to_the_signature(chi, contest):
    chi.submit(sheet_of(contest), **TYPED)

    assert chi.submit(sheet_of(contest, "foxes"), **TYPED).location == f"{JURY}/sign"


def test_the_jury_sees_the_project_as_it_was_handed_in(chi, contest, session):
    with transaction():
        db.session.execute(db.text("UPDATE project SET summary = 'Changed after the closing'"))

    page = chi.get(sheet_of(contest)).text

    assert "Owls at work in one sentence." in page
    assert "Changed after the closing" not in page
    assert '<a href="/datasets/libertad/bancos-de-sangre">Bancos de sangre</a>: ubicación y horario' in page
    assert "Código en 4f1c9ab" in page


@pytest.mark.parametrize(("typed", "said"), [("9", "fuera de la escala"), ("many", "")])
def test_a_score_that_is_none_is_refused_and_the_rest_kept(chi, contest, typed, said):
    form = chi.form(sheet_of(contest))
    data = form.filled({**TYPED, "comment": "Se queda aquí."}) | {"score_innovation": typed}

    answer = chi.post(form.action, data=data)

    assert answer.status_code == 422
    assert said in answer.text
    assert "Se queda aquí." in answer.text
    assert sheets_in_database()[1] == ("owls", "draft", None)


def test_a_scale_to_a_hundred_is_typed_as_a_number(client, session):
    contest = Contest(is_open=False)
    ends = {0: Words("Nada"), 100: Words("Todo")}
    with transaction() as now:
        line = CriterionText(None, Words("Datos"), Words(""), 100, ends)
        olu = contest.standing(contest.olu)
        edit_rubric(contest.rubric(), RubricText(scale=(0, 100), criteria=[line]), by=olu, now=now)
    contest.open_round()
    chi = enter(client, contest)

    refused = chi.submit(sheet_of(contest), score_datos=101)
    saved = chi.submit(sheet_of(contest), score_datos=87)

    assert (refused.status_code, saved.status_code) == (422, 303)
    assert 'type="number"' in chi.get(sheet_of(contest)).text
    assert sheets_in_database()[1] == ("owls", "draft", 87)


def test_another_jurors_sheet_is_not_found(client, visit, session):
    contest = Contest(jurors=2)
    chi = enter(client, contest)

    for path in ("", "/recusal"):
        assert chi.get(sheet_of(contest, juror=1) + path).status_code == 404
        assert chi.post(sheet_of(contest, juror=1) + path, data=TYPED).status_code in (400, 404)
    assert sign_in(visit(), contest.olu).get(sheet_of(contest)).status_code == 404
    assert chi.get("/events/nowhere/jury/anything").status_code == 404
    assert {total for _, _, total in sheets_in_database()} == {None}


@pytest.mark.parametrize("instant", [CHECKING, DELIBERATION])
def test_a_sheet_out_of_time_is_refused_and_the_text_kept(chi, contest, instant):
    form = chi.form(sheet_of(contest))
    set_clock(instant)

    answer = chi.post(form.action, data=form.filled({**TYPED, "comment": "Tarde."}))

    assert answer.status_code == 403
    assert "La evaluación está cerrada" in answer.text
    assert "Tarde." in answer.text
    assert "Guardar y siguiente" not in chi.get(sheet_of(contest)).text


def test_after_signing_a_save_is_refused_and_the_text_kept(chi, contest):
    form = chi.form(sheet_of(contest))
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])

    answer = chi.post(form.action, data=form.filled({**TYPED, "comment": "Después de firmar."}))

    assert answer.status_code in (403, 409)
    assert "Después de firmar." in answer.text
    assert sheets_in_database()[1] == ("owls", "signed", 23)
    assert "Firmada el" in chi.get(sheet_of(contest)).text


def test_two_tabs_show_both_texts_and_overwrite_nothing(chi, contest):
    first, second = (chi.form(sheet_of(contest)) for _ in range(2))
    chi.post(first.action, data=first.filled({**TYPED, "score_innovation": 0, "comment": "De la primera."}))

    stale = chi.post(second.action, data=second.filled({"comment": "De la segunda."}))

    assert stale.status_code == 409
    assert "De la primera." in stale.text
    assert "De la segunda." in stale.text
    assert sheets_in_database()[1] == ("owls", "draft", 18)


@both_databases
def test_the_same_sheet_sent_twice_at_once_is_saved_once(app, chi, contest):
    form = chi.form(sheet_of(contest))
    data, cookie = form.filled(TYPED), chi.get_cookie("session")
    answers = []

    def send():
        one = app.test_client()
        one.set_cookie("session", cookie.value)
        answer = one.post(form.action, data=data)
        answers.append((answer.status_code, answer.location))

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [(303, sheet_of(contest, "foxes"))] * 3
    assert contest.seat(contest.jurors[0]).sheet.version == 2
