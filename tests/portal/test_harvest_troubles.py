from itertools import islice

import pytest
from sqlalchemy import func, select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import harvest, harvest_actions
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.kinds.ckan import Ckan
from hackathon.portal.models import Dataset, DatasetRecord
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def test_a_record_that_cannot_be_read_is_reported_and_the_rest_kept(play):
    records = [*packages(3), {"id": "x"}, "text", {"title": "no id"}]
    portal = add_portal(play(replay.catalogue(records)))

    run = harvested(portal)

    assert (run.state, run.new, run.invalid, total(Dataset)) == ("complete", 3, 3, 3)
    assert run.first_errors[0] == {"record": "x", "reason": "The record has neither a title nor a name."}


def test_a_shape_nobody_has_met_costs_one_record(play, monkeypatch):
    normalise = Ckan.normalise
    monkeypatch.setattr(
        Ckan,
        "normalise",
        lambda self, raw, *, base: normalise(self, raw, base=base) if raw["id"] != "00001" else raw["nothing"],
    )

    run = harvested(add_portal(play(replay.catalogue(packages(3)))))

    assert (run.new, run.invalid) == (2, 1)
    assert run.first_errors == [{"record": "00001", "reason": "The record has a shape that is not understood."}]


def test_characters_that_no_database_carries_are_kept_in_the_raw_answer_only(play):
    records = packages(1, notes="a\0b\ud800c", author="\0\ud800")

    run = harvested(add_portal(play(replay.catalogue(records))))

    dataset = db.session.scalars(select(Dataset)).one()
    assert (run.state, dataset.notes) == ("complete", "a\ufffdb\ufffdc")
    assert db.session.get_one(DatasetRecord, dataset.id).raw["author"] == "\0\ud800"


def test_a_portal_that_breaks_in_the_middle_keeps_what_it_gave_and_says_why(play):
    records = packages(30)

    def answers(ask):
        return replay.Reply(200, b"<html>") if "start=20" in ask.target else replay.catalogue(records, cap=10)(ask)

    run = harvested(add_portal(play(answers)))

    assert (run.state, run.received, run.new, run.reason) == ("partial", 20, 20, "It is a page for people, not data.")


def test_a_portal_that_does_not_answer_fails_and_takes_nothing_away(play):
    server = play(replay.catalogue(packages(10)))
    portal = add_portal(server)
    harvested(portal)
    harvested_at = portal.harvested_at
    server.__exit__()

    run = harvested(portal)

    assert (run.state, run.received, run.reason) == ("failed", 0, "Nobody answers at this address.")
    assert (portal.dataset_count, portal.harvested_at, total(Dataset)) == (10, harvested_at, 10)
    server.__init__(replay.catalogue(packages(10)))
    server.__enter__()


def test_a_harvest_killed_in_the_middle_is_taken_up_and_counts_nothing_twice(play, monkeypatch):
    records = packages(30)
    portal = add_portal(play(replay.catalogue(records, cap=10)))
    with transaction() as now:
        run = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)
    with transaction() as now:
        harvest_actions.begin_harvest(run, now=now)
    kept = harvest._keep
    monkeypatch.setattr(
        harvest,
        "_keep",
        lambda *given: kept(*given) if len(given[2].records) and given[2].records[0].native_id == "00000" else 1 / 0,
    )
    with pytest.raises(ZeroDivisionError):
        harvest._walk(run.id)
    monkeypatch.undo()
    db.session.rollback()

    harvest.run(run.id)

    db.session.expire_all()
    assert counts(run) == {
        "state": "complete",
        "declared": 30,
        "received": 30,
        "new": 30,
        "changed": 0,
        "missing": 0,
        "invalid": 0,
    }
    assert harvest.run(run.id) == harvest.summary(run)


def test_a_harvest_whose_workers_are_killed_again_and_again_ends_and_can_be_asked_for_anew(play, clock, monkeypatch):
    portal = add_portal(play(replay.catalogue(packages(3))))

    def killed(harvest_id):
        raise SystemExit

    able = jobs.HANDLERS[harvest_actions.HARVEST]
    monkeypatch.setitem(jobs.HANDLERS, harvest_actions.HARVEST, killed)
    with transaction() as now:
        asked = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)
    for _ in range(3):
        with pytest.raises(SystemExit):
            jobs.run_due()
        db.session.rollback()
        clock.move(minutes=6)
    jobs.run_due()
    monkeypatch.setitem(jobs.HANDLERS, harvest_actions.HARVEST, able)

    ended = db.session.get_one(Harvest, asked.id)
    assert (ended.state, ended.reason.startswith("The reading was cut off")) == ("failed", True)
    assert harvested(portal).state == "complete"


def test_a_mistake_of_ours_ends_the_harvest_as_failed(play, monkeypatch):
    portal = add_portal(play(replay.catalogue(packages(1))))
    with transaction() as now:
        run = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)
    monkeypatch.setattr(harvest, "_keep", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        harvest.run(run.id)

    db.session.expire_all()
    assert (run.state, run.reason) == ("failed", "Something failed on our side. It has been written down.")


def counts(run: Harvest) -> dict[str, int | str | None]:
    names = ("state", "declared", "received", "new", "changed", "missing", "invalid")
    return {name: getattr(run, name) for name in names}


def total(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_walk_that_stops_without_an_end_is_partial(play, monkeypatch):
    portal = add_portal(play(replay.catalogue(packages(3))))
    walk = Ckan.walk
    monkeypatch.setattr(Ckan, "walk", lambda *given, **options: islice(walk(*given, **options), 1))

    run = harvested(portal)

    assert (run.state, run.received, run.reason) == ("partial", 3, "The portal's answers stopped without an end.")


def test_a_walk_taken_up_after_a_long_outage_goes_on(play, clock):
    portal = add_portal(play(replay.catalogue(packages(3))))
    with transaction() as now:
        run = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)
        harvest_actions.begin_harvest(run, now=now)
    clock.move(hours=30)

    harvest.run(run.id)

    db.session.expire_all()
    assert (run.state, run.received) == ("complete", 3)


def test_a_walk_that_takes_more_than_six_hours_of_work_ends(play, clock):
    records = packages(30)

    def slow(ask):
        clock.move(hours=4)
        return replay.catalogue(records, cap=10)(ask)

    run = harvested(add_portal(play(slow)))

    assert (run.state, run.received) == ("partial", 20)
    assert run.reason.startswith("The reading took longer than")
