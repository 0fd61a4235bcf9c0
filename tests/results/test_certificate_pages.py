"""The pages of certificates: issued in one press, taken along together, everybody's own, and what a code tells."""

import io
import zipfile
from typing import Any

import pytest

from hackathon import jobs
from hackathon.database import db
from hackathon.results.certificate_queries import JOB
from hackathon.results.jobs import certificates
from hackathon.results.paper_models import Certificate
from tests.factories import sign_in
from tests.machinery.application import Visitor
from tests.machinery.statements import queries_at_most
from tests.results.test_certificate_actions import published

pytestmark = pytest.mark.usefixtures("session")
DESK = "/events/libertad/manage/certificates"


def code_of(kind: str, name: str) -> str:
    db.session.expire_all()
    found = db.session.query(Certificate).filter_by(kind=kind, name=name, state="valid").one().code
    db.session.rollback()
    return found


def test_one_press_issues_all_and_the_page_tells_how_far_it_is(client: Visitor) -> None:
    contest = published()
    sign_in(client, contest.olu)

    pressed = client.submit(DESK, action=f"{DESK}/issue")
    waiting = client.get(DESK).text
    jobs.run_now(JOB, contest.event.id)
    made, listed = client.get(DESK).text, client.get(f"{DESK}/issued").text

    assert pressed.location == DESK
    assert "Van 0 de 10." in waiting
    assert "Se están preparando 10 constancias." in waiting
    assert "Van " not in made
    assert code_of("diploma", "Ada") in listed


def test_all_of_them_come_as_one_archive(client: Visitor) -> None:
    contest = published()
    certificates(contest.event.id)

    answer = sign_in(client, contest.olu).get(f"{DESK}.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        assert archive.read(f"participant/ada-{code_of('participant', 'Ada')}.pdf").startswith(b"%PDF-")
    assert len(names) == 10


def test_everybody_takes_their_own_and_nobody_anothers(client: Visitor, visit: Any) -> None:
    contest = published()
    certificates(contest.event.id)
    own = f"/account/papers/{code_of('participant', 'Ada')}.pdf"
    sign_in(client, contest.captains[0])

    page = client.get("/account/papers").text
    with client.get(own) as answer:
        paper = answer.data

    assert own in page
    assert "Diploma" in page
    assert paper.startswith(b"%PDF-")
    assert sign_in(visit(), contest.captains[1]).get(own).status_code == 404
    assert sign_in(visit(), contest.olu).get(own).status_code == 404
    assert visit().get(own).location.startswith("/login")


def test_a_code_tells_what_it_certifies_to_whom_and_whether_it_stands(client: Visitor, visit: Any) -> None:
    contest = published()
    certificates(contest.event.id)
    code = code_of("diploma", "Ada")

    answer = visit().get(f"/verify/{code}")

    assert "Esta constancia es auténtica" in answer.text
    for said in ("Ada", "Diploma", "Segundo puesto", "Owls at work", code):
        assert said in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_withdrawn_one_says_why_and_a_replaced_one_that_there_is_a_newer(client: Visitor, visit: Any) -> None:
    contest = published()
    certificates(contest.event.id)
    sign_in(client, contest.olu)
    gone, old = code_of("participant", "Ada"), code_of("participant", "Ben")

    client.submit(f"{DESK}/{gone}", action=f"{DESK}/{gone}", **{"withdrawal-reason": "No participó en el evento."})
    client.submit(f"{DESK}/{old}", action=f"{DESK}/{old}/replacement")
    jobs.run_now(JOB, contest.event.id)

    assert "No participó en el evento." in visit().get(f"/verify/{gone}").text
    assert "fue reemplazada" in visit().get(f"/verify/{old}").text
    assert "es auténtica" in visit().get(f"/verify/{code_of('participant', 'Ben')}").text


def test_a_withdrawal_without_a_reason_is_refused_and_the_text_kept(client: Visitor) -> None:
    contest = published()
    certificates(contest.event.id)
    sign_in(client, contest.olu)
    code = code_of("participant", "Ada")

    answer = client.submit(f"{DESK}/{code}", action=f"{DESK}/{code}", **{"withdrawal-reason": "No."})

    assert answer.status_code == 422
    assert "No.</textarea>" in answer.text
    assert code_of("participant", "Ada") == code


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{bare}"])
def test_a_code_is_found_however_it_is_typed(client: Visitor, typed: str) -> None:
    contest = published()
    certificates(contest.event.id)
    code = code_of("participant", "Ada")
    said = typed.format(code=code, lower=code.lower(), bare=code.replace("-", ""))

    answer = client.get("/verify", query_string={"code": said})

    assert (answer.status_code, answer.location) == (302, f"/verify/{code}")


def test_an_unknown_code_is_told_kindly_and_kept(client: Visitor) -> None:
    answer = client.get("/verify", query_string={"code": "AAAA-BBBB-CCC<"})

    assert answer.status_code == 404
    assert "Ningún documento tiene este código" in answer.text
    assert "AAAA-BBBB-CCC&lt;" in answer.text


def test_who_signs_is_named_on_the_page_and_stands_on_the_sample(client: Visitor) -> None:
    contest = published()
    sign_in(client, contest.olu)
    bare = client.get(f"{DESK}/sample.pdf").data

    client.submit(DESK, action=DESK, name_1="Elena Rojas", office_1="Gerenta Regional", name_3="Tomás Salas")
    page = client.get(DESK).text

    assert 'value="Elena Rojas"' in page
    assert 'name="name_2" type="text" value="Tomás Salas"' in page
    assert len(client.get(f"{DESK}/sample.pdf").data) > len(bare)


def test_the_organisers_page_asks_as_often_for_many(client: Visitor) -> None:
    contest = published()
    certificates(contest.event.id)
    sign_in(client, contest.olu)

    for address in (DESK, f"{DESK}/issued"):
        with queries_at_most(21):
            assert client.get(address).status_code == 200


def test_nobody_else_finds_the_organisers_side(client: Visitor) -> None:
    contest = published()
    certificates(contest.event.id)
    sign_in(client, contest.captains[0])

    for address in (DESK, f"{DESK}.zip", f"{DESK}/sample.pdf", f"{DESK}/{code_of('participant', 'Ada')}"):
        assert client.get(address).status_code == 404
