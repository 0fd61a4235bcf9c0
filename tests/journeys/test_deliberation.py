"""The chair deliberates a tie in the browser: a vote, a decision with its reason; it is frozen, confirmed and published."""

from typing import Any

import pytest

from hackathon.accounts.models import Person as Account
from tests.factories import sign_in
from tests.journeys.people import EVENT, Person
from tests.jury.cast import Contest
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways
from tests.paper_builders import GROUND, issue_minutes
from tests.results.deliberation import WHY, deliberating
from tests.results.judged import second

ROOM = f"{EVENT}/jury/deliberation"
DESK = f"{EVENT}/manage/results"
TIED = "Foxes at work · Owls at work · Team 02 at work"


@pytest.mark.usefixtures("session")
def test_the_chair_deliberates_a_tie_and_everybody_reads_why(new_page: Any, live_server: Any, visit: Any) -> None:
    contest = deliberating()
    second(contest)
    chi, eva = (still_signed_in(new_page(), juror, visit(), live_server.address) for juror in contest.jurors[:2])
    olu, sol = (Person(new_page(), name) for name in ("Olu", "Sol"))
    for organiser in (olu, sol):
        organiser.come_back()

    the_organisers_wait_for_the_jury(olu)
    the_chair_asks_the_jury(chi)
    for juror in (chi, eva):
        vote(juror, "Owls at work")
    the_chair_decides(chi)
    the_order_is_frozen_confirmed_and_published(olu, sol, contest)

    everybody_reads_why(new_page())


def still_signed_in(page: Any, juror: Account, visitor: Any, address: str) -> Person:
    """A juror, whom the link of a mail let in to score, in the same browser."""
    carried = sign_in(visitor, juror).get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": carried.value, "url": address}])
    return Person(page, juror.name)


def the_organisers_wait_for_the_jury(olu: Person) -> None:
    olu.open(DESK)

    assert "Hay un empate por resolver" in olu.text()
    assert olu.page.get_by_role("button", name="Fijar el orden").count() == 0


def the_chair_asks_the_jury(chi: Person) -> None:
    chi.open(ROOM)
    assert_accessible(chi.page)
    assert_nothing_scrolls_sideways(chi.page)
    chi.go(TIED)
    assert_accessible(chi.page)
    assert_nothing_scrolls_sideways(chi.page)
    chi.go("Pedir al jurado que vote")

    assert "Votaron 0 de 3." in chi.text()


def vote(juror: Person, title: str) -> None:
    juror.open(ROOM)
    assert_accessible(juror.page)
    juror.page.get_by_label(title, exact=True).check()
    juror.go("Votar")

    assert "Usted ya votó." in juror.text()


def the_chair_decides(chi: Person) -> None:
    chi.open(ROOM)
    chi.go(TIED)
    chi.go("Cerrar la votación")
    chi.go(TIED)
    chi.write(**{"order-reason": WHY})
    chi.go("Registrar la decisión")

    assert "Se resuelve un empate: Owls at work, Foxes at work" in chi.text()
    assert "Votos del jurado, en este orden: 2 · 0" in chi.text()
    assert WHY in chi.text()


def the_order_is_frozen_confirmed_and_published(olu: Person, sol: Person, contest: Contest) -> None:
    olu.open(DESK)
    olu.go("Fijar el orden")
    issue_minutes(contest.event, contest.standing(contest.olu))
    sol.open(DESK)
    sol.go("He visto este orden")
    olu.open(DESK)
    olu.go("Publicar los resultados")


def everybody_reads_why(page: Any) -> None:
    page.goto(f"{EVENT}/results")

    text = page.locator("main").inner_text()
    assert WHY in text
    assert "Votos del jurado, en este orden: 2 · 0" in text
    assert GROUND in text
    assert_accessible(page)
