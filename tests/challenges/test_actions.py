"""Challenges written, ordered, linked to datasets with a reason and what was pinned; portals linked and parted from."""

import pytest
from sqlalchemy import select

from hackathon.challenges import actions, queries
from hackathon.challenges.models import ChallengeDataset, Level
from hackathon.database import Words, db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.portal.models import Snapshot
from tests import factories, project_builders

pytestmark = pytest.mark.usefixtures("session")

CONTENT = {
    "title": Words("Alerta temprana", "Early warning"),
    "summary": Words("¿Quién debe evacuar?"),
    "problem": Words("El aviso llega tarde."),
    "category": "Otros",
    "level": Level.MEDIUM,
}

WHY = Words("Dice dónde sale el agua.")


@pytest.fixture
def olu():
    return factories.person("Olu")


@pytest.fixture
def event(olu):
    return factories.event(olu)


@pytest.fixture
def by(olu, event):
    return factories.standing(olu, event)


def add(event, by, code="R1"):
    with factories.at(factories.REGISTRATION), transaction() as now:
        return actions.add(factories.found(event.slug), code=code, **CONTENT, by=by, now=now)


def written(event, code="R1"):
    found = next(one for one in queries.challenges_of(event) if one.code == code)
    return queries._challenge(factories.found(event.slug), found.code)


def codes(event):
    return [challenge.code for challenge in queries.challenges_of(event)]


def test_a_challenge_is_written_last_in_its_events_order(event, by):
    for code in ("R1", "R2", "R3"):
        add(event, by, code)

    assert codes(event) == ["R1", "R2", "R3"]
    assert queries.next_place(event) == ("R4", 4)


def test_codes_are_the_events_own(event, by):
    add(event, by)

    with pytest.raises(RuleBroken, match="Another challenge has this code") as refusal:
        add(event, by)

    assert refusal.value.field == "code"
    assert queries.next_place(event)[0] == "R2"


def test_a_stranger_writes_no_challenge(event):
    zed = factories.standing(factories.person("Zed"), event)

    with pytest.raises(NotAllowed, match="Only the organisers of this event write"):
        add(event, zed)


def edit(event, by, at=factories.REGISTRATION, **changed):
    with factories.at(at), transaction() as now:
        actions.edit(written(event), **({"code": "R1"} | CONTENT | changed), by=by, now=now)


def test_a_challenge_is_rewritten_also_when_it_is_public_but_keeps_its_address_then(event, by):
    add(event, by)
    edit(event, by, code="A1")
    edit_again = {"title": Words("Otro título")}

    with factories.at(factories.HACKING), transaction() as now:
        actions.edit(written(event, "A1"), code="A1", **(CONTENT | edit_again), by=by, now=now)
    with pytest.raises(RuleBroken, match="its code is part of its address") as refusal, transaction() as now:
        actions.edit(written(event, "A1"), code="B2", **CONTENT, by=by, now=now)

    assert written(event, "A1").title == Words("Otro título")
    assert refusal.value.field == "code"


def test_a_challenge_is_removed_until_everybody_knows_it(event, by):
    add(event, by)
    add(event, by, "R2")
    with factories.at(factories.REGISTRATION), transaction() as now:
        actions.remove(written(event), by=by, now=now)

    with pytest.raises(NotAllowed, match="The challenges are public"), transaction() as now:
        actions.remove(written(event, "R2"), by=by, now=now)

    assert codes(event) == ["R2"]


@pytest.mark.parametrize(
    ("code", "places", "order"),
    [
        ("R2", -1, ["R2", "R1", "R3"]),
        ("R2", 1, ["R1", "R3", "R2"]),
        ("R1", -1, ["R1", "R2", "R3"]),
        ("R3", 1, ["R1", "R2", "R3"]),
    ],
)
def test_a_challenge_moves_up_and_down_and_no_open_text_becomes_stale(code, places, order, event, by):
    for each in ("R1", "R2", "R3"):
        add(event, by, each)
    version = written(event, code).version

    with transaction() as now:
        actions.move(written(event, code), places=places, by=by, now=now)

    assert codes(event) == order
    assert written(event, code).version == version


@pytest.fixture
def portal():
    return project_builders.portal()


def link(event, by, dataset):
    with transaction() as now:
        return actions.link_dataset(written(event), dataset, reason=WHY, by=by, now=now)


def work_with(event, by, portal):
    with transaction() as now:
        actions.link_portal(event, portal, by=by, now=now)


def test_a_dataset_is_offered_with_its_reason_and_what_it_said_of_itself(event, by, portal):
    add(event, by)
    work_with(event, by, portal)
    dataset = project_builders.dataset(portal, "Puntos críticos")

    link(event, by, dataset)

    offered = written(event).links[0]
    assert (offered.dataset.title, offered.reason.es) == ("Puntos críticos", "Dice dónde sale el agua.")
    snapshot = db.session.scalars(select(Snapshot)).one()
    assert offered.snapshot_id == snapshot.id
    assert snapshot.metadata_json["dataset"]["title"] == "Puntos críticos"


def test_a_dataset_of_a_portal_that_the_event_does_not_work_with_is_refused(event, by, portal):
    add(event, by)
    dataset = project_builders.dataset(portal)

    with pytest.raises(RuleBroken, match="belongs to a portal that the event does not work with"):
        link(event, by, dataset)


def test_a_dataset_is_offered_once_by_a_challenge(event, by, portal):
    add(event, by)
    work_with(event, by, portal)
    dataset = project_builders.dataset(portal)
    link(event, by, dataset)

    with pytest.raises(RuleBroken, match="linked already"):
        link(event, by, dataset)


def test_a_reason_is_said_better_and_a_dataset_taken_out(event, by, portal):
    add(event, by)
    work_with(event, by, portal)
    link(event, by, project_builders.dataset(portal))

    with transaction() as now:
        challenge = written(event)
        actions.edit_reason(challenge.links[0], reason=Words("Mejor dicho."), by=by, now=now)
    assert written(event).links[0].reason.es == "Mejor dicho."
    with transaction() as now:
        challenge = written(event)
        actions.unlink_dataset(challenge.links[0], by=by, now=now)

    assert db.session.scalars(select(ChallengeDataset)).all() == []


def test_a_portal_whose_dataset_a_challenge_offers_stays(event, by, portal):
    add(event, by)
    work_with(event, by, portal)
    link(event, by, project_builders.dataset(portal))

    with pytest.raises(RuleBroken, match="Take it out of the challenge first"), transaction() as now:
        actions.unlink_portal(event, portal, by=by, now=now)

    assert [one.slug for one in queries.portals_of(event)] == ["libertad"]


def test_a_portal_is_linked_once_and_parted_from_once(event, by, portal):
    work_with(event, by, portal)
    with pytest.raises(RuleBroken, match="This portal is linked already"):
        work_with(event, by, portal)
    with transaction() as now:
        actions.unlink_portal(event, portal, by=by, now=now)

    with pytest.raises(RuleBroken, match="not linked to the event"), transaction() as now:
        actions.unlink_portal(event, portal, by=by, now=now)

    assert list(queries.portals_to_link(event)) == [portal]
