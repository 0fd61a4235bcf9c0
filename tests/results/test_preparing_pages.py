"""The organisers' side before the results are public: prizes announced, and what the list says is still to do."""

import pytest
from flask import current_app

from hackathon.events.matters import matters_of
from tests.factories import CALL, DELIBERATION, SCORING, sign_in
from tests.jury.cast import Contest, set_clock
from tests.machinery.application import Visitor

pytestmark = pytest.mark.usefixtures("session")
DESK = "/events/libertad/manage/results"
PRIZES = "/events/libertad/manage/prizes"


def test_the_usual_prizes_are_announced_by_one_button_without_amounts(client: Visitor) -> None:
    made = Contest(jurors=0, is_open=False)
    set_clock(CALL)
    sign_in(client, made.olu)
    form = client.form(PRIZES, action=f"{PRIZES}/usual")

    answer = client.post(form.action, data=form.filled({}))
    page = client.get(PRIZES).text

    assert (answer.status_code, answer.location) == (303, PRIZES)
    assert all(name in page for name in ("Primer puesto", "Tercer puesto", "Mejor uso de datos abiertos"))
    assert "S/" not in page
    assert "premios usuales" not in page


def test_the_usual_prizes_are_not_announced_beside_others(client: Visitor) -> None:
    made = Contest(jurors=0, is_open=False)
    set_clock(CALL)
    sign_in(client, made.olu)
    form = client.form(PRIZES, action=f"{PRIZES}/usual")
    client.submit(PRIZES, action=PRIZES, name_es="Mejor mapa", place=1)

    answer = client.post(form.action, data=form.filled({}))

    assert answer.status_code == 422
    assert "Ya hay premios anunciados" in answer.text


def lacks(made: Contest) -> dict[str, list[str]]:
    """What the organisers' list says of prizes and results now."""
    found = matters_of(made.event, current_app.config["CLOCK"]())
    return {entry.key: [lack.reason % lack.values for lack in lacking] for entry, lacking in found}


def test_the_organisers_list_leads_from_the_prizes_to_the_publication(client: Visitor) -> None:
    made = Contest(projects=1, jurors=2)
    made.score(made.jurors[0], made.projects[0].slug)
    made.sign(made.jurors[0])
    set_clock(CALL)
    assert lacks(made)["prizes"] == ["No prize is announced yet."]
    assert lacks(made)["results"] == []
    set_clock(SCORING)
    assert lacks(made)["results"] == ["Sheets that are not signed yet: 1."]
    set_clock(DELIBERATION)
    sign_in(client, made.olu)

    scored = lacks(made)
    client.submit(DESK, action=f"{DESK}/order", **{"freeze-note": "Eva enfermó."})
    frozen = lacks(made)
    client.submit(DESK, action=f"{DESK}/waiver", **{"waive-reason": "No hay otra persona en la organización."})
    client.submit(DESK, action=f"{DESK}/publication")

    assert scored["prizes"] == []
    assert scored["results"] == [
        "Sheets that were never signed: 1. Say in the note why the results stand all the same.",
        "Freeze the order of merit.",
    ]
    assert frozen["results"] == ["Publish the results."]
    assert lacks(made)["results"] == []


def test_unsigned_sheets_are_told_with_the_way_to_their_jurors(client: Visitor) -> None:
    made = Contest(projects=1, jurors=2)
    set_clock(DELIBERATION)

    page = sign_in(client, made.olu).get(DESK).text

    assert "2 fichas no están firmadas y no cuentan." in page
    assert "Nota que se publica con los resultados</label>" in page  # it is not optional now
    assert 'href="/events/libertad/manage/jury"' in page
