"""From the frozen order to the public one: two people, one hash, one hour; nothing that nobody confirmed comes out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hackathon import audit, jobs
from hackathon.audit import AuditEntry
from hackathon.database import db, transaction
from hackathon.errors import NotAllowed, RuleBroken
from hackathon.outbox import Mail
from hackathon.results import actions, publication_actions, queries
from hackathon.results.models import Publication, RankingBundle
from tests.factories import DELIBERATION
from tests.jury.cast import Contest, set_clock, withdraw
from tests.results.judged import FOXES_BETTER, do, judged, prizes, publish, second

pytestmark = pytest.mark.usefixtures("session")
HOUR = DELIBERATION + timedelta(minutes=30)
REASON = "Nobody else organises this small event."


def frozen_order() -> tuple[Contest, RankingBundle]:
    contest = judged(**FOXES_BETTER)
    return contest, do(contest, actions.freeze, note="")


def confirmed() -> tuple[Contest, RankingBundle]:
    contest, frozen = frozen_order()
    do(contest, publication_actions.confirm, sha256=frozen.sha256, by=second(contest))
    return contest, frozen


def is_public(contest: Contest) -> bool:
    db.session.rollback()
    return db.session.scalar(select(Publication.id).where(Publication.event_id == contest.event.id)) is not None


def test_whoever_froze_the_order_does_not_confirm_it() -> None:
    contest, frozen = frozen_order()
    second(contest)

    with pytest.raises(NotAllowed, match="You froze this order"):
        do(contest, publication_actions.confirm, sha256=frozen.sha256)


def test_what_nobody_confirmed_is_not_published() -> None:
    contest, frozen = frozen_order()

    with pytest.raises(NotAllowed, match="Another organiser confirms"):
        do(contest, publication_actions.publish, sha256=frozen.sha256)

    assert not is_public(contest)


def test_a_second_organiser_confirms_the_hash_once_and_then_it_is_published() -> None:
    contest, frozen = confirmed()

    with pytest.raises(NotAllowed, match="confirmed already"):
        do(contest, publication_actions.confirm, sha256=frozen.sha256, by=second(contest))
    db.session.rollback()
    do(contest, publication_actions.publish, sha256=frozen.sha256)

    assert prizes(contest)[0] == (1, "foxes", False)
    notes = db.session.scalars(select(AuditEntry.changes).where(AuditEntry.action == "results.confirmed")).one()
    assert {"note": frozen.sha256} in notes


def test_another_hash_than_the_frozen_one_is_neither_confirmed_nor_published() -> None:
    contest, _frozen = frozen_order()
    with pytest.raises(RuleBroken, match="frozen again"):
        do(contest, publication_actions.confirm, sha256="0" * 64, by=second(contest))
    db.session.rollback()
    do(contest, publication_actions.confirm, sha256=_frozen.sha256, by=second(contest))

    with pytest.raises(RuleBroken, match="frozen again"):
        do(contest, publication_actions.publish, sha256="0" * 64)

    assert not is_public(contest)


def test_freezing_again_voids_the_confirmation() -> None:
    contest, _frozen = confirmed()
    again = do(contest, actions.freeze, note="")

    with pytest.raises(NotAllowed, match="Another organiser confirms"):
        do(contest, publication_actions.publish, sha256=again.sha256)


def test_what_changed_after_the_freezing_is_not_published_under_its_hash() -> None:
    contest, frozen = confirmed()
    withdraw(contest, "foxes")

    with pytest.raises(RuleBroken, match="changed after the order was frozen"):
        do(contest, publication_actions.publish, sha256=frozen.sha256)

    db.session.rollback()
    publish(contest, do(contest, actions.freeze, note=""))
    assert prizes(contest)[0] == (1, "owls", False)


def test_the_only_organiser_waives_with_a_reason_that_is_kept_in_the_open() -> None:
    contest, frozen = frozen_order()

    waived = do(contest, publication_actions.waive, sha256=frozen.sha256, reason=REASON)
    do(contest, publication_actions.publish, sha256=frozen.sha256)

    assert waived.waiver == REASON
    acts = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "results.confirmation_waived")).one()
    assert {"note": REASON} in acts.changes


def test_where_there_is_a_second_organiser_nobody_waives() -> None:
    contest, frozen = frozen_order()
    second(contest)

    with pytest.raises(NotAllowed, match="has another organiser"):
        do(contest, publication_actions.waive, sha256=frozen.sha256, reason=REASON)


def test_an_event_that_asks_for_one_person_publishes_with_one() -> None:
    contest, frozen = frozen_order()
    with transaction() as now:
        contest.event.second_person = False
        audit.record("test.setting", contest.event, by=None, now=now)

    do(contest, publication_actions.publish, sha256=frozen.sha256)

    assert is_public(contest)


def test_nothing_comes_out_before_its_hour_and_all_of_it_at_the_hour() -> None:
    contest, frozen = confirmed()
    do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=HOUR)

    set_clock(HOUR - timedelta(milliseconds=1))
    jobs.sweep()
    before = is_public(contest)
    set_clock(HOUR)
    jobs.sweep()
    jobs.run_due()

    assert (before, is_public(contest)) == (False, True)
    assert contest.event.results_published_at == HOUR
    assert prizes(contest)[0] == (1, "foxes", False)
    assert db.session.scalar(select(Mail.id).where(Mail.key.like("results:%")).limit(1)) is not None


def test_a_cancelled_hour_publishes_nothing_and_the_order_stays_confirmed() -> None:
    contest, frozen = confirmed()
    do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=HOUR)
    do(contest, publication_actions.cancel_hour)

    set_clock(HOUR)
    jobs.sweep()

    assert not is_public(contest)
    with pytest.raises(NotAllowed, match="No hour is set"):
        do(contest, publication_actions.cancel_hour)
    db.session.rollback()
    do(contest, publication_actions.publish, sha256=frozen.sha256)


def test_an_order_that_no_longer_holds_is_held_at_its_hour_and_the_organisers_are_told() -> None:
    contest, frozen = confirmed()
    do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=HOUR)
    withdraw(contest, "foxes")

    set_clock(HOUR)
    jobs.sweep()
    jobs.run_due()
    jobs.sweep()

    assert not is_public(contest)
    held = queries.newest_bundle(contest.event)
    assert held is not None
    assert held.release is not None
    assert "changed after the order was frozen" in held.release.held
    told = db.session.scalars(select(Mail.to).where(Mail.key.like("held:%")).order_by(Mail.to))
    assert list(told) == ["olu@example.pe", "sol@example.pe"]


def test_freezing_again_forgets_the_hour() -> None:
    contest, frozen = confirmed()
    do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=HOUR)
    do(contest, actions.freeze, note="")

    set_clock(HOUR)
    jobs.sweep()

    assert not is_public(contest)


@pytest.mark.parametrize("hour", [DELIBERATION, DELIBERATION - timedelta(hours=1), DELIBERATION + timedelta(days=31)])
def test_the_hour_lies_ahead_and_not_far(hour) -> None:
    contest, frozen = confirmed()

    with pytest.raises(RuleBroken, match="hour must be to come") as refused:
        do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=hour)

    assert refused.value.field == "release_at"


def test_one_hour_at_a_time() -> None:
    contest, frozen = confirmed()
    do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=HOUR)

    with pytest.raises(RuleBroken, match="set already"):
        do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=HOUR)


def test_running_the_release_twice_publishes_once() -> None:
    contest, frozen = confirmed()
    do(contest, publication_actions.set_hour, sha256=frozen.sha256, release_at=HOUR)
    set_clock(HOUR)

    first, second_run = (jobs.HANDLERS["results.release"](contest.event.id) for _ in range(2))

    assert (first, second_run) == ("libertad published", "libertad not published")
