"""The pages about one juror or one sheet: conflicts, exclusion, opening again; and what the chair sees."""

import re

from hackathon.database import transaction
from hackathon.jury import invitation_actions
from tests.jury.cast import link_in_mail
from tests.jury.test_round_pages import FIRST, ROUNDS, contest, juror_page, olu, open_next, seat_at

__all__ = ["contest", "olu"]  # fixtures


def test_what_organisers_know_of_a_juror_is_kept(olu, contest):
    team = contest.projects[0].team_id

    olu.submit(juror_page(contest), teams=[team], cause="mentor", words="Los asesoró.")

    page = olu.get(juror_page(contest)).text
    assert re.search(rf'checked[^>]*value="{team}"|value="{team}"[^>]*checked', page)
    assert "asesoró al equipo" in olu.get(ROUNDS).text
    refused = olu.submit(juror_page(contest, "eva"), teams=[team], words="")
    assert refused.status_code == 422
    assert "Diga por qué no debe evaluarlos." in refused.text


def test_a_sheet_is_excluded_and_listed_and_another_opened_again(olu, contest):
    open_next(olu)
    for slug in ("owls", "foxes"):
        contest.score(contest.jurors[0], slug)
    contest.sign(contest.jurors[0])

    assert olu.submit(f"{seat_at(contest, 0)}/exclusion", reason="Es su hermano.").location == FIRST
    assert "Es su hermano." in olu.get(FIRST).text
    reopening = f"{seat_at(contest, 0, 'foxes')}/reopening"
    assert olu.submit(reopening, reason="Se equivocó.").status_code == 422
    assert olu.submit(reopening, reason="Se equivocó.", absence="De viaje.").location == FIRST
    assert not contest.seat(contest.jurors[0], "foxes").sheet.is_signed
    assert "Esta ficha no está firmada" in olu.get(reopening).text


def test_a_juror_is_excluded_with_a_reason(olu, contest):
    open_next(olu)
    page = f"{juror_page(contest)}/exclusion"

    assert olu.submit(page, reason="").status_code == 422
    assert olu.submit(page, reason="Aceptó dinero.").location == ROUNDS
    assert "Excluido el" in olu.get(juror_page(contest)).text
    assert "Excluido" in olu.get("/events/libertad/manage/jury").text


def test_the_chair_sees_a_round_and_opens_a_sheet_and_nothing_else(olu, contest, visit):
    open_next(olu)
    with transaction() as now:
        chosen = contest.invitation("eva@example.pe")
        invitation_actions.name_chair(chosen, by=contest.standing(contest.olu), now=now)
    contest.score(contest.jurors[0], "owls")
    contest.sign(contest.jurors[0])
    eva = visit()
    eva.submit(link_in_mail("eva@example.pe"))

    assert "Reabrir" in eva.get(FIRST).text
    assert "Excluir" not in eva.get(FIRST).text
    assert [eva.get(page).status_code for page in (ROUNDS, f"{FIRST}/closing", f"{FIRST}/repair")] == [404] * 3
    assert eva.get(f"{seat_at(contest, 0)}/exclusion").status_code == 404
    assert eva.submit(f"{seat_at(contest, 0)}/reopening", reason="Se equivocó.").location == FIRST
