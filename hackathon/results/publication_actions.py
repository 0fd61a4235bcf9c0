"""From the frozen order to the public one: a second person confirms its hash, then it is released, at once or at an hour.

Publishing is one act in one transaction: page, files and feed show it from that commit on, and the mails are asked for
by it. Nothing takes it back (`erratum_actions.py` corrects).
"""

from datetime import datetime, timedelta

from hackathon import audit, jobs
from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.permissions import Standing, ensure
from hackathon.results import bundle, evidence, policy, queries
from hackathon.results.models import Confirmation, Publication, RankingBundle, Release
from hackathon.results.publication_queries import Desk, desk_of
from hackathon.text import N_

LONGEST_WAIT = timedelta(days=30)
CHANGED = N_(
    "Something changed after the order was frozen: a sheet, a decision or a project. Freeze it again, look, then publish."
)


def confirm(event: Event, *, sha256: str, by: Standing, now: datetime) -> Confirmation:
    """Say that one has seen this very order, as the second person."""
    desk = desk_of(event)
    ensure(policy.may_confirm(by, desk, at=now))
    return _confirm(_seen(desk, sha256), by=by, now=now)


def waive(event: Event, *, sha256: str, reason: str, by: Standing, now: datetime) -> Confirmation:
    """Publish without a second person, where there is none, with a reason that everybody reads."""
    desk = desk_of(event)
    ensure(policy.may_waive(by, desk, at=now))
    return _confirm(_seen(desk, sha256), waiver=reason, by=by, now=now)


def _seen(desk: Desk, sha256: str) -> RankingBundle:
    """The frozen order, if its hash is the one that was on the page and it still holds."""
    assert desk.bundle is not None  # the rules ask
    if desk.bundle.sha256 != sha256:
        raise RuleBroken(N_("The order was frozen again after you opened this page. Look at it, then go on."))
    if not evidence.still_holds(desk.bundle, evidence.order_of_merit(desk.event)):
        raise RuleBroken(CHANGED)
    return desk.bundle


def _confirm(frozen: RankingBundle, *, waiver: str = "", by: Standing, now: datetime) -> Confirmation:
    confirmation = Confirmation(bundle_id=frozen.id, confirmed_by_id=by.person.id, confirmed_at=now, waiver=waiver)
    frozen.confirmation = confirmation
    db.session.flush()
    act = "results.confirmation_waived" if waiver else "results.confirmed"
    audit.record(act, confirmation, by=by, now=now, event=frozen.event, note=waiver or frozen.sha256)
    return confirmation


def publish(event: Event, *, sha256: str, by: Standing, now: datetime) -> Publication:
    """Make the frozen order public now. `sha256` is the hash that the organiser has seen."""
    desk = desk_of(event)
    ensure(policy.may_publish(by, desk, at=now))
    return _publish(_seen(desk, sha256), person=by.person, by=by, now=now)


def _publish(frozen: RankingBundle, *, person: Person, by: Standing | Person | None, now: datetime) -> Publication:
    event = frozen.event
    publication = Publication(
        event_id=event.id, bundle_id=frozen.id, published_by_id=person.id, published_at=now, note=""
    )
    db.session.add(publication)
    event.results_published_at = now
    if frozen.release is not None:
        db.session.delete(frozen.release)
    _hand_over(event, frozen)
    db.session.flush()
    audit.record("results.published", publication, by=by, now=now, event=event, note=frozen.sha256)
    jobs.ask_for("results.announce", event.id, now=now)
    return publication


def _hand_over(event: Event, frozen: RankingBundle) -> None:
    projects = queries.projects_by_slug(event)
    owners = dict(bundle.read(frozen.content)["awards"])
    for award in queries.awards_of(event):
        entry = owners.get(award.position)
        award.project = projects[entry] if entry else None
        award.is_void = entry is None


def set_hour(event: Event, *, sha256: str, release_at: datetime, by: Standing, now: datetime) -> Release:
    """Publish by itself at an hour to come."""
    desk = desk_of(event)
    ensure(policy.may_publish(by, desk, at=now))
    frozen = _seen(desk, sha256)
    if not now < release_at <= now + LONGEST_WAIT:
        raise RuleBroken(N_("The hour must be to come, and within thirty days."), field="release_at")
    if frozen.release is not None:
        raise RuleBroken(N_("An hour is set already: cancel it first."), field="release_at")
    frozen.release = Release(bundle_id=frozen.id, release_at=release_at, asked_by_id=by.person.id)
    db.session.flush()
    audit.record("results.hour_set", frozen.release, by=by, now=now, event=event)
    return frozen.release


def cancel_hour(event: Event, *, by: Standing, now: datetime) -> None:
    """Take the hour back; the order stays frozen and confirmed."""
    desk = desk_of(event)
    ensure(policy.may_cancel_release(by, desk, at=now))
    assert desk.bundle is not None  # the rule asks
    audit.record("results.hour_cancelled", event, by=by, now=now)
    db.session.delete(desk.bundle.release)


def release(event: Event, *, now: datetime) -> Publication | None:
    """What the hour does: publish, unless the order was frozen again, is not due, or does not hold any more.

    Then it is held and the organisers are told, for nobody confirmed what would be published now.
    """
    frozen = queries.newest_bundle(event)
    due = frozen.release if frozen is not None else None
    if frozen is None or due is None or due.held or due.release_at > now or event.results_published_at is not None:
        return None
    person = db.session.get_one(Person, due.asked_by_id)
    if evidence.still_holds(frozen, evidence.order_of_merit(event)):
        return _publish(frozen, person=person, by=None, now=now)
    due.held = CHANGED
    audit.record("results.held", due, by=None, now=now, event=event)
    jobs.ask_for("results.tell_held", event.id, now=now)
    return None
