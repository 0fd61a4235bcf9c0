import pytest
from sqlalchemy import func, select

from hackathon.database import db
from hackathon.jobs import Job
from hackathon.portal.harvest_models import TELL_TROUBLE
from hackathon.portal.models import Dataset
from tests.portal import replay
from tests.portal.conftest import add_portal, harvested
from tests.portal.reading import packages

pytestmark = [pytest.mark.usefixtures("session"), pytest.mark.both_databases]


def test_what_vanishes_is_marked_and_never_deleted_and_comes_back(play, clock):
    records = packages(10)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    gone = records.pop()

    clock.move(days=1)
    run = harvested(portal)

    dataset = db.session.scalars(select(Dataset).where(Dataset.native_id == gone["id"])).one()
    assert (run.missing, dataset.absent_since, dataset.absent_walks, portal.dataset_count) == (1, clock(), 1, 9)
    records.append(gone)
    harvested(portal)
    db.session.refresh(dataset)
    assert (dataset.absent_since, dataset.absent_walks, total(Dataset)) == (None, 0, 10)


def test_absent_thrice_and_for_a_week_is_missing_and_not_before(play, clock):
    records = packages(10)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    dataset = db.session.scalars(select(Dataset).where(Dataset.native_id == records.pop()["id"])).one()

    seen = []
    for days in (0, 1, 5, 1):
        clock.move(days=days)
        harvested(portal)
        db.session.refresh(dataset)
        seen.append(dataset.missing_since is not None)

    assert seen == [False, False, False, True]


def test_absence_in_a_partial_walk_means_nothing(play):
    records = packages(10)
    lying = [False]

    def answers(ask):
        if not lying[0]:
            return replay.catalogue(records)(ask)
        return replay.search_page(records[:9] if "start=0" in ask.target else [], count=10)

    portal = add_portal(play(answers))
    harvested(portal)
    lying[0] = True

    run = harvested(portal)

    assert (run.state, run.missing) == ("partial", 0)
    assert db.session.scalar(select(func.count(Dataset.id)).where(Dataset.absent_since.is_not(None))) == 0


def test_a_catalogue_that_shrinks_at_once_is_not_believed_until_a_person_says_so(play):
    records = packages(10)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    del records[5:]

    doubted = harvested(portal)
    believed = harvested(portal, believes_absences=True)

    assert (doubted.state, doubted.missing, doubted.reason_values) == ("partial", 0, {"gone": 5, "known": 10})
    assert (believed.state, believed.missing, portal.dataset_count) == ("complete", 5, 5)


def test_an_empty_catalogue_takes_nothing_away(play):
    records = packages(10)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records.clear()

    run = harvested(portal)

    assert (run.state, portal.dataset_count) == ("failed", 10)


def total(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_harvest_that_brakes_is_told_once_until_it_is_settled(play, clock):
    records = packages(10)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    kept = records[:]
    del records[5:]
    told = []
    for _ in range(3):
        told.append(asked_to_tell(harvested(portal)))
    records[:] = kept
    told.append(asked_to_tell(harvested(portal)))
    del records[5:]

    told.append(asked_to_tell(harvested(portal)))

    assert told == [True, False, False, False, True]


def test_three_failures_in_a_row_are_told_once(play):
    answers = [lambda ask: replay.Reply(500)]
    portal = add_portal(play(lambda ask: answers[0](ask)))
    told = [asked_to_tell(harvested(portal)) for _ in range(5)]
    answers[0] = replay.catalogue(packages(3))
    told.append(asked_to_tell(harvested(portal)))

    assert told == [False, False, True, False, False, False]
    assert portal.trouble == ""


def asked_to_tell(run):
    """Whether people are told of this reading's trouble."""
    found = select(func.count(Job.id)).where(Job.kind == TELL_TROUBLE, Job.subject_id == run.id)
    return db.session.scalar(found) == 1


@pytest.mark.parametrize(
    ("known", "gone", "is_doubted"),
    [(10, 2, False), (10, 3, True), (5, 1, False), (5, 2, True), (4, 1, False), (4, 2, True), (2, 1, False)],
)
def test_more_than_a_fifth_at_once_is_doubted_and_a_single_one_of_a_few_is_not(play, known, gone, is_doubted):
    records = packages(known)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    del records[-gone:]

    assert (harvested(portal).state == "partial") == is_doubted


@pytest.mark.parametrize("known", [1, 4])
def test_all_of_a_small_catalogue_under_other_ids_is_doubted_too(play, known):
    records = packages(known)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records[:] = [record | {"id": f"otro-{number}"} for number, record in enumerate(records)]

    run = harvested(portal)

    assert (run.state, run.rekeyed) == ("partial", known)


def test_a_catalogue_that_shrank_and_grew_is_doubted_until_a_person_decides(play, clock):
    records = packages(50)
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records[:12] = [record | {"id": f"otro-{number}"} for number, record in enumerate(records[:12])]

    doubted = []
    for _ in range(4):
        clock.move(days=4)
        doubted.append(harvested(portal))

    assert [(run.state, run.rekeyed, run.missing) for run in doubted] == [("partial", 12, 0)] * 4
    assert harvested(portal, believes_absences=True).missing == 12
    assert harvested(portal).state == "complete"
