"""What is amiss in the data that are used, as the demand report tells it: on both databases."""

from datetime import timedelta

import pytest

from hackathon.database import db, transaction
from hackathon.portal.pin_models import FileCheck, FileOutcome
from hackathon.site.demand import demand
from tests import project_builders
from tests.every_page.pinned import RAGGED, pin
from tests.factories import HACKING
from tests.machinery.databases import both_databases
from tests.site.test_demand import BASE, Place

pytestmark = [both_databases, pytest.mark.usefixtures("session")]


@pytest.fixture
def place():
    return Place()


def serious(at):
    """How many serious faults the report counts."""
    return demand(at).total("faults")


def test_serious_faults_of_offered_files_count_from_the_reveal_on(place):
    file = project_builders.resource(place.points, "puntos.csv", format="CSV")
    pin(file, content=RAGGED)
    reveal = place.event.embargo_ends_at

    assert serious(reveal - timedelta(microseconds=1)) == 0
    assert demand(reveal - timedelta(microseconds=1)).faulty == []
    (told,) = demand(reveal).faulty
    found = told.files[0].faults
    assert (told.dataset.title, told.files[0].name, told.files[0].is_urgent) == (BASE[0], "puntos.csv", False)
    assert serious(reveal) == found
    assert found == sum(one.severity in ("major", "urgent") for one in told.files[0].findings) > 0


def test_only_the_newest_copy_of_a_file_counts(place):
    file = project_builders.resource(place.points, "puntos.csv", format="CSV")
    pin(file, content=RAGGED)
    pin(file, content=b"ubigeo,lluvia\n130101,4\n130102,5\n", revision=2)

    assert serious(HACKING) == 0
    assert [one.files for one in demand(HACKING).faulty] == [[]]  # what its portal does not say is still amiss


def test_peoples_data_in_a_file_are_told_first_and_never_repeated(place):
    project_builders.challenge(place.event, place.rain, code="R2")
    pin(project_builders.resource(place.points, "puntos.csv", format="CSV"), content=RAGGED)
    people = "".join(f"{40_000_000 + n},ana{n}@correo.example\n" for n in range(40))
    pin(project_builders.resource(place.rain, "r.csv", format="CSV"), content=f"dni,correo\n{people}".encode())

    told = demand(HACKING).faulty

    assert [(one.dataset.title, one.is_urgent) for one in told] == [(BASE[1], True), (BASE[0], False)]
    assert "@correo.example" not in str(told[0].files)


def test_a_file_that_does_not_answer_is_reported_before_it_is_broken(place):
    file = project_builders.resource(place.points, "puntos.csv", name="Puntos", format="CSV")
    with transaction():
        since = {"checked_at": HACKING, "failing_since": HACKING, "outcome": FileOutcome.GONE, "status": 404}
        db.session.add(FileCheck(dataset_id=place.points.id, resource_id=file.native_id, **since))

    [found] = [one for one in demand(HACKING).faulty if one.dataset.id == place.points.id]

    [silent] = [one for one in found.statements if "answer" in one.words]
    assert (silent.sign, silent.values) == ("warning", {"name": "Puntos", "day": HACKING, "status": "404"})
