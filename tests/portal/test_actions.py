from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hackathon import audit
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.permissions import ANYONE, SYSTEM
from hackathon.portal import actions, harvest_actions
from hackathon.portal.kinds import Match
from hackathon.portal.models import Dataset, Snapshot
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

pytestmark = pytest.mark.usefixtures("session")


def test_one_harvest_of_a_portal_at_a_time(play):
    portal = add_portal(play(replay.recorded()))
    with transaction() as now:
        harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)

    with pytest.raises(RuleBroken, match="under way"), transaction() as now:
        harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)


def test_a_portal_is_here_once():
    add_portal("https://datos.example.org")

    with pytest.raises(RuleBroken, match="here already"), transaction() as now:
        actions.add(Match("ckan", "https://datos.example.org"), [], by=SYSTEM, now=now)


@pytest.mark.parametrize(
    ("match", "name", "shown", "slug"),
    [
        (Match("ckan", "https://datos.example.org"), "New", "New", "new-2"),  # /portals/new is a page
        (Match("ckan", "https://datos.example.org", title="CKAN"), "", "datos.example.org", "datos-example-org"),
        (Match("ckan", "https://datos.example.org", title="Datos Abiertos"), "", "Datos Abiertos", "datos-abiertos"),
        (Match("ckan", "https://datos.example.org", title="x"), "La Libertad", "La Libertad", "la-libertad"),
    ],
)
def test_a_portal_is_named_by_a_person_itself_or_its_host(match, name, shown, slug):
    with transaction() as now:
        portal = actions.add(match, [], name=name, by=SYSTEM, now=now)

    assert (portal.name, portal.slug) == (shown, slug)


def test_two_portals_of_one_name_have_two_addresses():
    slugs = [add_portal(f"https://{host}.example.org").slug for host in "abc"]

    assert slugs == ["portal-de-prueba", "portal-de-prueba-2", "portal-de-prueba-3"]


def test_a_stranger_adds_harvests_and_pins_nothing(play):
    portal = add_portal(play(replay.recorded()))
    harvested(portal)
    dataset = db.session.scalars(select(Dataset).limit(1)).one()

    for act in (
        lambda now: actions.add(Match("ckan", "https://x.example"), [], by=ANYONE, now=now),
        lambda now: harvest_actions.ask_for_harvest(portal, by=ANYONE, now=now),
        lambda now: actions.pin(dataset, by=ANYONE, now=now),
    ):
        with pytest.raises(NotAllowed), transaction() as now:
            act(now)


def test_a_dataset_is_pinned_with_its_words_its_licence_and_the_instant(play, clock):
    records = packages(1, license_id="cc-by", license_title="Creative Commons Attribution")
    server = play(replay.catalogue(records))
    portal = add_portal(server)
    harvested(portal)
    dataset = db.session.scalars(select(Dataset)).one()

    first = pinned(dataset)
    again = pinned(dataset)
    pinned_at = clock()
    records[0] = records[0] | {"title": "Otro"}
    harvested(portal)
    clock.set(pinned_at + timedelta(hours=1))
    later = pinned(dataset)

    assert again.id == first.id != later.id
    assert (first.taken_at, later.taken_at - first.taken_at, first.licence_title) == (
        pinned_at,
        timedelta(hours=1),
        "Creative Commons Attribution",
    )
    assert (first.metadata_json["portal"], first.metadata_json["dataset"]["title"]) == (server.url, "D 0")
    assert total(Snapshot) == 2


def test_every_act_is_in_the_log_and_the_chain_is_whole(play):
    portal = add_portal(play(replay.recorded()))
    harvested(portal)
    before = audit.revision(portal_id=portal.id)
    run = harvested(portal)

    entries = db.session.scalars(select(audit.AuditEntry.action).order_by(audit.AuditEntry.id)).all()
    assert entries[:3] == ["portal.added", "portal.harvest_asked", "portal.harvest_begun"]
    assert entries.count("portal.catalogue_changed") == 3
    assert entries[-1] == "portal.harvest_ended"
    assert audit.first_broken_entry() is None
    assert audit.revision(portal_id=portal.id) > before
    assert run.new == 0


def total(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def pinned(dataset: Dataset) -> Snapshot:
    with transaction() as now:
        return actions.pin(dataset, by=SYSTEM, now=now)
