"""A request after it was asked: said better, withdrawn, found to be another's, and led to the data that came of it."""

import pytest
from sqlalchemy import select

from hackathon.database import db
from hackathon.outbox import Mail
from hackathon.portal.request_models import DataRequest
from tests import factories, project_builders
from tests.portal.requests.requesting import NEW, SAID, address, answered, asked, english, loaded, supported

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def desk(visit, sara):
    """The steward's browser."""
    factories.sign_in(visitor := visit(), sara)
    return visitor


def requests() -> list[tuple[str, str, str]]:
    db.session.expire_all()
    return [
        (one.title, one.need, one.state) for one in db.session.scalars(select(DataRequest).order_by(DataRequest.id))
    ]


def test_whoever_asked_says_it_better_until_it_is_taken_up(client, desk, zed, portal, sara):
    request = asked(zed, portal)
    edit = f"{address(request)}/edit"
    assert f'href="{edit}"' in client.get(address(request)).text

    answer = client.submit(edit, title="Lluvias por hora y estación", need="Para avisar antes.")
    assert answer.location == address(request)
    assert requests() == [("Lluvias por hora y estación", "Para avisar antes.", "new")]

    answered(request, sara, "in_review")
    assert f'href="{edit}"' not in client.get(address(request)).text
    refused = client.get(english(edit))
    assert (refused.status_code, "The portal has taken it up" in refused.text) == (403, True)


def test_what_was_typed_is_not_lost_to_a_steward_who_was_faster(client, zed, portal, sara):
    request = asked(zed, portal)
    form = client.form(f"{address(request)}/edit")
    answered(request, sara, "in_review")

    late = client.post(f"{address(request)}/edit", data=form.filled({"title": "Lluvias por minuto"}))

    assert late.status_code in (403, 409)
    assert "Lluvias por minuto" in late.text
    assert requests()[0][0] == "Lluvias por hora"


@pytest.mark.parametrize("act", ["edit", "removal"])
def test_nobody_else_changes_or_withdraws_it(desk, visit, zed, portal, act):
    request = asked(zed, portal)

    refused = desk.get(english(f"{address(request)}/{act}"))

    assert (refused.status_code, "Only whoever asked can do this." in refused.text) == (403, True)
    assert act not in desk.get(address(request)).text


def test_a_request_that_is_withdrawn_is_gone_with_its_words(client, visit, zed, portal):
    request = asked(zed, portal)

    assert "Lluvias por hora" in client.get(f"{address(request)}/removal").text
    answer = client.submit(f"{address(request)}/removal")

    assert answer.location == "/datasets/requests"
    assert requests() == [("", "", "withdrawn")]
    assert client.get(address(request)).status_code == 404
    for page in ("/datasets/requests", "/datasets/requests?state=withdrawn", "/datasets/demand"):
        assert "Lluvias por hora" not in visit().get(page).text


def test_what_others_need_too_stays_theirs(client, zed, portal):
    request = asked(zed, portal)
    supported(request, factories.person("Eva"))

    refused = client.submit(english(f"{address(request)}/removal"))

    assert (refused.status_code, "it stays open for them" in refused.text) == (422, True)
    assert requests()[0][2] == "new"


def test_what_is_answered_stays(client, zed, portal, sara):
    request = asked(zed, portal)
    answered(request, sara, "declined", answer="No existe.")

    refused = client.get(english(f"{address(request)}/removal"))

    assert (refused.status_code, "This request is closed" in refused.text) == (403, True)


# --- the same twice


@pytest.mark.parametrize("title", ["Lluvias por hora", "lluvias, por HORA", "Las lluvias por hora"])
def test_nearly_the_same_is_shown_once_and_may_be_asked_nevertheless(client, portal, zed, title):
    asked(factories.person("Eva"), portal)

    first = client.submit(english(NEW), **SAID | {"title": title})
    assert (first.status_code, "Is it one of these?" in first.text) == (422, True)
    assert f'value="{title}"' in first.text
    assert len(requests()) == 1

    again = client.read(first, NEW).filled({})
    assert client.post(NEW, data=again).status_code == 303
    assert len(requests()) == 2


def test_something_else_is_asked_at_once(client, portal, zed):
    asked(factories.person("Eva"), portal)
    asked(factories.person("Fay"), project_builders.portal("piura", name="Datos de Piura"), title="Centros de salud")

    answer = client.submit(NEW, portal="libertad", title="Centros de salud", need="Para ir.")

    assert answer.status_code == 303


# --- where the data are


def test_an_answer_leads_to_the_dataset_that_came_of_it(client, desk, visit, zed, portal):
    request = asked(zed, portal)
    project_builders.dataset(portal, "Lluvias")

    answer = desk.submit(
        f"{address(request)}/answer",
        state="published",
        answer="Ya están.",
        published_url="http://localhost/datasets/libertad/lluvias",
    )

    assert answer.status_code == 303
    assert '<a href="/datasets/libertad/lluvias">Lluvias</a>' in visit().get(address(request)).text
    assert f'href="{address(request)}"' in visit().get("/datasets/libertad/lluvias").text


def test_an_answer_leads_anywhere_on_the_web_and_the_mail_says_where(app, desk, visit, zed, portal):
    request = asked(zed, portal)

    desk.submit(
        f"{address(request)}/answer",
        state="published",
        answer="Ya están.",
        published_url="https://datos.example.pe/lluvias",
    )
    app.extensions["sweep"].call_local()

    assert 'href="https://datos.example.pe/lluvias"' in visit().get(address(request)).text
    told = db.session.scalars(select(Mail).where(Mail.to == zed.email)).all()
    assert "https://datos.example.pe/lluvias" in told[-1].text


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("http://localhost/datasets/libertad/nada", "There is no dataset at this address of ours"),
        ("/events/libertad", "There is no dataset at this address of ours"),
        ("javascript:alert(1)", "This is not the address of a page"),
        ("lluvias.csv", "This is not the address of a page"),
        ("http://10.0.0.1/x", "This is not the address of a page"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_at_its_field(desk, zed, portal, typed, reason):
    request = asked(zed, portal)

    refused = desk.submit(
        english(f"{address(request)}/answer"), state="published", answer="Ya están.", published_url=typed
    )

    assert (refused.status_code, reason in refused.text) == (422, True)
    assert f'value="{typed.removeprefix("http://localhost")}"' in refused.text
    assert requests()[0][2] == "new"


def test_a_question_has_an_answer_and_no_address(desk, zed, portal):
    question = asked(zed, portal, dataset=project_builders.dataset(portal, "Lluvias"))

    assert "published_url" not in desk.get(f"{address(question)}/answer").text
    assert loaded(question).is_question


# --- from a search that finds nothing


def test_who_searches_in_vain_is_led_to_ask_with_the_same_words(client, portal, zed):
    project_builders.dataset(portal, "Lluvias")
    page = client.get(english("/datasets?q=humedales&portal=libertad")).text

    assert "It is not there? Ask for it" in page
    assert 'href="/datasets/requests/new?title=humedales&amp;portal=libertad"' in page
    assert "It is not there?" not in client.get(english("/datasets?q=lluvias")).text
