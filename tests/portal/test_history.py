"""What harvests say about change: history, what is gone for good, the same datasets under other ids, who is told."""

import json

import pytest
from sqlalchemy import func, select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from hackathon.permissions import SYSTEM
from hackathon.portal import actions, changes, harvest_actions, queries
from hackathon.portal.harvest_models import DatasetAlias, DatasetChange
from hackathon.portal.models import Dataset
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def history() -> list[tuple[str, str, str]]:
    rows = db.session.scalars(select(DatasetChange).order_by(DatasetChange.id))
    return [(row.field, row.before, row.after) for row in rows]


def dataset(record: dict) -> Dataset:
    return db.session.scalars(select(Dataset).where(Dataset.native_id == record["id"])).one()


def test_every_change_is_kept_field_by_field(play):
    records = packages(6)
    records[0]["resources"] = [{"id": "f1", "url": "https://e.pe/a.csv", "name": "A", "format": "CSV"}]
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    assert history() == []
    records[0] |= {"title": "Otro", "license_title": "CC BY"}
    records[0]["resources"] = [
        {"id": "f1", "url": "https://e.pe/b.csv", "name": "A", "format": "CSV"},
        {"id": "f2", "url": "https://e.pe/c.xlsx", "name": "C"},
    ]

    run = harvested(portal)

    assert history() == [
        ("title", "D 0", "Otro"),
        ("licence", "", "CC BY"),
        ("file_address", "A: https://e.pe/a.csv", "A: https://e.pe/b.csv"),
        ("file_added", "", "C · XLSX · https://e.pe/c.xlsx"),
    ]
    assert len(queries.changes_of(run)) == len(queries.history_of(dataset(records[0]))) == 4


def test_what_is_given_up_and_comes_back_is_kept_too(play, clock):
    records = packages(10)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    gone = records.pop()
    for days in (0, 1, 7):
        clock.move(days=days)
        harvested(portal)
    records.append(gone)

    harvested(portal)

    assert history() == [("presence", "listed", "no longer listed"), ("presence", "no longer listed", "listed")]
    assert dataset(gone).missing_since is None


def test_those_who_build_on_a_dataset_are_told_once_at_the_end(play, monkeypatch):
    told = []

    def readers(news, now):
        told.append(sorted(set(db.session.scalars(news.datasets))))
        return []

    monkeypatch.setattr(changes, "LISTENERS", [changes.Listener(readers, lambda *given: None)])
    records = packages(6)
    portal = add_portal(play(replay.catalogue(records, cap=2)))
    harvested(portal)
    records[1]["title"], records[5]["title"], records[5]["notes"] = "Otro", "Otra", "Y más"

    harvested(portal)
    before = list(told)
    jobs.run_due()

    assert (before, told) == ([], [[dataset(records[1]).id, dataset(records[5]).id]])


def rekeyed(play, count=10):
    """A portal that gave all its datasets new ids between two readings; three of them share a title."""
    records = packages(count)
    for record in records[:3]:
        record["title"] = "Tres veces"
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    old = dict(db.session.execute(select(Dataset.id, Dataset.title)).all())
    for record in records:
        record["id"] = f"new-{record['id']}"
    return portal, harvested(portal), old


def test_new_ids_for_the_same_titles_are_proposed_and_nothing_is_marked(play):
    _, run, old = rekeyed(play)

    assert (run.state, run.missing, run.rekeyed) == ("partial", 0, 10)
    assert run.reason_values == {"gone": 10, "known": 10, "same": 10}
    assert {before.id for before, _ in queries.same_titles(run)} == set(old)


def test_until_that_is_decided_nobody_builds_on_the_new_ones(play):
    _, run, old = rekeyed(play)
    [(before, new), *_] = queries.same_titles(run)

    with pytest.raises(RuleBroken, match="under another id"), transaction() as now:
        actions.pin(new, by=SYSTEM, now=now)
    with transaction() as now:
        actions.pin(before, by=SYSTEM, now=now)
        harvest_actions.take_for_the_same(run, by=SYSTEM, now=now)
        actions.pin(db.session.get_one(Dataset, next(iter(old))), by=SYSTEM, now=now)


def test_once_a_person_says_so_the_old_datasets_live_on_under_the_new_ids(play):
    portal, run, old = rekeyed(play)

    with transaction() as now:
        taken = harvest_actions.take_for_the_same(run, by=SYSTEM, now=now)
    again = harvested(portal)

    titles = dict(db.session.execute(select(Dataset.id, Dataset.title)).all())
    assert (taken, {key: titles[key] for key in old}) == (10, old)
    assert all(db.session.get_one(Dataset, key).native_id.startswith("new-") for key in old)
    assert (again.state, again.new, again.missing, portal.dataset_count) == ("complete", 0, 0, 10)
    alias = db.session.scalars(select(DatasetAlias)).first()
    assert queries.is_alias_of(db.session.get_one(Dataset, alias.alias_id)).id == alias.dataset_id
    assert db.session.scalar(select(func.count(DatasetAlias.alias_id))) == 10


def test_what_was_decided_or_is_no_longer_the_newest_reading_cannot_be_decided_again(play):
    portal, run, _ = rekeyed(play)
    harvested(portal)

    with pytest.raises(RuleBroken, match="Look at the newest reading"), transaction() as now:
        harvest_actions.take_for_the_same(run, by=SYSTEM, now=now)


@pytest.mark.samples
def test_the_county_that_changed_its_scheme_of_ids_is_recognised(play, samples):
    def listed(name):
        text = (samples / "portal-samples/arcgis-datajson/mclean-il" / name).read_text()
        entries = json.loads(text)["dataset"]
        return [{"id": entry["identifier"], "name": "x", "title": entry["title"]} for entry in entries]

    records = listed("02b-17113_20210927.json")
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records[:] = listed("02b-17113_20220130.json")

    run = harvested(portal)

    assert (run.state, run.rekeyed, run.reason_values["gone"]) == ("partial", 20, 20)
