"""An event's data at one place: everything kept at once, and one ZIP for a place with a bad network."""

import hashlib
import io
import json
import zipfile

import pytest

from hackathon.database import db, transaction
from hackathon.portal.harvest_models import DatasetChange
from tests import factories, project_builders
from tests.factories import HACKING, at

pytestmark = pytest.mark.usefixtures("session")
DESK = "/events/libertad/manage/datasets"
CONTENT = b"a;b\n1;2\n"


@pytest.fixture
def dataset():
    olu = factories.person("Olu")
    held = factories.event(olu)
    made = project_builders.dataset(project_builders.portal(), "Puntos críticos")
    project_builders.challenge(held, made, code="R1")
    return made


def test_one_press_asks_for_every_file_that_is_offered(client, dataset):
    factories.sign_in(client, factories.somebody("olu@example.pe"))

    answer = client.submit(DESK)

    assert (answer.status_code, answer.location) == (303, DESK)
    assert "1" in client.get(DESK).text


def test_the_zip_holds_the_copies_their_sums_and_a_data_package(client, dataset):
    project_builders.pinned_file(dataset, content=CONTENT)
    project_builders.pinned_file(dataset, "cerrado.csv", b"x", may_be_given=False)
    factories.sign_in(client, factories.somebody("olu@example.pe"))

    answer = client.get(f"{DESK}/copies.zip")

    bundle = zipfile.ZipFile(io.BytesIO(answer.data))
    sums = dict(reversed(line.split("  ")) for line in bundle.read("SHA256SUMS").decode().splitlines())
    assert bundle.testzip() is None
    assert [hashlib.sha256(bundle.read(path)).hexdigest() for path in sums] == list(sums.values())
    about = json.loads(bundle.read("datapackage.json"))
    assert [(one["hash"], one["path"] in sums) for one in about["resources"]] == [
        (f"sha256:{hashlib.sha256(CONTENT).hexdigest()}", True),
        (f"sha256:{hashlib.sha256(b'x').hexdigest()}", False),
    ]


def test_a_team_sees_what_changed_since_the_opening(client, dataset, clock):
    page = "/events/libertad/challenges/R1?lang=en"
    harvest = project_builders.harvest(project_builders.found_portal("libertad"))

    def change(instant):
        with at(instant), transaction() as now:
            db.session.add(DatasetChange(dataset_id=dataset.id, harvest_id=harvest.id, seen_at=now, field="title"))

    clock.set(HACKING)
    change(factories.CALL)
    before = client.get(page).text
    change(HACKING)
    clock.move(minutes=2)

    assert "Changed at its portal" not in before
    assert "Changed at its portal since the opening" in client.get(page).text
