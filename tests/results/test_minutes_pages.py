"""The pages of minutes: written and issued by their organisers, everybody's once the results are public."""

import hashlib
import json
from typing import Any

import pytest

from hackathon import audit
from hackathon.database import db, transaction
from hackathon.jury.models import JuryAssignment, Recusal
from hackathon.jury.queries import seats_to_print
from hackathon.results import actions, queries
from hackathon.results.minutes_content import ground_key
from tests import paper_builders
from tests.factories import SCORING, sign_in
from tests.jury.cast import Contest, set_clock
from tests.machinery.application import Visitor
from tests.machinery.statements import queries_at_most
from tests.results.judged import FOXES_BETTER, do, judged, publish

pytestmark = pytest.mark.usefixtures("session")
DESK = "/events/libertad/manage/minutes"
PAPER = "/events/libertad/minutes/1"
HOSTILE = '#panic("run") $x$ *bold* <label> @ref \\ " // ] } #include "look.typ" \u202e🦊 ' + "x" * 300
GROUNDS = {ground_key(1, "foxes"), ground_key(2, "owls"), ground_key(4, "foxes")}


def frozen() -> Contest:
    contest = judged(**FOXES_BETTER)
    do(contest, actions.freeze, note="")
    return contest


def taken(visitor: Visitor, address: str = f"{PAPER}.pdf") -> bytes:
    """A file, read to its end."""
    with visitor.get(address) as answer:
        return bytes(answer.data)


def publish_it(contest: Contest) -> None:
    bundle = queries.newest_bundle(contest.event)
    publish(contest, bundle)


def written(**changed: Any) -> dict[str, Any]:
    return dict.fromkeys(GROUNDS, paper_builders.GROUND) | {"legal_base": "Resolución 123."} | changed


def issued(client: Visitor, contest: Contest) -> None:
    """Olu writes the minutes and issues them, on the pages."""
    sign_in(client, contest.olu)
    client.submit(DESK, **written())
    answer = client.submit(f"{DESK}/issue")
    assert (answer.status_code, answer.location) == (303, PAPER)


def test_the_page_begins_with_what_is_known_and_says_what_is_lacking(client: Visitor) -> None:
    contest = frozen()

    page = sign_in(client, contest.olu).get(DESK).text

    assert "Chi; Miembro del jurado" in page
    assert "Diga en una oración por qué ganó «Foxes at work»: Primer puesto." in page
    assert "Emitir el acta" not in page


def test_minutes_are_written_looked_at_and_issued(client: Visitor, visit: Any) -> None:
    contest = frozen()
    sign_in(client, contest.olu)
    client.submit(DESK, **written(dissent="Eva vota distinto."))

    preview = client.get(f"{DESK}/preview.pdf")
    answer = client.submit(f"{DESK}/issue")
    page = client.get(PAPER).text

    assert preview.data.startswith(b"%PDF-")
    assert preview.headers["Content-Disposition"].startswith("inline")
    assert answer.location == PAPER
    assert "Acta de evaluación N.º 1" in page
    assert taken(client).startswith(b"%PDF-")


def test_a_preview_of_an_empty_draft_is_made_too(client: Visitor) -> None:
    contest = frozen()
    sign_in(client, contest.olu)
    client.submit(DESK, place="", opened="", closed="", legal_base="", attendants="")

    assert client.get(f"{DESK}/preview.pdf").data.startswith(b"%PDF-")


def test_nobody_reads_them_before_the_results_are_public(client: Visitor, visit: Any) -> None:
    contest = frozen()
    issued(client, contest)
    readers = [visit(), sign_in(visit(), contest.captains[0]), sign_in(visit(), contest.jurors[0])]

    def answers() -> set[int]:
        found = set()
        for reader in readers:
            for ending in ("", ".pdf", ".json"):
                with reader.get(f"{PAPER}{ending}") as answer:
                    found.add(answer.status_code)
        return found

    before = answers()
    publish_it(contest)

    assert before == {404}
    assert answers() == {200}


def test_the_list_of_papers_is_public_with_the_results(client: Visitor, visit: Any) -> None:
    contest = frozen()
    issued(client, contest)
    before = visit().get("/events/libertad/minutes").status_code
    publish_it(contest)

    page = visit().get("/events/libertad/minutes").text

    assert before == 404
    assert f'href="{PAPER}"' in page
    assert 'href="/events/libertad/minutes"' in visit().get("/events/libertad/results").text


def test_what_it_says_has_the_hash_that_its_page_shows(client: Visitor, visit: Any) -> None:
    contest = frozen()
    issued(client, contest)
    publish_it(contest)

    said = visit().get(f"{PAPER}.json").data
    page = visit().get(PAPER).text

    assert hashlib.sha256(said).hexdigest() in page
    assert hashlib.sha256(taken(visit())).hexdigest() in page
    assert json.loads(said)["ranking"][0][1] == "Foxes at work"


def test_an_erratum_is_issued_and_linked_both_ways(client: Visitor, visit: Any) -> None:
    contest = frozen()
    issued(client, contest)
    wrong = {"says": "Auditorio", "should_say": "Sala de sesiones", "reason": "Un error."}
    saved = client.submit(f"{DESK}/1/erratum", **wrong)
    preview = client.get(f"{DESK}/1/erratum.pdf")

    answer = client.submit(saved.location)
    publish_it(contest)

    assert preview.data.startswith(b"%PDF-")
    assert answer.location == "/events/libertad/minutes/2"
    assert 'href="/events/libertad/minutes/2"' in visit().get(PAPER).text
    assert f'href="{PAPER}"' in visit().get("/events/libertad/minutes/2").text


def test_the_code_leads_to_the_minutes_once_they_are_public(client: Visitor, visit: Any) -> None:
    contest = frozen()
    issued(client, contest)
    code = json.loads(client.get(f"{PAPER}.json").data)["code"]
    before = visit().get(f"/verify/{code}").status_code
    publish_it(contest)

    page = visit().get(f"/verify/{code}").text

    assert before == 404
    assert "Acta de evaluación N.º 1" in page


def test_two_who_write_at_once_see_both_texts(client: Visitor, visit: Any) -> None:
    contest = frozen()
    sign_in(client, contest.olu)
    client.submit(DESK, **written())
    form = client.form(DESK, action=DESK)
    client.submit(DESK, **written(dissent="Lo primero."))

    answer = client.post(form.action, data=form.filled(written(dissent="Lo segundo.")))

    assert answer.status_code == 409
    assert "Lo primero." in answer.text
    assert "Lo segundo." in answer.text


def test_hostile_words_are_set_as_text(client: Visitor) -> None:
    contest = frozen()
    sign_in(client, contest.olu)
    client.submit(DESK, **written(place=HOSTILE[:290], attendants=HOSTILE, dissent=HOSTILE, observations=HOSTILE))

    answer = client.submit(f"{DESK}/issue")

    assert answer.location == PAPER
    assert taken(client).startswith(b"%PDF-")


def test_before_scoring_is_closed_the_page_says_when(client: Visitor) -> None:
    contest = judged()
    set_clock(SCORING)

    page = sign_in(client, contest.olu).get(DESK)

    assert page.status_code == 200
    assert "cuando cierra la evaluación" in page.text
    assert client.get(f"{DESK}/preview.pdf").status_code == 404


@pytest.mark.parametrize("address", [DESK, f"{DESK}/preview.pdf", f"{DESK}/issue", f"{DESK}/1/erratum"])
def test_nobody_else_finds_the_organisers_side(client: Visitor, visit: Any, address: str) -> None:
    contest = frozen()
    issued(client, contest)

    assert sign_in(visit(), contest.captains[0]).get(address).status_code == 404


def test_the_public_page_asks_little(client: Visitor, visit: Any) -> None:
    contest = frozen()
    issued(client, contest)
    publish_it(contest)
    reader = visit()

    with queries_at_most(8):
        assert reader.get(PAPER).status_code == 200


def test_blank_sheets_are_for_every_seat_but_of_those_who_stepped_aside(client: Visitor) -> None:
    contest = judged()
    before = len(seats_to_print(contest.event))
    with transaction() as now:
        seat = db.session.query(JuryAssignment).first()
        db.session.add(Recusal(assignment_id=seat.id, cause="Los conozco.", recused_at=now))
        audit.record("test.recusal", contest.event, by=None, now=now)

    answer = sign_in(client, contest.olu).get("/events/libertad/manage/jury/sheets.pdf")

    assert (before, len(seats_to_print(contest.event))) == (6, 5)
    assert answer.data.startswith(b"%PDF-")


def test_signed_sheets_are_printed_once_scoring_is_closed(client: Visitor) -> None:
    contest = judged()
    sign_in(client, contest.olu)
    signed = "/events/libertad/manage/jury/signed-sheets.pdf"
    closed = client.get(signed)
    set_clock(SCORING)

    assert closed.data.startswith(b"%PDF-")
    assert client.get(signed).status_code == 403
