"""Files that a portal lists under other ids: which is which, and what goes on under the new one."""

import pytest
from sqlalchemy import select

from hackathon.audit import AuditEntry
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import harvest_actions, pin_actions, pin_queries
from hackathon.portal.harvest_models import ResourceAlias
from hackathon.portal.models import Dataset, Resource
from hackathon.portal.pin_models import FileCheck, FileOutcome, PinnedFile
from hackathon.portal.records import key_of
from hackathon.portal.threads import same_files
from tests import factories, project_builders
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def file(native_id, url="", name="", format="CSV"):
    return {"native_id": native_id, "url": url or f"https://e.pe/{native_id}", "name": name, "format": format}


@pytest.mark.parametrize(
    ("gone", "come", "same"),
    [
        ([file("a", url="u")], [file("b", url="u")], {"a": "b"}),
        ([file("a", name="Lluvias")], [file("b", name="LLUVIAS")], {"a": "b"}),
        ([file("a", name="Lluvias")], [file("b", name="Lluvias", format="PDF")], {}),
        ([file("a")], [file("b")], {}),  # nothing tells that they are one
        ([file("a", name="X"), file("b", name="X")], [file("c", name="X"), file("d", name="X")], {}),
        ([file("a", url="u", name="X"), file("b", name="X")], [file("c", url="u", name="X"), file("d", name="X")],
         {"a": "c", "b": "d"}),
    ],
)  # fmt: skip
def test_files_are_the_same_by_their_address_or_by_a_name_that_only_one_has(gone, come, same):
    assert same_files(gone, come) == same


@pytest.fixture
def portal_and_records(play):
    """A portal of ten datasets with a file each; the first file was kept, and its address checked."""
    records = packages(10)
    for record in records:
        record["resources"] = [{"id": f"f-{record['id']}", "url": f"https://e.pe/{record['id']}.csv", "format": "CSV"}]
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    kept = first_dataset()
    project_builders.pinned_file(kept, resource_id="f-00000")
    with transaction() as now:
        pin_actions.note_check(kept.id, "f-00000", FileOutcome.NEW, now=now)
    return portal, records


def first_dataset():
    return db.session.scalars(select(Dataset).order_by(Dataset.id)).first()


def rekey(records):
    for record in records:
        record["id"] = f"new-{record['id']}"
        record["resources"][0]["id"] = f"other-{record['resources'][0]['id']}"


def test_after_a_mass_rekeying_the_thread_of_a_pinned_file_goes_on(portal_and_records):
    portal, records = portal_and_records
    row = db.session.scalars(select(Resource).where(Resource.native_id == "f-00000")).one().id
    rekey(records)
    run = harvested(portal)
    with transaction() as now:
        harvest_actions.take_for_the_same(run, by=SYSTEM, now=now)

    harvested(portal)

    copy = db.session.scalars(select(PinnedFile)).one()
    assert (copy.resource_id, copy.revision) == ("other-f-00000", 1)
    assert db.session.scalars(select(FileCheck.resource_id)).all() == ["other-f-00000"]
    assert db.session.get_one(Resource, row).native_id == "other-f-00000"
    assert [revision.copy.id for revision in pin_queries.revisions_of(copy.dataset_id, "other-f-00000")] == [copy.id]
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action == "portal.files_rekeyed")).all()
    assert len(acts) == 10


def test_old_addresses_of_a_file_lead_on_to_the_new_ones_however_often_it_changed(client, portal_and_records):
    portal, records = portal_and_records
    old = f"/datasets/{portal.slug}/{first_dataset().slug}/{key_of('f-00000')}"
    for _ in range(2):
        records[0]["resources"][0]["id"] = f"other-{records[0]['resources'][0]['id']}"
        harvested(portal)
    nora = factories.person("Nora", administrator=True)
    factories.sign_in(client, nora)

    answers = [client.get(f"{old}{part}") for part in ("", "/copies/1", "?page=2")]

    new = f"/datasets/{portal.slug}/{first_dataset().slug}/{key_of('other-other-f-00000')}"
    assert [(one.status_code, one.location.partition("?")[0]) for one in answers] == [
        (301, new),
        (301, f"{new}/copies/1"),
        (301, new),
    ]
    assert client.get(new).status_code == 200
    with client.get(f"{new}/copies/1") as copy:
        assert copy.status_code == 200


def test_a_file_that_is_back_under_its_first_id_has_its_first_address(client, portal_and_records):
    portal, records = portal_and_records
    for key in ("x", "f-00000", "x", "f-00000"):
        records[0]["resources"][0]["id"] = key
        harvested(portal)

    first = f"/datasets/{portal.slug}/{first_dataset().slug}"
    assert client.get(f"{first}/{key_of('f-00000')}").status_code == 200
    assert client.get(f"{first}/{key_of('x')}").status_code == 301
    assert db.session.scalars(select(ResourceAlias.key)).all() == [key_of("x")]


def test_the_address_of_a_dataset_under_its_other_id_leads_to_the_file_of_the_one_it_is(client, portal_and_records):
    portal, records = portal_and_records
    rekey(records)
    run = harvested(portal)
    alias = db.session.scalars(select(Dataset).where(Dataset.native_id == "new-00000")).one().slug
    with transaction() as now:
        harvest_actions.take_for_the_same(run, by=SYSTEM, now=now)
    harvested(portal)
    key = key_of("other-f-00000")

    answer = client.get(f"/datasets/{portal.slug}/{alias}/{key}")

    assert (answer.status_code, answer.location) == (301, f"/datasets/{portal.slug}/{first_dataset().slug}/{key}")


def test_a_file_whose_new_id_has_copies_of_its_own_is_left_alone(portal_and_records):
    portal, records = portal_and_records
    project_builders.pinned_file(first_dataset(), "elsewhere.csv", b"x", resource_id="x")
    records[0]["resources"][0]["id"] = "x"

    harvested(portal)

    assert set(db.session.scalars(select(PinnedFile.resource_id))) == {"f-00000", "x"}
