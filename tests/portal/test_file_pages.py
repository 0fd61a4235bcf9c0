"""The page of a file: what a worker found out about its content, in words, with its clean copy and its schema."""

import csv
import io

import pytest
from sqlalchemy import select

from hackathon import audit, jobs
from hackathon.database import db, transaction
from hackathon.errors import Busy
from hackathon.permissions import SYSTEM
from hackathon.portal import pin_actions
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import PROFILE, PinnedFile
from hackathon.portal.profile_models import DataProfile
from hackathon.portal.showing_profiles import map_of
from hackathon.portal.usage import UsageCount
from tests import factories, project_builders
from tests.portal.replay import Reply

pytestmark = pytest.mark.usefixtures("session")
TABLE = "Ubigeo;Nombre;Espera_min;Lat;Lon;Fecha\r\n" + "".join(
    f"1301{n:02};Puesto {n};{n},5;-8,{100 + n};-79,{200 + n};{1 + n % 28:02}/09/2026\r\n" for n in range(60)
)


@pytest.fixture
def page(play, clock):
    """`page(body, licence…)`: the address of a file's page, once workers have kept and read the file."""

    clock.set(factories.HACKING)

    def of(body: bytes, *, headers=None, name="puestos.csv", **columns) -> str:
        server = play(lambda ask: Reply(body=body, headers=headers or {"Content-Type": "text/csv"}))
        made = project_builders.dataset(
            project_builders.portal(base_url=server.url), "Puestos", **{"is_open": True} | columns
        )
        project_builders.challenge(factories.event(factories.person("Olu")), made)
        project_builders.resource(made, name, url=f"{server.url}/{name}", format="CSV")
        with transaction() as now:
            pin_actions.ask_for_copies(made, now=now)
        jobs.run_due()
        jobs.run_due()
        return f"/datasets/libertad/puestos/{db.session.scalars(select(Resource)).one().key}"

    return of


def test_the_page_tells_rows_columns_quality_and_how_it_was_read(client, page):
    text = client.get(page(TABLE.encode("cp1252")) + "?lang=en").text

    assert "60 rows, 6 columns" in text
    assert "separated by semicolons" in text
    assert all(words in text for words in ("code", "decimal comma", "from 0.5 to 59.5"))
    assert text.count("<rect") > 10
    assert "<circle" in text
    assert "Puesto 9<" in text
    assert "Puesto 10<" not in text


def test_the_first_rows_are_paged_by_the_address_and_nonsense_is_the_first_page(client, page):
    address = page(TABLE.encode())

    second, nonsense = client.get(f"{address}?page=2").text, client.get(f"{address}?page=²").text

    assert "Puesto 10<" in second
    assert "?page=1" in second
    assert "Puesto 9<" in nonsense
    assert client.get(f"{address}?page=999999999").status_code == 200


def test_the_clean_copy_is_utf_8_with_points_and_iso_dates_and_says_what_changed(client, page):
    address = page(TABLE.encode("cp1252"))

    with client.get(f"{address}/clean.csv") as answer:
        rows = list(csv.reader(io.StringIO(answer.data.decode())))
    text = client.get(f"{address}?lang=en").text

    assert rows[1] == ["130100", "Puesto 0", "0.5", "-8.100", "-79.200", "2026-09-01"]
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Cells are separated by commas." in text
    assert "Dates in “Fecha” are written as year-month-day: 60 cells." in text
    assert "pandas.read_csv" in text


def test_the_schema_is_that_of_the_file_at_its_portal(client, page):
    said = client.get(page(TABLE.encode()) + "/schema.json").get_json()

    assert said["profile"] == "tabular-data-resource"
    assert said["dialect"]["delimiter"] == ";"
    assert [field["type"] for field in said["schema"]["fields"]][:2] == ["string", "string"]


def test_findings_are_told_with_their_place_their_reason_and_the_remedy(client, page):
    rows = "".join(f"{ubigeo};{n}\n" for n, ubigeo in enumerate(["130101", "10101", "130102"] * 20))
    text = client.get(page(("ubigeo;x\n" + rows).encode()) + "?lang=en").text

    assert "lost the zeros in front, in 20 codes" in text
    assert "Lines 3, 6, 9, 12, 15 and 15 more" in text
    assert "Export codes as text." in text
    assert "codes as they are in the file" in text
    assert "The codes in “ubigeo” had lost zeros in front" in text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "The file is no table"),
        (b"", "The file is empty."),
    ],
)
def test_what_is_no_table_is_said_so_and_has_neither_copy_nor_schema(client, page, body, words):
    address = page(body)

    assert words in client.get(f"{address}?lang=en").text
    assert client.get(f"{address}/clean.csv").status_code == 404
    assert client.get(f"{address}/schema.json").status_code == 404


def test_a_copy_that_may_not_be_given_has_a_profile_and_no_clean_copy(client, page):
    address = page(TABLE.encode(), is_open=None)

    text = client.get(address).text
    assert "60 filas" in text
    assert "su licencia no dice que sea abierta" in text
    assert "datos de personas" not in text
    assert "?page=2" not in text
    assert "Puesto 3" not in text
    assert client.get(f"{address}/clean.csv").status_code == 404


def test_people_in_the_data_are_urgent_and_shown_to_nobody(client, page):
    rows = "".join(f"{10_000_000 + 7919 * n};Persona {n}\n" for n in range(80))

    address = page(("dni;nombre\n" + rows).encode())

    assert db.session.scalars(select(DataProfile)).one().is_urgent is True
    assert "Persona 1<" not in client.get(address).text
    assert "10007919" not in client.get(address).text
    assert [client.get(f"{address}/{part}").status_code for part in ("copies/1", "clean.csv")] == [404, 404]


def test_the_same_content_is_read_once_and_again_when_our_reading_changed(page, monkeypatch):
    page(TABLE.encode())
    copy = db.session.scalars(select(PinnedFile)).one()

    def again():
        with transaction() as now:
            jobs.ask_for(PROFILE, copy.id, now=now)
        return jobs.run_due()

    first = again()
    monkeypatch.setattr("hackathon.portal.profiling.READING", 99)

    assert first == [f"portal.profile {copy.id}: profiled already"]
    assert again()[0].startswith(f"portal.profile {copy.id}: 60 rows")
    assert len(db.session.scalars(select(DataProfile)).all()) == 1


def test_scripts_in_a_file_are_text_on_its_page(client, page):
    evil = "<script>alert(1)</script>;<img src=x onerror=alert(2)>\n1;2\n3;4\n"

    text = client.get(page(evil.encode())).text

    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_map_keeps_the_proportions_and_needs_two_places():
    drawn = map_of([[-79.0, -8.0], [-78.0, -8.0], [-79.0, -8.5]])

    assert (drawn.width, drawn.height) == (400, 200)
    assert drawn.dots == [(0, 0), (0, 200), (400, 0)]
    assert map_of([[-79.0, -8.0], [-79.0, -8.0]]) is None


def test_a_content_that_no_worker_could_read_says_so(client, page, monkeypatch):
    monkeypatch.setitem(jobs.HANDLERS, PROFILE, lambda copy_id: 1 / 0)
    address = page(TABLE.encode())
    assert "Its content is being read" in client.get(f"{address}?lang=en").text

    with transaction():
        db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PROFILE)).one().parked_at = factories.HACKING

    given_up = client.get(f"{address}?lang=en").text
    assert "Its content could not be read, so its copy is not given." in given_up
    assert db.session.scalars(select(Resource.url)).one() in given_up


def test_a_copy_that_nobody_has_read_yet_is_given_to_nobody(client, page, monkeypatch):
    monkeypatch.setitem(jobs.HANDLERS, PROFILE, lambda copy_id: 1 / 0)
    address = page(TABLE.encode())

    text = client.get(f"{address}?lang=en").text

    assert "copies/1" not in text
    assert "being read, and not given before" in text
    assert client.get(f"{address}/copies/1").status_code == 404


def test_a_copy_is_given_on_when_its_declared_format_is_another_since_it_was_read(client, page):
    address = page(TABLE.encode())
    with transaction() as now:
        db.session.scalars(select(Resource)).one().format = "TXT"
        audit.record("dataset.changed", db.session.scalars(select(Dataset)).one(), by=SYSTEM, now=now)

    assert "60 rows" in client.get(f"{address}?lang=en").text
    with client.get(f"{address}/copies/1") as answer:
        assert answer.status_code == 200


def test_looks_and_downloads_are_counted_and_a_question_for_the_head_is_none(client, page):
    address = page(TABLE.encode())
    for _ in range(3):
        client.get(address)
    client.head(address)
    client.get(f"{address}/clean.csv").close()
    client.get(f"{address}/copies/1").close()

    assert counted() == {"preview": 3, "download": 2}


def test_a_page_that_cannot_be_counted_is_given_all_the_same(client, page, monkeypatch):
    address = page(TABLE.encode())

    def busy(session):
        raise Busy("busy")

    monkeypatch.setattr("hackathon.database.writers.turn", busy)

    assert client.get(address).status_code == 200
    assert counted() == {}


def counted():
    db.session.rollback()
    return dict(db.session.execute(select(UsageCount.usage, UsageCount.times)).all())
