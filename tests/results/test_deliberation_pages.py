"""The pages of the deliberation: what the chair, a juror, an organiser and everybody else read and do there."""

from typing import Any

import pytest

from hackathon import audit
from hackathon.accounts.models import Person
from hackathon.database import transaction
from tests.factories import SCORING, sign_in
from tests.jury.cast import Contest, set_clock
from tests.results.deliberation import NEAR, WHY, asked, deliberating, order

pytestmark = pytest.mark.usefixtures("session")
ROOM = "/events/libertad/jury/deliberation"
DESK = "/events/libertad/manage/results"


@pytest.fixture
def contest() -> Contest:
    return deliberating()


def key_of(contest: Contest, slug: str) -> str:
    return str(next(one.id for one in contest.projects if one.slug == slug))


def group_page(contest: Contest) -> str:
    return f"{ROOM}/order/{key_of(contest, 'foxes')}"


def test_before_the_chair_lies_the_order_with_what_is_left_to_the_jury(contest: Contest, visit: Any) -> None:
    chi, olu = sign_in(visit(), contest.jurors[0]), sign_in(visit(), contest.olu)

    for page in (chi.get(ROOM).text, olu.get(ROOM).text):
        assert "Foxes at work · Owls at work · Team 02 at work" in page
        assert "del siguiente. <b>Un premio depende de esto.</b>" in " ".join(page.split())
        assert page.count("Se sabrá cuando se resuelva el empate") == 5  # all but the one that the jury names
        assert "79,00" in page or "79.00" in page
        assert "Lo que Eva vio en owls." in page
        assert "Donde los jurados discrepan más" in page
        assert "Probabilidad de ser el mejor" in page
    assert "Registrar la mención" in chi.get(ROOM).text
    assert "Registrar la mención" not in olu.get(ROOM).text


def test_a_juror_reads_no_byte_of_the_order(contest: Contest, visit: Any) -> None:
    order(contest, "owls", "foxes", "team-02")
    eva = sign_in(visit(), contest.jurors[1])

    page = eva.get(ROOM).text

    assert "Solo para el jurado y la organización" in page
    secret = ("at work", "79,00", "79.00", "45,00", "45.00", WHY, "Lo que Chi vio")
    assert not [word for word in secret if word in page.split("<main")[1]]
    for address in (group_page(contest), f"{ROOM}/prizes/1"):
        assert eva.get(address).status_code == 404


def test_nobody_else_deliberates_and_nobody_before_scoring_is_closed(contest: Contest, visit: Any) -> None:
    ada, chi = sign_in(visit(), contest.captains[0]), sign_in(visit(), contest.jurors[0])

    assert "Solo el jurado y la organización" in ada.get(ROOM).text
    assert ada.get(ROOM).status_code == 403
    set_clock(SCORING)
    assert (chi.get(ROOM).status_code, chi.get(f"{ROOM}/prizes/1").status_code) == (403, 403)


def test_a_vote_is_asked_for_given_changed_counted_and_closed(contest: Contest, visit: Any) -> None:
    chi, eva = sign_in(visit(), contest.jurors[0]), sign_in(visit(), contest.jurors[1])

    chi.submit(group_page(contest), action=f"{group_page(contest)}/vote")
    action = ballot_action(eva)
    prefix = action.rpartition("/")[2]
    for slug in ("owls", "team-02"):
        eva.submit(ROOM, action=action, **{f"vote-{prefix}-entry": key_of(contest, slug)})
    counted = chi.get(group_page(contest)).text
    chi.submit(group_page(contest), action=f"{action}/closing")

    assert "Votaron 1 de 3." in counted
    assert 'Team 02 at work</th><td class="num">1</td>' in counted
    assert "Registrar la decisión" not in counted
    assert "Una votación del jurado" not in eva.get(ROOM).text
    decide = chi.form(group_page(contest), action=group_page(contest))
    assert decide.filled({})["order-step_1"] == key_of(contest, "team-02")  # as the jurors voted


def ballot_action(visitor: Any) -> str:
    page = visitor.get(ROOM).text
    return f"{ROOM}/votes/" + page.split(f'action="{ROOM}/votes/')[1].split('"')[0]


def test_the_chair_orders_gives_mentions_and_takes_back(contest: Contest, visit: Any) -> None:
    chi, page = sign_in(visit(), contest.jurors[0]), group_page(contest)

    steps = {f"order-step_{step}": key_of(contest, slug) for step, slug in enumerate(("owls", "foxes", "team-02"), 1)}
    chi.submit(page, action=page, **steps, **{"order-reason": WHY})
    mention = {"mention-entry": key_of(contest, "team-03"), "mention-reason": "Por escuchar a quienes usan los datos."}
    chi.submit(ROOM, action=f"{ROOM}/mentions", **mention)
    named = {"prize-entry": key_of(contest, "team-03"), "prize-reason": "Su código se instala sin preguntar."}
    chi.submit(f"{ROOM}/prizes/6", **named)
    chi.submit(f"{ROOM}/prizes/3", **{"prize-reason": "Nadie llega a lo que se pide."})
    decided = chi.get(ROOM).text
    back = decided.split(f'href="{ROOM}/decisions/')[1].split('"')[0]
    chi.submit(f"{ROOM}/decisions/{back}", reason="Faltaba escuchar a Dan primero.")

    for words in (
        "Se resuelve un empate: Owls at work, Foxes at work", "Mención honrosa: Team 03 at work",
        "Mejor código: Team 03 at work", "Desierto: Tercer puesto", "Es para Owls at work",
    ):  # fmt: skip
        assert words in decided
    after = chi.get(ROOM).text
    assert "Faltaba escuchar a Dan primero." in after
    assert "Un premio depende de esto." in after
    assert chi.get(f"{ROOM}/decisions/{back}").status_code == 404


def test_a_refusal_keeps_what_the_chair_typed(contest: Contest, visit: Any) -> None:
    chi, page = sign_in(visit(), contest.jurors[0]), group_page(contest)
    twice = {f"order-step_{step}": key_of(contest, "owls") for step in (1, 2, 3)}

    refused = chi.submit(page, action=page, **twice, **{"order-reason": WHY})
    short = chi.submit(f"{ROOM}/prizes/1", **{"prize-reason": "Porque no."})

    assert (refused.status_code, short.status_code) == (422, 422)
    assert "Un proyecto está dos veces" in refused.text
    assert WHY in refused.text
    assert "Porque no." in short.text


def test_a_note_is_read_by_the_jury_and_the_organisers(contest: Contest, visit: Any) -> None:
    chi, eva, olu = (sign_in(visit(), one) for one in (*contest.jurors[:2], contest.olu))

    eva.submit(ROOM, action=ROOM, **{"note-text": "Dudamos de la licencia."})

    for reader in (chi, eva, olu):
        assert "Dudamos de la licencia." in reader.get(ROOM).text


def test_the_organisers_are_led_to_the_deliberation_where_a_tie_waits(contest: Contest, visit: Any) -> None:
    page = sign_in(visit(), contest.olu).get(DESK).text

    assert "Hay un empate por resolver" in page
    assert f'href="{ROOM}"' in page
    assert f'action="{DESK}/order"' not in page


def test_the_jury_finds_its_deliberation_from_its_desk(contest: Contest, visit: Any) -> None:
    assert f'href="{ROOM}"' in sign_in(visit(), contest.jurors[1]).get("/events/libertad/jury").text


def test_where_the_jury_judges_without_names_neither_titles_nor_addresses_tell_them(
    contest: Contest, visit: Any
) -> None:
    with transaction() as now:
        contest.event.blind_judging = True
        audit.record("test.blind", contest.event, by=None, now=now)
    asked(contest, *NEAR)

    for juror in contest.jurors[:2]:
        said = told_to(
            visit, juror, [ROOM] if juror is contest.jurors[1] else [ROOM, group_page(contest), f"{ROOM}/prizes/6"]
        )
        assert "▒▒▒ at work" in said
        assert [word for word in ("Owls", "Foxes", "foxes", "team-02") if word in said.replace("vio en", "")] == []
    assert "Owls at work" in told_to(visit, contest.olu, [ROOM])


def told_to(visit: Any, person: Person, pages: list[str]) -> str:
    """The pages of somebody, but for what jurors wrote."""
    visitor = sign_in(visit(), person)
    lines = "\n".join(visitor.get(page).text for page in pages).split("\n")
    return "\n".join(line for line in lines if "Lo que" not in line)
