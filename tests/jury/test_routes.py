"""A juror's pages: the link, the desk, the sheet, stepping aside, signing; each once well and once refused."""

import threading

import pytest

from hackathon.database import Words, db, transaction
from hackathon.jury.rubric_actions import CriterionText, edit_rubric
from tests.factories import CALL, CHECKING, DELIBERATION, PREPARATION, SCORING, person, sign_in
from tests.jury.cast import FULL, Contest, link_in_mail, set_clock, sheets_in_database, team
from tests.machinery.databases import both_databases
from tests.machinery.statements import queries_at_most, statements_counted

JURY = "/events/libertad/jury"
TYPED = {f"score_{key}": score for key, score in FULL.items()}


@pytest.fixture
def contest(session):
    return Contest()


def enter(visitor, contest, email="chi@example.pe"):
    """The visitor, let in by the link of the mail."""
    answer = visitor.submit(link_in_mail(email))
    assert (answer.status_code, answer.location) == (303, JURY)
    return visitor


@pytest.fixture
def chi(client, contest):
    return enter(client, contest)


def sheet_of(contest, slug="owls", juror=0):
    return f"{JURY}/{contest.seat(contest.jurors[juror], slug).public_id}"


# The link


def test_the_link_shows_a_button_and_writes_nothing(client, session):
    contest = Contest(jurors=0, is_open=False)
    contest.invite("Chi")
    link = link_in_mail("chi@example.pe")

    page = client.get(link)

    assert page.status_code == 200
    assert "Chi, le invitamos al jurado" in page.text
    assert contest.invitation("chi@example.pe").accepted_at is None
    assert client.get(JURY).status_code == 302


def test_accepting_declares_conflicts_and_leads_to_the_projects(client, session):
    contest = Contest(jurors=0, is_open=False)
    contest.invite("Chi")
    owls = contest.projects[0].team_id

    answer = client.submit(link_in_mail("chi@example.pe"), conflicts=[owls], cause="Soy familiar", confidentiality=True)
    contest.open_round()

    assert (answer.status_code, answer.location) == (303, JURY)
    assert contest.invitation("chi@example.pe").conflicts == [{"team_id": owls, "cause": "Soy familiar"}]
    assert "Abstención" in client.get(JURY).text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"cause": "Soy familiar"}, "Sin esta declaración nadie se suma al jurado."),
        ({"conflicts": ["1"], "confidentiality": True}, "Diga por qué no debe evaluarlos."),
    ],
)
def test_an_acceptance_without_its_declarations_is_refused_and_the_text_kept(client, session, typed, reason):
    contest = Contest(jurors=0, is_open=False)
    contest.invite("Chi")

    answer = client.submit(link_in_mail("chi@example.pe"), **typed)

    assert answer.status_code == 422
    assert reason in answer.text
    assert typed.get("cause", "") in answer.text
    assert contest.invitation("chi@example.pe").accepted_at is None


def test_an_account_with_a_password_is_asked_to_sign_in_first(client, session):
    contest = Contest(jurors=0, is_open=False)
    someone = person("Chi")
    contest.invite("Chi")
    link = link_in_mail("chi@example.pe")

    page = client.get(link)
    signed_in = sign_in(client, someone).submit(link, confidentiality=True)

    assert f"/login?next={link}" in page.text
    assert "Aceptar y entrar" not in page.text
    assert signed_in.location == JURY


def test_a_participant_who_opens_the_link_learns_why_not(client, session):
    contest = Contest(jurors=0, is_open=False)
    someone = person("Chi")
    contest.invite("Chi")
    link = link_in_mail("chi@example.pe")
    team(contest.event, someone, "Sparrows")

    answer = sign_in(client, someone).submit(link, confidentiality=True)

    assert answer.status_code == 403
    assert "nadie evalúa y participa a la vez" in answer.text


def test_whoever_accepted_enters_again_by_the_same_link(client, visit, contest):
    link = link_in_mail("chi@example.pe")
    enter(client, contest)

    page = client.get(link)
    other = sign_in(visit(), person("Zed")).get(link)

    assert "Nos vemos de nuevo, Chi" in page.text
    assert client.submit(link).location == JURY
    assert other.status_code == 403
    assert "Esta invitación es para otra persona" in other.text


def test_an_unknown_link_is_not_found(client, contest):
    assert client.get("/invitations/abcdefgh").status_code == 404


def test_a_link_after_the_jurys_work_is_refused_with_the_reason(client, contest):
    set_clock(DELIBERATION)

    page = client.get(link_in_mail("chi@example.pe"))

    assert page.status_code == 403
    assert "El trabajo del jurado terminó" in page.text


# The desk and the sheet


def test_the_desk_lists_every_project_with_its_state(chi, contest):
    contest.score(contest.jurors[0], "owls")

    page = chi.get(JURY).text

    assert "Owls at work" in page
    assert "Lista para firmar" in page
    assert "74.00" in page
    assert "Sin empezar" in page


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
        edit_rubric(contest.rubric(), scale=(0, 100), ties=[], criteria=[line], by=olu, now=now)
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


# Stepping aside and signing


def test_stepping_aside_takes_a_cause_and_one_button(chi, contest):
    answer = chi.submit(f"{sheet_of(contest)}/recusal", cause="Asesoré a este equipo")

    assert answer.location == JURY
    assert "Usted no evalúa “Owls at work”." in chi.get(JURY).text
    assert chi.get(f"{sheet_of(contest)}/recusal").status_code == 403


def test_stepping_aside_without_a_cause_is_refused(chi, contest):
    assert chi.submit(f"{sheet_of(contest)}/recusal", cause=" ").status_code == 422


def test_the_table_flags_gaps_and_signs_the_rest(chi, contest):
    contest.score(contest.jurors[0], "owls")
    contest.score(contest.jurors[0], "foxes", innovation=None)

    page = chi.get(f"{JURY}/sign").text
    answer = chi.submit(f"{JURY}/sign")

    assert page.count(">falta<") == 1
    assert "A 1 proyecto le faltan puntajes." in page
    assert answer.location == JURY
    assert sheets_in_database() == [("foxes", "draft", 18), ("owls", "signed", 23)]
    assert "1 ficha firmada." in chi.get(JURY).text


def test_a_sheet_saved_in_another_tab_must_be_looked_at_before_signing(chi, contest):
    contest.score(contest.jurors[0])
    opened = chi.form(f"{JURY}/sign")
    contest.score(contest.jurors[0], open_data=0)

    answer = chi.post(opened.action, data=opened.filled({}))

    assert answer.status_code == 409
    assert sheets_in_database()[1] == ("owls", "draft", 19)


def test_nothing_is_signed_out_of_time(chi, contest):
    contest.score(contest.jurors[0])
    form = chi.form(f"{JURY}/sign")
    set_clock(DELIBERATION)

    answer = chi.post(form.action, data=form.filled({}))

    assert answer.status_code == 403
    assert "La evaluación está cerrada" in answer.text
    assert sheets_in_database()[1] == ("owls", "draft", 23)


# Cost, and the public page


def test_a_jurors_pages_cost_the_same_for_one_project_and_for_thirty(client, visit, session):
    contest = Contest(projects=31, is_open=True)
    chi = enter(client, contest)
    counts = {}
    for address in (JURY, f"{JURY}/sign", sheet_of(contest)):
        with queries_at_most(15) as said:
            chi.get(address)
        counts[address] = len(said)

    assert max(counts.values()) <= 15


def test_the_rubric_is_public_from_the_call_on(client, contest):
    set_clock(PREPARATION)
    refused = client.get("/events/libertad/rubric")
    set_clock(CALL)
    page = client.get("/events/libertad/rubric")

    assert refused.status_code == 403
    assert "se publica al abrirse la convocatoria" in refused.text
    assert page.status_code == 200
    assert "Cambia una decisión o un servicio para muchas personas y dice cómo se medirá." in page.text


def test_the_public_page_says_since_when_the_rule_stands(client, contest):
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])
    set_clock(SCORING)

    with statements_counted() as said:
        page = client.get("/events/libertad/rubric").text

    assert "desde entonces esta regla no puede cambiar" in page
    assert len(said) <= 8
