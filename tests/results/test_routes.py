"""The pages of results: closed before their time, whole afterwards, and the proof that belongs to them."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from hackathon.database import transaction
from hackathon.events.models import RoleKind
from hackathon.results import actions, bundle
from tests.factories import CALL, CHECKING, DELIBERATION, HACKING, SCORING, give_role, person, sign_in
from tests.jury.cast import Contest, set_clock
from tests.machinery.application import Visitor
from tests.machinery.statements import queries_at_most

pytestmark = pytest.mark.usefixtures("session")
PAGE = "/events/libertad/results"
DESK = "/events/libertad/manage/results"


def contest(projects: int = 2, *, tied: bool = False) -> Contest:
    """Signed sheets, each project a little weaker than the one before unless `tied`; scoring is closed."""
    made = Contest(projects=projects, jurors=1)
    for number, project in enumerate(made.projects):
        marks = {"open_data": 5 - number % 5, "public_impact": 5 - number // 5 % 5, "innovation": 5 - number // 25}
        made.score(made.jurors[0], project.slug, **({} if tied else marks))
    made.sign(made.jurors[0])
    set_clock(CALL)
    with transaction() as now:
        actions.announce_usual_prizes(made.event, by=made.standing(made.olu), now=now)
    set_clock(DELIBERATION)
    return made


def second(made: Contest) -> Any:
    """Sol, who organises the event beside Olu."""
    sol = person("Sol")
    give_role(sol, made.event, RoleKind.STAFF)
    return sol


def publish(client: Visitor, made: Contest) -> None:
    """Olu freezes the order, Sol confirms it, Olu publishes it: each on the page."""
    sol = second(made)
    sign_in(client, made.olu)
    client.submit(DESK, action=f"{DESK}/order", **{"freeze-note": ""})
    other = sign_in(client.application.test_client(), sol)
    other.submit(DESK, action=f"{DESK}/confirmation")
    answer = client.submit(DESK, action=f"{DESK}/publication")
    assert (answer.status_code, answer.location) == (303, PAGE)


def test_before_publication_the_page_says_that_it_is_not_public_yet(client: Visitor) -> None:
    contest()

    answer = client.get(PAGE)

    assert answer.status_code == 403
    assert "Los resultados todavía no se publican." in answer.text
    assert [client.get(f"{PAGE}/{name}").status_code for name in ("scores.csv", "contest.json", "bundle.json")] == [
        404
    ] * 3


def test_organisers_read_no_title_while_teams_still_write(client: Visitor) -> None:
    contest = Contest(is_open=False)
    sign_in(client, contest.olu)

    set_clock(HACKING)
    writing = client.get("/events/libertad/manage/results").text
    set_clock(CHECKING)
    closed = client.get("/events/libertad/manage/results").text

    assert ("Owls at work" in writing, "Owls at work" in closed) == (False, True)


def test_the_organiser_sees_the_order_only_once_scoring_is_closed(client: Visitor) -> None:
    made = contest()
    sign_in(client, made.olu)
    set_clock(SCORING)
    before = client.get(DESK).text
    set_clock(DELIBERATION)

    after = client.get(DESK).text

    assert "Orden de mérito" not in before
    assert "cuando cierra la evaluación" in before
    assert "Orden de mérito" in after
    assert "Owls at work" in after


@pytest.mark.parametrize("address", [DESK, "/events/libertad/manage/prizes", "/events/libertad/manage/prizes/1"])
def test_nobody_else_finds_the_organisers_side(client: Visitor, visit: Any, address: str) -> None:
    made = contest()

    answers = [sign_in(visit(), someone).get(address).status_code for someone in made.captains]

    assert answers == [404] * 2
    assert client.get(address).location == f"/login?next={address}"


def test_publishing_shows_ranks_prizes_and_criteria(client: Visitor, visit: Any) -> None:
    made = contest()
    publish(client, made)

    page = visit().get(PAGE).text

    assert page.index("Owls at work") < page.index("Foxes at work")
    assert "Primer puesto" in page
    assert "S/" in page
    assert "Uso de datos abiertos" in page
    assert "Premios desiertos" in page


def test_an_order_frozen_again_meanwhile_must_be_looked_at_again(client: Visitor, visit: Any) -> None:
    made = contest()
    sol = sign_in(visit(), second(made))
    sign_in(client, made.olu)
    client.submit(DESK, action=f"{DESK}/order", **{"freeze-note": ""})
    form = sol.form(DESK, action=f"{DESK}/confirmation")
    client.submit(DESK, action=f"{DESK}/order", **{"freeze-note": "One more thing."})

    answer = sol.post(form.action, data=form.filled({}))

    assert answer.status_code == 422
    assert "se volvió a fijar" in answer.text


def test_a_tie_is_decided_on_the_page_and_published_with_its_reason(client: Visitor, visit: Any) -> None:
    made = contest(tied=True)
    sign_in(client, made.olu)
    owls, foxes = (str(project.id) for project in made.projects)
    page, why = f"/events/libertad/jury/deliberation/order/{owls}", "Porque su historia de datos es más honesta."
    refused = client.submit(page, action=page, **{"order-step_1": owls, "order-step_2": owls, "order-reason": "x" * 30})
    client.submit(page, action=page, **{"order-step_1": owls, "order-step_2": foxes, "order-reason": why})
    publish(client, made)

    page = visit().get(PAGE).text

    assert refused.status_code == 422
    assert "x" * 30 in refused.text
    assert "más honesta" in page


def test_the_files_recompute_the_published_order(app: Flask, client: Visitor, visit: Any, tmp_path: Path) -> None:
    made = contest(projects=4)
    publish(client, made)
    for name in ("scores.csv", "contest.json", "bundle.json"):
        (tmp_path / name).write_bytes(visit().get(f"{PAGE}/{name}").data)

    command = [
        "jury",
        "rank",
        "--scores",
        str(tmp_path / "scores.csv"),
        "--rubric",
        str(tmp_path / "contest.json"),
        "--json",
    ]
    again = json.loads(app.test_cli_runner().invoke(args=command).output)

    frozen = json.loads((tmp_path / "bundle.json").read_text())
    assert bundle.texts(again) == frozen["rounds"][0]["ranking"]
    assert [line["entry"] for line in frozen["order"][:3]] == ["owls", "foxes", "team-02"]
    assert frozen["order"][3]["entry"].startswith("~")


@pytest.mark.parametrize("projects", [1, 30])
def test_the_page_asks_the_database_as_often_for_one_project_as_for_thirty(
    client: Visitor, visit: Any, projects: int
) -> None:
    made = contest(projects)
    publish(client, made)
    reader = visit()

    with queries_at_most(9):
        answer = reader.get(PAGE)

    assert answer.status_code == 200


def test_a_prize_is_announced_changed_and_taken_back_on_its_pages(client: Visitor) -> None:
    made = contest()
    set_clock(CALL)
    sign_in(client, made.olu)
    prizes = "/events/libertad/manage/prizes"

    client.submit(prizes, name_es="Mejor mapa", goes_to="criterion", criterion="innovation", amount="500.50")
    wrong = client.submit(prizes, name_es="Otro primero", place="1")
    client.submit(f"{prizes}/5", action=f"{prizes}/5", name_es="Mejor mapa del norte")
    listed = client.get(prizes).text
    client.submit(f"{prizes}/5", action=f"{prizes}/5/removal")

    assert wrong.status_code == 422
    assert "Este puesto ya tiene un premio." in wrong.text
    assert "Otro primero" in wrong.text
    assert "Mejor mapa del norte" in listed
    assert "Mejor mapa" not in client.get(prizes).text
