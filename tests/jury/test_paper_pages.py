"""The pages of paper sheets: finding one by its code, typing it unseen, differences side by side, and who is refused."""

import re

import pytest

from hackathon.jury import queries as jury_queries
from hackathon.results.sheet_paper import blank_sheets
from tests.factories import person, sign_in
from tests.jury.cast import TYPED, Contest, enter, sheet_of
from tests.jury.papers import read, staff
from tests.machinery.statements import queries_at_most

PAPERS = "/events/libertad/manage/rounds/papers"
WHOLE = TYPED | {"is_signed": True}


@pytest.fixture
def contest(session):
    made = Contest(jurors=2)
    made.sol, made.tim = staff(made, "Sol"), staff(made, "Tim")
    return made


@pytest.fixture
def sol(visit, contest):
    return sign_in(visit(), contest.sol)


@pytest.fixture
def tim(visit, contest):
    return sign_in(visit(), contest.tim)


def code(contest, juror=0, slug="owls"):
    return contest.seat(contest.jurors[juror], slug).public_id


def page_of(contest, juror=0, slug="owls"):
    return f"{PAPERS}/{code(contest, juror, slug)}"


def test_a_sheet_is_found_by_its_code_and_an_unknown_one_is_said_to_be_so(sol, contest):
    typed = code(contest).lower().replace("-", "")

    assert sol.get(f"{PAPERS}?code={typed}").location == page_of(contest)
    unknown = sol.get(f"{PAPERS}?code=AAAA")
    assert unknown.status_code == 404
    assert "Ninguna ficha de este evento tiene este código" in unknown.text
    assert 'value="AAAA"' in unknown.text


def test_two_people_type_a_sheet_and_it_is_listed_as_signed_on_paper(sol, tim, contest):
    assert sol.submit(page_of(contest), **WHOLE, comment="Muy bien.").location == PAPERS
    waiting = sol.get(PAPERS).text
    assert "Una segunda persona" in waiting

    assert tim.submit(page_of(contest), **WHOLE).location == PAPERS

    listed = tim.get(PAPERS).text
    assert "Fichas firmadas en papel" in listed
    assert "Transcribió Sol, verificó Tim." in tim.get(page_of(contest)).text
    round_page = tim.get("/events/libertad/manage/rounds/1").text
    assert "1 de ellas está firmada en papel." in round_page
    assert "firmada en papel" in round_page


def test_the_second_person_sees_the_comment_and_no_mark_of_the_first(sol, tim, contest):
    sol.submit(page_of(contest), **WHOLE | {"score_innovation": 1}, comment="Muy bien.")

    page = tim.get(page_of(contest))

    assert "Alguien ya transcribió esta ficha." in page.text
    assert "Muy bien." in page.text
    assert re.search(r"\bSol\b", page.text) is None
    assert "checked" not in page.text


def test_differences_stand_side_by_side_and_nothing_counts(sol, tim, contest):
    sol.submit(page_of(contest), **WHOLE)

    answer = tim.submit(page_of(contest), **WHOLE | {"score_innovation": 1})

    assert answer.location == page_of(contest)
    page = tim.get(page_of(contest)).text
    assert "Las transcripciones difieren" in page
    assert page.count('data-state="differs"') == 1
    assert "Las transcripciones difieren" in sol.get(PAPERS).text
    assert not contest.seat(contest.jurors[0]).sheet.is_signed


def test_a_paper_without_a_signature_or_a_mark_is_refused_and_what_was_typed_stays(sol, contest):
    unsigned = sol.submit(page_of(contest), **TYPED, comment="Muy bien.")
    with_a_gap = sol.submit(page_of(contest), **WHOLE | {"score_innovation": None}, comment="Muy bien.")

    assert (unsigned.status_code, with_a_gap.status_code) == (422, 422)
    assert "Sin firma no es una ficha firmada" in unsigned.text
    assert "Aquí falta un puntaje." in with_a_gap.text
    assert "Muy bien." in with_a_gap.text


def test_what_was_signed_on_screen_is_said_to_stand(sol, contest):
    contest.score(contest.jurors[0])
    contest.sign(contest.jurors[0])

    page = sol.get(page_of(contest))

    assert "El jurado firmó esta ficha en pantalla, y eso vale." in page.text
    assert "paper-marks" not in page.text


def test_the_juror_reads_that_the_sheet_was_signed_on_paper(sol, tim, contest, visit):
    sol.submit(page_of(contest), **WHOLE)
    tim.submit(page_of(contest), **WHOLE)

    chi = enter(visit(), contest)

    assert "Firmada en papel" in chi.get("/events/libertad/jury").text
    assert "Firmada en papel; cuenta desde" in chi.get(sheet_of(contest)).text


def test_closing_says_what_was_typed_once_only(sol, contest):
    sol.submit(page_of(contest), **WHOLE)

    closing = sol.get("/events/libertad/manage/rounds/1/closing").text

    assert "1 ficha de papel está transcrita y sin verificar, así que no cuenta." in closing


def test_nobody_but_organisers_finds_these_pages(contest, visit):
    zed, chi = sign_in(visit(), person("Zed")), enter(visit(), contest)

    assert [one.get(address).status_code for one in (zed, chi) for address in (PAPERS, page_of(contest))] == [404] * 4


def test_the_list_asks_as_often_for_three_sheets_as_for_one(sol, contest):
    read(contest, contest.sol)
    sol.get(PAPERS)
    with queries_at_most(10):
        sol.get(PAPERS)
    for juror, slug in ((0, "foxes"), (1, "owls")):
        read(contest, contest.sol, juror, slug)

    with queries_at_most(10):
        assert sol.get(PAPERS).text.count("Una segunda persona") == 3


def test_the_qr_code_of_a_printed_sheet_opens_its_page(contest, monkeypatch):
    asked = []
    monkeypatch.setattr("hackathon.results.sheet_paper.qr_of", lambda text: asked.append(text) or "<svg/>")
    monkeypatch.setattr("hackathon.results.sheet_paper.pdf", lambda name, paper, at: b"%PDF-")
    seats = jury_queries.seats_to_print(contest.event)

    blank_sheets(contest.event, contest.rubric(), seats, address="https://minka.example.pe/papers", at=None)

    assert asked == [f"https://minka.example.pe/papers/{seat.public_id}" for seat in seats]
