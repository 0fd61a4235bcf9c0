"""The way in by a link and the way out by a signature; stepping aside; what the pages cost; the public rubric."""

import pytest

from tests.factories import CALL, DELIBERATION, PREPARATION, SCORING, person, sign_in
from tests.jury.cast import JURY, Contest, enter, link_in_mail, set_clock, sheet_of, sheets_in_database, team, withdraw
from tests.machinery.statements import statements_counted


@pytest.fixture
def contest(session):
    return Contest()


@pytest.fixture
def chi(client, contest):
    return enter(client, contest)


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


def test_a_juror_who_signed_everything_is_thanked_and_has_nothing_left_to_press(chi, contest):
    for slug in ("owls", "foxes"):
        contest.score(contest.jurors[0], slug)
    contest.sign(contest.jurors[0])

    page = chi.get(JURY).text

    assert "Todo está firmado. Gracias." in page
    assert f'href="{JURY}/sign"' not in page


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


def test_a_project_that_was_withdrawn_is_off_the_desk_and_its_sheet_gone(contest, chi):
    address = f"{JURY}/{contest.seat(contest.jurors[0]).public_id}"
    title = contest.projects[0].title
    assert chi.get(address).status_code == 200

    withdraw(contest, contest.projects[0].slug)

    assert chi.get(address).status_code == 404
    assert title not in chi.get(JURY).text
