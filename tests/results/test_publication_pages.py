"""The pages on the way to the publication and after it: two people, an hour, the winners, errata, one's own scores."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from hackathon import jobs
from tests.factories import CALL, DELIBERATION, sign_in
from tests.jury.cast import set_clock
from tests.machinery.application import Visitor
from tests.results.test_routes import DESK, PAGE, contest, publish, second

pytestmark = pytest.mark.usefixtures("session")
OWN = "/events/libertad/me/results"
WINNERS = f"{DESK}/winners"


def test_whoever_froze_the_order_reads_why_they_cannot_confirm_it(client: Visitor) -> None:
    made = contest()
    second(made)
    sign_in(client, made.olu)
    client.submit(DESK, action=f"{DESK}/order", **{"freeze-note": ""})

    page = client.get(DESK).text

    assert "Usted fijó este orden" in page
    assert f'action="{DESK}/confirmation"' not in page
    assert f'action="{DESK}/publication"' not in page


def test_who_organises_alone_says_so_and_the_reason_is_read_by_everybody(client: Visitor, visit: Any) -> None:
    made = contest()
    sign_in(client, made.olu)
    client.submit(DESK, action=f"{DESK}/order", **{"freeze-note": ""})
    refused = client.submit(DESK, action=f"{DESK}/waiver", **{"waive-reason": "corto"})
    client.submit(DESK, action=f"{DESK}/waiver", **{"waive-reason": "No hay otra persona en la organización."})
    client.submit(DESK, action=f"{DESK}/publication")

    page = visit().get(PAGE).text

    assert refused.status_code == 422
    assert "corto" in refused.text
    assert "No lo confirmó una segunda persona: No hay otra persona en la organización." in page


def test_an_hour_is_set_shown_cancelled_and_kept(client: Visitor, visit: Any) -> None:
    made = contest()
    sol = sign_in(visit(), second(made))
    sign_in(client, made.olu)
    client.submit(DESK, action=f"{DESK}/order", **{"freeze-note": ""})
    sol.submit(DESK, action=f"{DESK}/confirmation")
    past = client.submit(DESK, action=f"{DESK}/hour", **{"hour-release_at": "2026-10-18T15:00"})
    client.submit(DESK, action=f"{DESK}/hour", **{"hour-release_at": "2026-10-18T16:30"})
    shown = client.get(DESK).text
    client.submit(DESK, action=f"{DESK}/hour/cancellation")
    client.submit(DESK, action=f"{DESK}/hour", **{"hour-release_at": "2026-10-18T16:45"})

    set_clock(DELIBERATION + timedelta(minutes=44))
    jobs.sweep()
    early = visit().get(PAGE).status_code
    set_clock(DELIBERATION + timedelta(minutes=45))
    jobs.sweep()

    assert past.status_code == 422
    assert "2026-10-18T15:00" in past.text
    assert "16:30" in shown
    assert (early, visit().get(PAGE).status_code, visit().get("/events/libertad/results.atom").status_code) == (
        403,
        200,
        200,
    )


def test_below_the_public_places_no_page_and_no_file_says_whose_a_score_is(client: Visitor, visit: Any) -> None:
    made = contest(projects=5)
    publish(client, made)
    names = ("scores.csv", "contest.json", "ranking.json", "bundle.json")

    said = [
        visit().get(PAGE).text,
        visit().get(f"{PAGE}.atom").text,
        *(visit().get(f"{PAGE}/{name}").text for name in names),
    ]

    assert [[slug in text for slug in ("team-03", "team-04")] for text in said] == [[False, False]] * 6
    assert "Proyecto " in said[0]


def test_a_team_reads_its_own_scores_and_nobody_elses(client: Visitor, visit: Any) -> None:
    made = contest(projects=5)
    before = sign_in(visit(), made.captains[0]).get(OWN).status_code
    publish(client, made)

    first, last = (sign_in(visit(), made.captains[place]).get(OWN) for place in (0, 4))
    others = [sign_in(visit(), someone).get(OWN).status_code for someone in (made.olu, made.jurors[0])]

    assert (before, first.status_code, others) == (404, 200, [404, 404])
    assert "Puesto 1 en el orden" in first.text
    assert "Jurado A" in first.text
    assert "Puesto 5 en el orden" in last.text
    assert "su proyecto se llama" in last.text
    assert made.jurors[0].name not in first.text + last.text


def test_winners_are_ticked_one_by_one_and_the_page_calls_them_provisional_until_then(
    client: Visitor, visit: Any
) -> None:
    made = contest(projects=1)
    publish(client, made)
    before = visit().get(PAGE).text
    for check in ("identity", "eligibility", "code"):
        client.submit(WINNERS, action=f"{WINNERS}/1/{check}")
    done = client.get(WINNERS).text

    assert "Los ganadores son provisionales" in before
    assert "Los ganadores son provisionales" not in visit().get(PAGE).text
    assert done.count("Marcado por Olu") == 3


def test_an_erratum_stands_on_the_page_and_in_the_feed(client: Visitor, visit: Any) -> None:
    made = contest()
    publish(client, made)
    empty = client.submit(WINNERS, action=WINNERS, text_es="", text_en="")
    client.submit(WINNERS, action=WINNERS, text_es="El nombre del equipo era otro.")
    client.submit(f"{WINNERS}/1/disqualification", text_es="El código no era suyo.")

    page, feed = visit().get(PAGE).text, visit().get(f"{PAGE}.atom")

    assert empty.status_code == 422
    assert "Fe de erratas 1" in page
    assert "Fuera del orden por la fe de erratas 2" in page
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [entry.findtext(f"{atom}title") for entry in ET.fromstring(feed.text).iter(f"{atom}entry")]
    assert titles == ["Fe de erratas 2", "Fe de erratas 1", "Ya están los resultados de Hackathon La Libertad"]


def test_prizes_are_the_same_on_the_page_in_the_bundle_in_the_feed_and_in_the_open_data(
    client: Visitor, visit: Any
) -> None:
    made = contest(projects=5)
    publish(client, made)
    reader = visit()
    page, feed = reader.get(PAGE).text, reader.get(f"{PAGE}.atom").text
    bundle = reader.get(f"{PAGE}/bundle.json").json
    rows = reader.get("/events/libertad/data/results.json").json

    names = {prize["position"]: prize["name"]["es"] for prize in bundle["prizes"]}
    in_the_bundle = sorted((names[position], entry) for position, entry in bundle["awards"] if entry)
    told = sorted((name, row["project"]) for row in rows for name in row["prizes"].split("; ") if name)

    assert told == in_the_bundle
    assert {name for name, _ in told} == {
        "Primer puesto",
        "Segundo puesto",
        "Tercer puesto",
        "Mejor uso de datos abiertos",
    }
    for name, slug in told:
        title = {"owls": "Owls", "foxes": "Foxes"}.get(slug, slug.replace("team-", "Team ")) + " at work"
        assert f"{name}: {title}." in feed
        assert title in page[: page.index(name)]


def test_an_organiser_says_how_far_down_the_order_is_public_on_the_settings_page(client: Visitor) -> None:
    made = contest()
    set_clock(CALL)
    sign_in(client, made.olu)
    settings = "/events/libertad/manage/settings"
    said = {"summary_es": "Un evento.", "description_es": "Un evento."}

    before = made.event.public_places
    client.submit(settings, public_places="", **said)
    whole = made.event.public_places
    client.submit(settings, public_places="5", **said)

    assert (before, whole, made.event.public_places) == (3, None, 5)
