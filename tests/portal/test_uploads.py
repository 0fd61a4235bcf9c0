"""A catalogue from a file: handed in on a page, read by a worker, told line by line."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from hackathon import audit, jobs
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.permissions import SYSTEM
from hackathon.portal import upload_actions
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.upload_models import CatalogueFile
from tests import factories
from tests.machinery.statements import queries_at_most
from tests.portal import hostile, replay
from tests.portal.asking import english
from tests.portal.conftest import add_portal, harvested
from tests.portal.handing_in import PAGE, TABLE, handed_in
from tests.portal.page_reader import Links

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def nora(client):
    someone = factories.administrator()
    factories.sign_in(client, someone)
    return someone


def total(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def titles() -> list[str]:
    return list(db.session.scalars(select(Dataset.title).where(Dataset.absent_since.is_(None)).order_by(Dataset.id)))


def test_a_file_is_kept_and_read_by_a_worker_into_a_portal_like_any_other(client, nora):
    answer = handed_in(client, TABLE, name="Municipalidad")
    before = (total(Dataset), client.get(english("/portals/municipalidad")).text)
    [line] = jobs.run_due()
    page = client.get(english("/portals/municipalidad")).text

    assert (answer.status_code, answer.location) == (303, "/portals/municipalidad")
    assert before[0] == 0
    assert "Waiting for the worker to begin." in before[1]
    assert line.endswith("complete: 10 datasets of 10 declared, 10 new, 0 changed, 0 missing, 0 invalid.")
    assert "See its 10 datasets" in page
    assert "a file that was handed in" in page
    assert "CSV / JSON" in page
    assert not [link for link in Links.of(page) if link.startswith("file-of:")]
    dataset = db.session.scalars(select(Dataset)).first()
    assert client.get(f"/datasets/municipalidad/{dataset.slug}").status_code == 200


def test_a_newer_file_takes_the_place_of_the_last_and_marks_what_is_gone(client, nora):
    handed_in(client, TABLE, name="Municipalidad")
    jobs.run_due()
    link = next(link for link in Links.of(client.get("/portals/municipalidad").text) if "import" in link)

    answer = handed_in(client, TABLE.replace("Dato 9;", "Dato nuevo;"), at=link)
    jobs.run_due()

    run = db.session.scalars(select(Harvest).order_by(Harvest.id.desc())).first()
    assert (answer.status_code, answer.location, link) == (
        303,
        "/portals/municipalidad",
        f"{PAGE}?portal=municipalidad",
    )
    assert (run.state, run.new, run.changed, run.missing) == ("complete", 1, 0, 1)
    assert titles() == [*(f"Dato {n}" for n in range(9)), "Dato nuevo"]
    assert (total(CatalogueFile), total(DataPortal)) == (1, 1)


def test_lines_with_mistakes_are_told_by_number_and_mark_nothing_missing(client, nora):
    handed_in(client, TABLE, name="M")
    jobs.run_due()

    handed_in(client, TABLE.replace("Dato 9;", ";"), portal="m")
    jobs.run_due()
    page, spanish = client.get(english("/portals/m")).text, client.get("/portals/m?lang=es").text

    run = db.session.scalars(select(Harvest).order_by(Harvest.id.desc())).first()
    assert (run.state, run.received, run.invalid, run.missing) == ("partial", 10, 1, 0)
    assert run.first_errors == [{"record": "#11", "reason": "There is neither an id nor a title."}]
    assert "#11" in page
    assert "There is neither an id nor a title." in page
    assert "#11" in spanish
    assert len(titles()) == 10


def test_a_file_that_is_no_catalogue_ends_with_the_reason(client, nora):
    handed_in(client, "a;b\n1;2\n", name="M")
    jobs.run_due()

    page = client.get(english("/portals/m")).text

    assert "Its first line does not name the columns" in page
    assert db.session.scalars(select(Harvest.state)).all() == ["failed"]


def test_reading_it_again_reads_the_same_file(client, nora):
    handed_in(client, TABLE, name="M")
    jobs.run_due()
    portal = db.session.scalars(select(DataPortal)).one()

    run = harvested(portal)

    assert (run.state, run.received, run.new, run.changed) == ("complete", 10, 0, 0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "Choose a file."),
        (b"", "The file is empty."),
        (b" \n ", "The file is empty."),
        (b"PK\x03\x04rest", "This is a spreadsheet or a packed file."),
        (b"\xd0\xcf\x11\xe0rest", "This is a spreadsheet of the old kind."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"id;url\0\0", "This is not a text file."),
    ],
)
def test_what_is_no_text_is_refused_at_its_field_and_the_name_kept(client, nora, content, reason):
    answer = handed_in(client, content, name="Municipalidad")

    assert answer.status_code == 422
    assert reason in answer.text
    assert 'id="file-error"' in answer.text
    assert 'value="Municipalidad"' in answer.text
    assert (total(DataPortal), total(CatalogueFile), total(jobs.Job)) == (0, 0, 0)


def test_a_new_catalogue_needs_a_name(client, nora):
    answer = handed_in(client, TABLE)

    assert answer.status_code == 422
    assert "Give the catalogue a name." in answer.text
    assert 'id="name-error"' in answer.text


def test_a_file_over_the_limit_of_a_page_is_refused(client, nora):
    assert handed_in(client, b"x" * 2_100_000, name="M").status_code == 413


def test_a_file_over_every_limit_is_refused(app):
    with transaction() as now, pytest.raises(RuleBroken, match=r"The file is larger than 20 MB\."):
        upload_actions.hand_in_new(b"x" * 20_000_001, file_name="x", name="M", by=SYSTEM, now=now)


def test_a_wide_text_file_is_taken(client, nora):
    handed_in(client, TABLE.encode("utf-16"), name="M")
    jobs.run_due()

    assert len(titles()) == 10


def test_its_address_on_the_web_is_kept_and_taken_once(client, nora):
    handed_in(client, TABLE, name="M", url="datos.example.pe/dataset/x")
    again = handed_in(client, TABLE, name="N", url="https://datos.example.pe")

    assert db.session.scalars(select(DataPortal.base_url)).all() == ["https://datos.example.pe"]
    assert 'href="https://datos.example.pe"' in client.get("/portals/m").text
    assert again.status_code == 422
    assert "This portal is here already." in again.text


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "file:///etc/passwd", "http://["])
def test_an_address_that_is_none_is_refused_at_its_field(client, nora, url):
    answer = handed_in(client, TABLE, name="M", url=url)

    assert answer.status_code == 422
    assert 'id="url-error"' in answer.text


def test_while_a_file_is_being_read_no_other_takes_its_place(client, nora):
    handed_in(client, TABLE, name="M")

    answer = handed_in(client, "Título\nOtro\n", portal="m")
    jobs.run_due()

    assert answer.status_code == 422
    assert "A harvest of this portal is under way." in answer.text
    assert len(titles()) == 10


def test_a_portal_with_an_api_takes_no_file(client, nora, play):
    portal = add_portal(play(replay.recorded()))

    with transaction() as now, pytest.raises(RuleBroken, match="read at its address"):
        upload_actions.hand_in(portal, b"x", file_name="x", by=SYSTEM, now=now)
    assert f'value="{portal.slug}"' not in client.get(PAGE).text
    assert "import?portal" not in client.get(f"/portals/{portal.slug}").text


def test_strangers_hand_nothing_in(client, visit):
    zed = visit()
    factories.sign_in(zed, factories.person("Zed"))
    stranger = factories.standing(factories.somebody("zed@example.pe"))

    assert client.get(PAGE).location == f"/login?next={PAGE}"
    assert zed.get(english(PAGE)).status_code == 403
    assert PAGE not in zed.get("/portals").text
    with transaction() as now, pytest.raises(NotAllowed):
        upload_actions.hand_in_new(b"x", file_name="x", name="M", by=stranger, now=now)


def test_the_same_form_twice_has_one_effect(client, nora):
    data = client.form(PAGE).filled({"name": "M"})
    answers = [client.post(PAGE, data=data | {"file": (BytesIO(TABLE.encode()), "c.csv")}) for _ in range(2)]

    assert [(one.status_code, one.location) for one in answers] == [(303, "/portals/m")] * 2
    assert (total(DataPortal), total(Harvest), total(CatalogueFile)) == (1, 1, 1)


def test_the_log_has_the_act_and_neither_the_file_nor_its_name(client, nora):
    handed_in(client, TABLE, name="M", file_name="lista de Ana.csv")

    entries = db.session.scalars(select(audit.AuditEntry).order_by(audit.AuditEntry.id)).all()
    acts = [entry.action for entry in entries if entry.action.startswith("portal.")]
    assert acts == ["portal.added", "portal.harvest_asked"]
    assert "Ana" not in str([entry.changes for entry in entries])
    assert "Dato" not in str([entry.changes for entry in entries])


def test_whatever_was_handed_in_the_reading_ends(client, nora):
    for number, content in enumerate(hostile.NOT_DATA.values()):
        answer = handed_in(client, content[:1_000_000], name=f"M{number}")
        if answer.status_code == 303:
            jobs.run_due()

    assert set(db.session.scalars(select(Harvest.state))) == {"failed"}
    assert total(Dataset) == 0


def test_the_page_asks_the_database_little_and_offers_the_way_from_what_was_not_recognised(client, nora):
    with queries_at_most(6):
        page = client.get(english(PAGE)).text

    assert "título" in page
    assert PAGE in Links.of(client.get("/portals/new").text)
    assert PAGE in Links.of(client.get("/portals").text)
