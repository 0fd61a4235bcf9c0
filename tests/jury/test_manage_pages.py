"""The organisers' two pages: the jury, and the rubric; who else asks finds nothing."""

import re

import pytest

from tests.factories import DELIBERATION, SCORING, person, sign_in
from tests.jury.cast import Contest, link_in_mail, set_clock

JURY = "/events/libertad/manage/jury"
RUBRIC = "/events/libertad/manage/rubric"


@pytest.fixture
def contest(session):
    return Contest(jurors=1, is_open=False)


@pytest.fixture
def olu(client, contest):
    return sign_in(client, contest.olu)


def press(visitor, contest, what, email="chi@example.pe"):
    address = f"{JURY}/{contest.invitation(email).public_id}/{what}"
    return visitor.post(address, data=visitor.form(JURY, action=address).filled({}))


def test_people_are_invited_by_a_list(olu, contest):
    people = "Rosa Quispe, rosa@example.pe\n\n  Marco Ruiz <marco@example.pe>"

    answer = olu.submit(JURY, people=people)

    assert (answer.status_code, answer.location) == (303, JURY)
    page = olu.get(JURY).text
    assert "2 personas invitadas." in page
    assert "Rosa Quispe" in page
    assert link_in_mail("marco@example.pe").startswith("/invitations/")


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ("", "Complete este campo."),
        ("Rosa Quispe", "Esta línea necesita un nombre, una coma y un correo: Rosa Quispe"),
        ("Rosa, rosa@", "Esta línea necesita un nombre, una coma y un correo: Rosa, rosa@"),
        ("Rosa, r@example.pe\nOtra, R@example.pe", "Aparecen dos veces: r@example.pe."),
        ("\n".join(f"P, p{n}@example.pe" for n in range(31)), "Como máximo 30 personas a la vez."),
        ("Chi, chi@example.pe", "Ya tienen invitación: chi@example.pe."),
        ("Ada, ada@example.pe", "nadie evalúa y participa a la vez: ada@example.pe."),
    ],
)
def test_a_list_that_cannot_be_invited_is_refused_and_kept(olu, contest, people, reason):
    answer = olu.submit(JURY, people=people)

    assert answer.status_code == 422
    assert reason in answer.text
    assert people.splitlines()[-1:] == [] or people.splitlines()[-1] in answer.text


@pytest.mark.parametrize(
    "line",
    ["Rosa, rosa@example.pe", "Rosa;rosa@example.pe", "Rosa <rosa@example.pe>", "Rosa  < rosa@example.pe >"],
)
def test_a_person_is_written_in_several_ways(olu, contest, line):
    olu.submit(JURY, people=line)

    assert contest.invitation("rosa@example.pe").name == "Rosa"


@pytest.mark.parametrize(
    "line", [", rosa@example.pe", "Quispe, Rosa, rosa@example.pe", "Rosa, <rosa@example.pe>", "R>, rosa@example.pe"]
)
def test_a_line_with_more_than_a_name_and_an_address_is_refused(olu, contest, line):
    assert "Esta línea necesita" in olu.submit(JURY, people=line).text


def test_a_list_that_is_too_long_is_not_read_line_by_line(olu, contest):
    answer = olu.submit(JURY, people="Rosa" + " " * 9_000 + "Quispe")

    assert answer.status_code == 422
    assert "Esta línea necesita" not in answer.text


def test_a_link_is_sent_again_a_chair_named_and_an_invitation_revoked(olu, contest):
    before = link_in_mail("chi@example.pe")

    assert press(olu, contest, "mail").location == JURY
    assert press(olu, contest, "chair").location == JURY
    assert link_in_mail("chi@example.pe") != before
    assert contest.invitation("chi@example.pe").is_chair

    address = f"{JURY}/{contest.invitation('chi@example.pe').public_id}/revocation"
    assert "Revocar la invitación de Chi" in olu.get(address).text
    assert olu.submit(address).location == JURY
    assert "Revocada" in olu.get(JURY).text


def test_a_juror_who_signed_is_not_revoked(olu, contest):
    contest.open_round()
    address = f"{JURY}/{contest.invitation('chi@example.pe').public_id}/revocation"
    form = olu.form(address)
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])

    answer = olu.post(address, data=form.filled({}))

    assert answer.status_code == 403
    assert "Este jurado ya firmó fichas" in answer.text
    assert "Este jurado ya firmó fichas" in olu.get(address).text


def test_after_scoring_the_page_shows_the_jury_and_no_buttons(olu, contest):
    set_clock(DELIBERATION)

    page = olu.get(JURY).text

    assert "chi@example.pe" in page
    assert "Reenviar el enlace" not in page
    assert "ya nadie puede sumarse al jurado" in page


def test_for_anybody_else_the_pages_do_not_exist(client, visit, contest):
    for visitor in (visit(), sign_in(visit(), person("Zed")), sign_in(visit(), contest.captains[0])):
        for address in (JURY, RUBRIC, f"{JURY}/{contest.invitation('chi@example.pe').public_id}/revocation"):
            assert visitor.get(address).status_code in (302, 404)


# The rubric


def test_the_rubric_is_edited_on_one_page(olu, contest):
    answer = olu.submit(
        RUBRIC, **{"criteria-0-name_es": "Datos", "criteria-0-weight": 30, "criteria-1-weight": 20, "tie_second": ""}
    )

    assert answer.location == RUBRIC
    rubric = contest.rubric()
    assert [(str(c.name), c.weight) for c in rubric.criteria[:2]] == [("Datos", 30), ("Impacto público", 20)]
    assert rubric.tie_criteria == ["open_data"]


def test_a_criterion_with_a_strange_number_is_no_criterion(olu, contest):
    before = len(contest.rubric().criteria)

    answer = olu.post(
        RUBRIC, data=olu.form(RUBRIC).filled({"criteria-0-name_es": "Datos"}) | {"criteria-²-name_es": "Equipo"}
    )

    assert answer.location == RUBRIC
    assert len(contest.rubric().criteria) == before


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"criteria-0-weight": 24}, "Los pesos suman 99"),
        ({"criteria-0-weight": ""}, "Ponga un peso a este criterio."),
        ({"criteria-0-weight": 101}, "Un peso es un número entero de 1 a 100."),
        ({"criteria-0-anchors_es": "0 Nada"}, "Cada línea lleva un nivel, dos puntos y un texto."),
        ({"criteria-0-anchors_es": "0: Nada\n0: Otra vez"}, "El nivel 0 está descrito dos veces."),
        ({"criteria-0-anchors_es": "0: Nada"}, "no dice nada del nivel 1, 2, 3, 4, 5"),
        ({"scale": "1-5"}, "describe el nivel 0"),
    ],
)
def test_a_rubric_that_cannot_stand_is_refused_and_the_text_kept(olu, contest, typed, reason):
    answer = olu.submit(RUBRIC, **typed, **{"criteria-1-help_es": "Se queda escrito."})

    assert answer.status_code == 422
    assert reason in answer.text
    assert "Se queda escrito." in answer.text
    assert contest.rubric().criteria[0].weight == 25


def test_two_organisers_see_both_texts(olu, contest):
    first, second = (olu.form(RUBRIC) for _ in range(2))
    olu.post(RUBRIC, data=first.filled({"criteria-0-help_es": "De la primera."}))

    stale = olu.post(RUBRIC, data=second.filled({"criteria-0-help_es": "De la segunda."}))

    assert stale.status_code == 409
    assert "De la primera." in stale.text
    assert "De la segunda." in stale.text
    assert str(contest.rubric().criteria[0].help) == "De la primera."


def test_once_a_sheet_is_signed_the_rubric_is_shown_and_not_edited(olu, contest):
    form = olu.form(RUBRIC)
    contest.open_round()
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])
    set_clock(SCORING)

    page = olu.get(RUBRIC).text
    answer = olu.post(RUBRIC, data=form.filled({"criteria-0-help_es": "Tarde."}))

    assert "La primera ficha está firmada" in page
    assert not re.search(r"<textarea", page)
    assert answer.status_code in (403, 409)
    assert "Tarde." in answer.text


def test_who_declined_stands_there_with_the_reason_and_what_to_do(olu, contest, visit):
    for name in ("Rosa", "Marco"):
        contest.invite(name)
    visit().submit(f"{link_in_mail('rosa@example.pe')}/declination", reason="Estaré de viaje")
    visit().submit(f"{link_in_mail('marco@example.pe')}/declination")

    page = olu.get(JURY).text

    assert page.count("Declinó") == 2
    assert page.count("Estaré de viaje") == 1
    assert page.count("Invite a otra persona más abajo.") == 2


def test_whoever_changed_their_mind_or_was_revoked_is_not_said_to_have_declined(olu, contest, visit):
    for name in ("Rosa", "Marco"):
        contest.invite(name)
        visit().submit(f"{link_in_mail(f'{name.lower()}@example.pe')}/declination", reason="Estaré de viaje")
    visit().submit(link_in_mail("rosa@example.pe"), confidentiality=True)
    olu.submit(f"{JURY}/{contest.invitation('marco@example.pe').public_id}/revocation")

    page = olu.get(JURY).text

    assert "Declinó" not in page
    assert "Estaré de viaje" not in page
