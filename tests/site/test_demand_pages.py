"""The demand report and the reuses as pages and files; nothing in them tells of what is not public yet."""

import csv
import io

import pytest
from sqlalchemy import select

from hackathon.csv_text import unguarded
from hackathon.database import db
from hackathon.portal.models import Dataset
from hackathon.submissions.content import Use
from tests import factories, project_builders
from tests.every_page.pinned import RAGGED, pin
from tests.factories import CHECKING, HACKING
from tests.machinery.interference import everything_said
from tests.portal.requests.requesting import asked

pytestmark = pytest.mark.usefixtures("session")

FILES = ("/datasets/demand", "/datasets/demand.csv", "/datasets/demand.json", "/datasets/demand.pdf")
REUSES = tuple(f"/portals/libertad/reuses{ending}" for ending in ("", ".html", ".json"))


@pytest.fixture
def portal():
    return project_builders.portal()


@pytest.fixture
def ada(portal):
    """Ada's team in an event whose challenge offers a dataset of the portal."""
    someone = factories.person("Ada")
    event = factories.event(factories.person("Olu"))
    project_builders.challenge(event, project_builders.dataset(portal, "Puntos críticos"))
    project_builders.dataset(portal, "Lluvias")
    factories.team(event, someone, fictional=True)
    return someone


def hand_in(ada, **written):
    return project_builders.submitted_project(factories.found("libertad"), ada, **written)


def test_an_empty_report_says_what_fills_it(client):
    assert "Nothing to report yet" in client.get("/datasets/demand?lang=en").text


def test_the_report_shows_its_formula_and_its_figures(client, clock, portal, ada):
    clock.set(HACKING)
    asked(factories.person("Zed"), portal, "Lluvias por hora")

    page = client.get("/datasets/demand?lang=en").text

    for words in (
        "The priority is a plain sum:",
        "<b>5</b> for each open request",
        "Puntos críticos",
        "Lluvias por hora",
    ):
        assert words in page
    assert "Datasets that nobody uses yet" in page


def test_the_report_of_one_portal_leads_to_its_files(client, portal, ada):
    project_builders.portal("piura", name="Datos de Piura")

    page = client.get("/datasets/demand?portal=piura").text

    assert "/datasets/demand.csv?portal=piura" not in page  # it has no line
    assert "/datasets/demand.csv?portal=libertad" in client.get("/datasets/demand?portal=libertad").text


def test_the_table_is_taken_away_guarded(client, clock, portal, ada):
    clock.set(HACKING)
    factories.administrator()
    answer = client.get("/datasets/demand.csv?lang=en")

    head, *rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert answer.headers["Content-Disposition"] == "attachment; filename=demand.csv"
    assert (head[0], head[3], head[-1]) == ("Portal", "Datasets", "Priority")
    assert [[unguarded(cell) for cell in row] for row in rows] == [
        ["Datos Abiertos La Libertad", "", "", "2", "1", "1", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1"]
    ]


def test_the_json_holds_lines_requests_and_datasets_with_their_addresses(client, clock, portal, ada):
    clock.set(HACKING)
    request = asked(factories.person("Zed"), portal, "Lluvias por hora")

    said = client.get("/datasets/demand.json").json

    assert said["priority"]["weights"]["open_requests"] == 5
    assert said["priority"]["formula"].startswith("5·open_requests + 3·winners")
    assert said["lines"][0] | {"priority": 6, "unused": 1} == said["lines"][0]
    assert [one["url"] for one in said["open_requests"]] == [f"/datasets/requests/{request.public_id}"]
    assert [one["title"] for one in said["used_datasets"]] == ["Puntos críticos"]
    assert [one["url"] for one in said["unused_datasets"]] == ["/datasets/libertad/lluvias"]


def test_faults_stand_on_the_page_in_the_json_and_on_paper(client, clock, portal, ada):
    clock.set(HACKING)
    before = client.get("/datasets/demand.pdf").data
    offered = db.session.scalars(select(Dataset).where(Dataset.slug == "puntos-criticos")).one()
    file = project_builders.resource(offered, "puntos.csv", format="CSV")
    pin(file, content=RAGGED)

    page, said = client.get("/datasets/demand?lang=en").text, client.get("/datasets/demand.json?lang=en").json
    (told,) = said["faulty_datasets"]

    address = f"/datasets/libertad/puntos-criticos/{file.key}"
    assert f'<a href="{address}">puntos.csv</a>' in page
    assert "Its portal does not say when it last changed." in page
    assert (told["title"], told["files"][0]["url"]) == ("Puntos críticos", address)
    assert "rows have another number of cells" in " ".join(told["files"][0]["findings"])
    assert said["lines"][0]["faults"] == told["files"][0]["faults"]
    paper = client.get("/datasets/demand.pdf")
    assert paper.headers["Content-Disposition"] == "attachment; filename=demand.pdf"
    assert paper.data.startswith(b"%PDF-")
    assert len(paper.data) > len(before)


def test_what_a_team_works_with_shows_nowhere_before_the_closing(client, clock, portal, ada):
    factories_event = factories.found("libertad")
    project_builders.saved_project(factories_event, ada, challenges=("R1",))
    clock.set(HACKING)
    before = everything_said(client, [*FILES, *REUSES])

    hand_in(ada, challenges=("R1",), datasets=(Use("libertad/lluvias", "Canario de uso."),))

    clock.set(HACKING)
    assert everything_said(client, [*FILES, *REUSES]) == before
    clock.set(CHECKING)
    after = everything_said(client, [*FILES, *REUSES])
    assert all(after[address] != before[address] for address in [*FILES, *REUSES])


def test_a_portal_without_reuses_says_when_they_come(client, portal):
    assert "No public project uses them yet" in client.get("/portals/libertad/reuses?lang=en").text
    assert client.get("/portals/libertad/reuses.json").json["data"] == []
    assert client.get("/portals/none/reuses.json").status_code == 404


def test_reuses_carry_the_names_of_udata_and_of_showcases(client, clock, portal, ada):
    hand_in(ada, title="Quebrada <b>", demo_url="https://example.org/demo", summary="Una alerta.")
    clock.set(CHECKING)

    answer = client.get("/portals/libertad/reuses.json")
    said = answer.json
    (reuse,) = said["data"]

    assert {name: said[name] for name in said if name != "data"} == {
        "total": 1, "page_size": 50, "next_page": None, "previous_page": None,
    }  # fmt: skip
    assert reuse | {
        "id": "libertad/buhos", "slug": "buhos", "title": "Quebrada <b>", "description": "Una alerta.",
        "url": "https://example.org/demo", "type": "application", "private": False,
        "page": "http://localhost/events/libertad/projects/buhos",
        "name": "libertad-buhos", "notes": "Una alerta.", "image_url": "", "author": "Búhos",
    } == reuse  # fmt: skip
    assert reuse["datasets"] == [
        {
            "id": "puntos-criticos", "title": "Puntos críticos", "page": "https://libertad.example.pe/dataset/puntos-criticos",
            "uri": "http://localhost/datasets/libertad/puntos-criticos",
        }
    ]  # fmt: skip
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_list_to_embed_has_no_script_and_whole_addresses(client, clock, portal, ada):
    hand_in(ada, title="Quebrada <b>")
    clock.set(CHECKING)

    answer = client.get("/portals/libertad/reuses.html?lang=es")

    assert answer.mimetype == "text/html"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert '<a href="http://localhost/events/libertad/projects/buhos">Quebrada &lt;b&gt;</a>' in answer.text
    assert "<script" not in answer.text
    assert "<html" not in answer.text


def test_reuses_of_another_portals_data_are_not_its_own(client, clock, portal, ada):
    project_builders.portal("piura", name="Datos de Piura")
    hand_in(ada)
    clock.set(CHECKING)

    assert client.get("/portals/piura/reuses.json").json["total"] == 0


def test_reuses_are_read_a_page_at_a_time(client, clock, portal, ada, monkeypatch):
    monkeypatch.setattr("hackathon.site.reuses.TOGETHER", 1)
    ben = factories.person("Ben")
    factories.team(factories.found("libertad"), ben, name="Zorros")
    hand_in(ada)
    hand_in(ben)
    clock.set(CHECKING)

    first = client.get("/portals/libertad/reuses.json").json
    second = client.get(first["next_page"]).json

    assert [one["slug"] for one in (*first["data"], *second["data"])] == ["buhos", "zorros"]
    assert client.get(second["previous_page"]).json["data"] == first["data"]
    assert "after=libertad/buhos" in client.get("/portals/libertad/reuses").text
