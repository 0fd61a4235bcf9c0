"""The pages of data requests, as whoever asks, supports and answers meets them."""

import pytest
from sqlalchemy import func, select

from hackathon.database import db
from hackathon.portal import request_queries
from hackathon.portal.request_models import DataRequest
from tests import factories, project_builders
from tests.portal.requests.requesting import NEW, SAID, address, answered, asked, english, loaded, supported

pytestmark = pytest.mark.usefixtures("session")


def test_somebody_asks_and_everybody_reads_it_without_their_name(client, visit, zed, portal):
    answer = client.submit(NEW, **SAID)

    page = visit().get(english(answer.location)).text
    assert "Lluvias por hora" in page
    assert "<strong>tiempo</strong>" in page
    assert "waiting for an answer" in page
    assert "Sign in to support it" in page
    assert "Zed" not in page
    listed = visit().get("/datasets/requests").text
    assert "Lluvias por hora" in listed
    assert "Para avisar a tiempo." in listed  # a list shows words, and no marks of theirs


def test_asking_needs_a_sign_in_and_comes_back(visit, portal):
    answer = visit().get(f"{NEW}?dataset=libertad/lluvias")

    assert answer.location == "/login?next=/datasets/requests/new?dataset%3Dlibertad/lluvias"


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"title": "", "need": "Un texto largo."}, "Un texto largo."),
        ({"title": "x" * 161, "need": "Un texto largo."}, "x" * 161),
        ({"title": "Algo", "need": ""}, "Algo"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(client, zed, portal, typed, kept, lang):
    answer = client.submit(f"{NEW}?lang={lang}", **typed)

    assert answer.status_code == 422
    assert kept in answer.text
    assert {"es": "Complete este campo", "en": "Fill in this field"}[lang] in answer.text or "160" in answer.text
    assert db.session.scalar(select(func.count(DataRequest.id))) == 0


def test_among_several_portals_one_is_chosen(client, zed, portal):
    project_builders.portal("piura", name="Datos de Piura")

    assert client.submit(english(NEW), **SAID).status_code == 422
    assert client.submit(NEW, **SAID, portal="nowhere").status_code == 422
    client.submit(f"{NEW}?portal=piura", **SAID)

    assert db.session.scalars(select(DataRequest)).one().portal_id == project_builders.found_portal("piura").id


def test_a_question_is_asked_from_the_page_of_its_dataset_and_shown_there(client, visit, zed, portal):
    project_builders.dataset(portal, "Lluvias")
    page = visit().get("/datasets/libertad/lluvias").text
    assert "/datasets/requests/new?dataset=libertad/lluvias" in page

    client.submit(f"{NEW}?dataset=libertad/lluvias", title="¿Qué meses cubre?", need="El diccionario no lo dice.")

    question = db.session.scalars(select(DataRequest)).one()
    assert question.is_question
    assert "¿Qué meses cubre?" in visit().get("/datasets/libertad/lluvias").text
    assert "Question about a dataset" in visit().get(english(address(question))).text


def test_a_dataset_that_is_not_there_is_asked_for_like_any_other(client, zed, portal):
    client.submit(f"{NEW}?dataset=libertad/none", **SAID)

    assert not db.session.scalars(select(DataRequest)).one().is_question


@pytest.mark.parametrize(("given", "kept"), [("libertad/R1", "libertad/R1"), ("../../x", ""), ("a/b/c", "")])
def test_where_the_need_arose_is_kept_when_it_is_an_address(client, zed, portal, given, kept, clock):
    project_builders.challenge(factories.event(factories.person("Olu")), code="R1")
    clock.set(factories.HACKING)
    answer = client.submit(f"{NEW}?challenge={given}", **SAID)

    assert db.session.scalars(select(DataRequest)).one().challenge_ref == kept
    assert ("/events/libertad/challenges/R1" in client.get(answer.location).text) == bool(kept)


def test_without_a_portal_there_is_nobody_to_ask(client, zed):
    assert "There is no portal to ask." in client.get(english(NEW)).text


def test_the_same_form_sent_twice_asks_once(client, zed, portal):
    form = client.form(NEW)

    first, second = (client.post(form.action, data=form.filled(SAID)) for _ in range(2))

    assert first.location == second.location
    assert db.session.scalar(select(func.count(DataRequest.id))) == 1


def test_support_is_given_and_withdrawn_by_a_button(client, zed, portal):
    request = asked(factories.person("Ada"), portal)

    form = client.form(address(request), action=f"{address(request)}/support")
    client.post(form.action, data=form.filled({}))
    assert request_queries.supporters_of([request]) == {request.id: 1}
    assert "You support this request." in client.get(english(address(request))).text
    client.submit(address(request), action=f"{address(request)}/support/removal")
    assert request_queries.supporters_of([request]) == {}


def test_a_second_support_from_another_tab_is_told_so(client, zed, portal):
    request = asked(factories.person("Ada"), portal)
    forms = [client.form(address(request), action=f"{address(request)}/support") for _ in range(2)]

    answers = [client.post(english(form.action), data=form.filled({})) for form in forms]

    assert [one.status_code for one in answers] == [303, 422]
    assert "You support this request already." in answers[1].text
    assert request_queries.supporters_of([request]) == {request.id: 1}


def test_whoever_asked_reads_why_there_is_no_button(client, zed, portal):
    request = asked(zed, portal)

    page = client.get(english(address(request))).text

    assert "You asked this. Your name is shown to nobody." in page
    assert "/support" not in page


def test_a_steward_answers_in_two_presses(visit, zed, sara, portal):
    request, steward_s = asked(zed, portal), factories.sign_in(visit(), sara)
    page = steward_s.get(f"{address(request)}/answer").text
    assert 'value="Gerencia de Salud"' in page

    steward_s.submit(f"{address(request)}/answer", state="accepted", promised_on="2026-12-01")

    shown = visit().get(english(address(request))).text
    assert "Gerencia de Salud promises the data by 1 Dec 2026." in shown
    assert (
        "accepted: Gerencia de Salud, by 1 Dec 2026" in visit().get(english("/datasets/requests?state=accepted")).text
    )


def test_an_answer_without_what_it_needs_comes_back_whole(visit, zed, sara, portal):
    request, steward_s = asked(zed, portal), factories.sign_in(visit(), sara)

    for typed, words in [
        ({"state": "declined"}, "Say it in words"),
        ({"state": "accepted", "answer": "Sí."}, "Give the date"),
        ({"state": "accepted", "answer": "Sí.", "promised_on": "2020-01-01"}, "This date has passed."),
        ({"answer": "Sin estado."}, "Choose one of these."),
    ]:
        answer = steward_s.submit(english(f"{address(request)}/answer"), **typed)

        assert (answer.status_code, words in answer.text) == (422, True)
        assert typed.get("answer", "") in answer.text


def test_two_stewards_who_answer_at_once_see_both_texts(visit, zed, sara, portal):
    request, first = asked(zed, portal), factories.sign_in(visit(), sara)
    form = first.form(f"{address(request)}/answer")
    answered(request, sara, "in_review", answer="Lo estamos viendo.")

    late = first.post(form.action, data=form.filled({"state": "declined", "answer": "No se puede."}))

    assert late.status_code == 409
    assert "Lo estamos viendo." in late.text
    assert "No se puede." in late.text
    assert loaded(request).state == "in_review"


def test_a_stranger_cannot_answer_and_learns_why(client, zed, portal):
    request = asked(factories.person("Ada"), portal)

    answer = client.get(english(f"{address(request)}/answer"))

    assert answer.status_code == 403
    assert "Requests are answered by the stewards of the portal" in answer.text


def test_the_list_says_what_is_so(client, zed, portal):
    assert "Nobody has asked yet" in client.get(english("/datasets/requests")).text
    request = asked(zed, portal)
    supported(request, factories.person("Ada"))

    assert "1</b> supporter" in client.get(english("/datasets/requests?portal=libertad")).text
    assert "No request fits" in client.get(english("/datasets/requests?state=declined")).text


def test_the_pages_follow_each_other_with_their_filters(client, zed, portal, monkeypatch):
    monkeypatch.setattr(request_queries, "ROWS", 1)
    first, second = (asked(zed, portal, title) for title in ("Uno", "Dos"))

    page = client.get("/datasets/requests?portal=libertad").text

    assert f"portal=libertad&amp;after={second.public_id}" in page
    assert "Uno" in client.get(f"/datasets/requests?portal=libertad&after={second.public_id}").text
    assert "Dos" in client.get(f"/datasets/requests?before={first.public_id}").text


def test_an_administrator_names_and_dismisses_a_steward(client, portal, zed):
    factories.sign_in(client, factories.administrator())
    assert client.submit("/portals/libertad/stewards", email="nobody@example.pe", unit="Salud").status_code == 422
    client.submit("/portals/libertad/stewards", email="zed@example.pe", unit="Gerencia de Salud")
    number = request_queries.stewards_of(portal)[0].id
    page = client.get("/portals/libertad/stewards").text
    assert "Gerencia de Salud" in page
    twice = client.submit(english("/portals/libertad/stewards"), email="zed@example.pe", unit="Otra")
    assert "This person is a steward of this portal already." in twice.text

    client.submit(f"/portals/libertad/stewards/{number}")

    assert request_queries.stewards_of(portal) == []
    assert client.get(f"/portals/libertad/stewards/{number}").status_code == 404
