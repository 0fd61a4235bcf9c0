import pytest
from sqlalchemy import func, select

from hackathon.database import db
from hackathon.permissions import ANYONE
from hackathon.portal import harvest, queries
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.models import Category, Dataset, DatasetRecord, Publisher, Resource
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def test_the_recorded_portal_is_harvested_whole(play):
    run = harvested(add_portal(play(replay.recorded())))

    assert counts(run) == {
        "state": "complete",
        "declared": 45,
        "received": 45,
        "new": 45,
        "changed": 0,
        "missing": 0,
        "invalid": 0,
    }
    assert (total(Dataset), total(Resource), total(Publisher), total(Category)) == (45, 49, 4, 5)
    assert (run.pages, run.reason, run.first_errors) == (3, "", [])
    assert run.bytes > 100_000


def test_a_second_harvest_finds_nothing_new_and_changes_nothing(play):
    portal = add_portal(play(replay.recorded()))
    harvested(portal)
    before = db.session.execute(
        select(Dataset.native_id, Dataset.slug, Dataset.sha256, Dataset.id).order_by(Dataset.id)
    ).all()

    run = harvested(portal)

    assert counts(run) == {
        "state": "complete",
        "declared": 45,
        "received": 45,
        "new": 0,
        "changed": 0,
        "missing": 0,
        "invalid": 0,
    }
    assert (
        db.session.execute(
            select(Dataset.native_id, Dataset.slug, Dataset.sha256, Dataset.id).order_by(Dataset.id)
        ).all()
        == before
    )
    assert (total(Resource), total(Publisher), total(Category)) == (49, 4, 5)


def test_raw_answer_and_normalised_record_stand_side_by_side(play):
    portal = add_portal(play(replay.recorded()))
    harvested(portal)

    dataset = queries.dataset_at(ANYONE, portal.slug, slug_of("Establecimientos de salud"))

    record = db.session.get_one(DatasetRecord, dataset.id)
    assert record.raw["name"] == "establecimientos-de-salud"
    assert "<script>" in record.raw["notes"]
    assert record.normalised["frequency"] == "P1M"
    assert (dataset.publisher.name, [category.name for category in dataset.categories]) == (
        "Gerencia Regional de Salud",
        ["Salud"],
    )
    assert [(resource.format, resource.size) for resource in dataset.resources] == [
        ("CSV", 141),
        ("CSV", 145),
        ("CSV", 57),
    ]


@pytest.mark.samples
def test_brazil_declares_more_than_it_gives_and_is_partial(play, brazil):
    portal = add_portal(play(brazil))

    run = harvested(portal)

    assert counts(run) == {
        "state": "partial",
        "declared": 13_786,
        "received": 10,
        "new": 10,
        "changed": 0,
        "missing": 0,
        "invalid": 0,
    }
    assert harvest.summary(run) == (
        "partial: 10 datasets of 13786 declared, 10 new, 0 changed, 0 missing, 0 invalid. The portal declares 13786 datasets and gave 10."
    )
    assert total(Resource) == 227


def test_what_changed_is_changed_and_keeps_its_address(play):
    records = packages(
        3, resources=[{"id": "a", "url": "http://x.example/a.csv"}, {"id": "b", "url": "http://x.example/b.csv"}]
    )
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    kept = db.session.scalars(
        select(Resource).join(Dataset).where(Dataset.native_id == "00001", Resource.native_id == "b")
    ).one()
    slug = db.session.scalars(select(Dataset.slug).where(Dataset.native_id == "00001")).one()

    records[1] = records[1] | {
        "title": "Otro título",
        "groups": [{"id": "g", "title": "Salud"}],
        "resources": [{"id": "c", "url": "http://x.example/c.csv"}, {"id": "b", "url": "http://x.example/b.xlsx"}],
    }
    run = harvested(portal)

    assert (run.new, run.changed) == (0, 1)
    changed = queries.dataset_at(ANYONE, portal.slug, slug)
    assert (changed.title, [category.name for category in changed.categories]) == ("Otro título", ["Salud"])
    assert [(resource.native_id, resource.format) for resource in changed.resources] == [("c", "CSV"), ("b", "XLSX")]
    assert changed.resources[1].id == kept.id


def counts(run: Harvest) -> dict[str, int | str | None]:
    names = ("state", "declared", "received", "new", "changed", "missing", "invalid")
    return {name: getattr(run, name) for name in names}


def total(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def slug_of(title: str) -> str:
    return db.session.scalars(select(Dataset.slug).where(Dataset.title == title)).one()


def test_what_a_portal_renames_keeps_its_address(play):
    records = packages(1, organization={"id": "o", "title": "Gerencia"}, groups=[{"id": "g", "title": "Salud"}])
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records[0] = records[0] | {
        "organization": {"id": "o", "title": "Dirección"},
        "groups": [{"id": "g", "title": "Vida"}],
    }

    harvested(portal)

    [publisher], [category] = (db.session.scalars(select(table)).all() for table in (Publisher, Category))
    assert (publisher.name, publisher.slug, category.name, category.slug) == ("Dirección", "gerencia", "Vida", "salud")


def test_what_is_written_otherwise_and_means_the_same_is_not_changed(play):
    records = packages(1, num_tags=3)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records[0] = records[0] | {"num_tags": 4}

    run = harvested(portal)

    assert (run.new, run.changed) == (0, 0)
    assert db.session.scalars(select(DatasetRecord)).one().raw["num_tags"] == 4
