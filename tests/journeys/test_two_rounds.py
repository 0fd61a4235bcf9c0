"""An organiser plans a two-round jury with a conflict and a drop-out, up to the final, in the browser."""

from typing import Any

import pytest

from hackathon.accounts.models import Person as Account
from hackathon.database import db
from hackathon.jury import round_queries
from tests.factories import SCORING
from tests.journeys.people import EVENT, Person
from tests.jury.cast import Contest, set_clock
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways

ROUNDS = f"{EVENT}/manage/rounds"


@pytest.mark.usefixtures("session")
def test_an_organiser_plans_a_two_round_jury_with_a_conflict_and_a_drop_out(new_page: Any, live_server: Any) -> None:
    contest = Contest(projects=4, jurors=4, is_open=False)
    set_clock(SCORING)
    olu = Person(new_page(), "Olu")
    olu.come_back()

    the_conflict_is_named(olu, contest)
    the_rounds_are_planned(olu)
    the_first_round_opens(olu, contest)
    a_juror_drops_out_and_the_round_is_repaired(olu, contest)
    the_jury_scores(contest, contest.jurors[:3])
    the_first_round_closes_with_a_reason(olu)
    the_final_opens(olu, contest)


def the_conflict_is_named(olu: Person, contest: Contest) -> None:
    olu.open(ROUNDS)
    olu.go("Chi")
    olu.tick("teams", str(contest.projects[0].team_id))
    olu.tick("cause", "mentor")
    olu.write(words="Los asesoró en agosto.")
    olu.send()
    olu.open(ROUNDS)

    assert "Owls (asesoró al equipo: Los asesoró en agosto.)" in olu.text()


def the_rounds_are_planned(olu: Person) -> None:
    olu.tick("kind", "final")
    olu.write(per_project="2", quorum="2", finalists_wanted="2", final_quorum="2")
    olu.page.locator("input[name='bars_domains']").uncheck()
    olu.go("Guardar el plan y verlo")

    assert "2 jurados por proyecto." in olu.text()
    assert "8" in olu.page.locator(".figures").inner_text()
    assert_accessible(olu.page)
    assert_nothing_scrolls_sideways(olu.page)


def the_first_round_opens(olu: Person, contest: Contest) -> None:
    olu.go("Abrir la ronda")

    assert "0 de 8" in olu.text()
    db.session.rollback()  # the browser's act is another transaction's
    seats = round_queries.seats_of(round_queries.rounds_of(contest.event)[0])
    assert (contest.jurors[0].id, "owls") not in {(seat.juror_id, seat.project.slug) for seat in seats}
    assert_accessible(olu.page)


def a_juror_drops_out_and_the_round_is_repaired(olu: Person, contest: Contest) -> None:
    olu.go("Fay")
    olu.go("Se retira: lo que firmó cuenta")
    olu.write(reason="Se enfermó.")
    olu.send()
    olu.go("Primera ronda")
    olu.go("Ver qué cambiaría una reparación")
    assert_accessible(olu.page)
    olu.go("Reparar la ronda")

    assert "Se asignaron 2 puestos." in olu.page.content()
    assert "Hay puestos vacíos" not in olu.text()
    db.session.rollback()
    assert sum(len(contest.desk(juror).seats) for juror in contest.jurors[:3]) == 8


def the_jury_scores(contest: Contest, jurors: list[Account]) -> None:
    """Every sheet that lies before them; the Owls and the Foxes lead."""
    db.session.rollback()
    for juror in jurors:
        for seat in contest.desk(juror).seats:
            slug = seat.assignment.project.slug
            contest.score(juror, slug, innovation={"owls": 5, "foxes": 4}.get(slug, 1))
        contest.sign(juror)


def the_first_round_closes_with_a_reason(olu: Person) -> None:
    olu.open(f"{ROUNDS}/1")
    assert "8 de 8" in olu.text()
    olu.go("Cerrar la ronda")
    assert "Se retiraron o fueron excluidos: Fay." in olu.text()
    olu.send()
    assert "Diga por qué se cierra la ronda" in olu.page.content()
    olu.write(reason="Fay se enfermó; los demás evaluaron por ella.")
    olu.send()

    assert "Se cerró el" in olu.text()


def the_final_opens(olu: Person, contest: Contest) -> None:
    """All jurors who are left, all finalists; nobody else learns who they are."""
    olu.open(ROUNDS)
    olu.go("Abrir la final")

    assert "0 de 5" in olu.text()  # Chi does not judge the Owls
    db.session.rollback()
    assert {line.assignment.project.slug for line in contest.desk(contest.jurors[0]).seats} <= {"owls", "foxes"}
    assert "final" not in olu.page.request.get(f"{EVENT}/projects").text().lower()
