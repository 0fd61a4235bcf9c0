"""Writing challenges, linking them to datasets with a reason, and an event to its portals."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from hackathon import audit
from hackathon.challenges import policy, queries
from hackathon.challenges.models import Challenge, ChallengeDataset, EventInquiry, EventPortal
from hackathon.database import Words, db
from hackathon.errors import RuleBroken
from hackathon.events.models import Event
from hackathon.permissions import Standing, ensure
from hackathon.portal import actions as portals
from hackathon.portal import inquiry_actions as inquiries
from hackathon.portal.inquiry_models import PortalInquiry
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.queries import portal_with_base
from hackathon.text import N_

NOTHING_SAID = Words("")


def link_portal(event: Event, portal: DataPortal, *, by: Standing, now: datetime) -> EventPortal:
    """Let an event work with the datasets of a portal."""
    ensure(policy.may_edit(by, event, at=now))
    link = EventPortal(event_id=event.id, portal_id=portal.id, linked_at=now)
    db.session.add(link)
    db.session.flush()
    audit.record("event.portal_linked", link, by=by, now=now)
    return link


def ask_about_portal(event: Event, address: str, *, name: str = "", by: Standing, now: datetime) -> PortalInquiry:
    """Have a worker ask which kind of portal answers at an address, for this event."""
    ensure(policy.may_edit(by, event, at=now))
    inquiry = inquiries.ask(address, name=name, by=by, now=now)
    link = EventInquiry(event_id=event.id, inquiry_id=inquiry.id)
    db.session.add(link)
    db.session.flush()
    audit.record("event.portal_asked_about", link, by=by, now=now)
    return inquiry


def connect_recognised(
    event: Event, inquiry: PortalInquiry, *, name: str = "", by: Standing, now: datetime
) -> EventPortal:
    """Let an event work with the portal that was recognised, adding it and having its catalogue read if it is new."""
    ensure(policy.may_edit(by, event, at=now))
    known = portal_with_base(inquiry.base_url)
    portal = known or inquiries.add_recognised(inquiry, name=name, by=by, now=now)
    return link_portal(event, portal, by=by, now=now)


def unlink_portal(event: Event, portal: DataPortal, *, by: Standing, now: datetime) -> None:
    """Part an event from a portal that none of its challenges needs."""
    ensure(policy.may_edit(by, event, at=now))
    if queries.is_portal_used(event, portal):
        raise RuleBroken(N_("A challenge offers a dataset of this portal. Take it out of the challenge first."))
    link = queries.link_to_portal(event, portal)
    if link is None:
        raise RuleBroken(N_("This portal is not linked to the event."))
    db.session.delete(link)
    audit.record("event.portal_unlinked", link, by=by, now=now)


def add(event: Event, *, code: str, by: Standing, now: datetime, **content: Any) -> Challenge:
    """A new challenge, last in the order. `content` is what `edit` takes."""
    ensure(policy.may_edit(by, event, at=now))
    challenge = Challenge(event_id=event.id, code=code, position=queries.next_place(event)[1])
    _write(challenge, **content)
    db.session.add(challenge)
    db.session.flush()
    audit.record("challenge.added", challenge, by=by, now=now)
    return challenge


def edit(challenge: Challenge, *, code: str, by: Standing, now: datetime, **content: Any) -> None:
    """Change a challenge. Its code is its address: it stays once the challenge is public."""
    ensure(policy.may_edit(by, challenge.event, at=now))
    if code != challenge.code and not policy.may_remove(by, challenge.event, at=now):
        raise RuleBroken(N_("The challenge is public: its code is part of its address and stays."), field="code")
    challenge.code = code
    _write(challenge, **content)
    audit.record("challenge.edited", challenge, by=by, now=now)


def _write(
    challenge: Challenge,
    *,
    title: Words,
    summary: Words,
    problem: Words,
    questions: Words = NOTHING_SAID,
    expected_users: Words = NOTHING_SAID,
    responsible_unit: str = "",
    category: str,
    level: str,
) -> None:
    challenge.title, challenge.summary, challenge.problem = title, summary, problem
    challenge.questions, challenge.expected_users = questions, expected_users
    challenge.responsible_unit, challenge.category, challenge.level = responsible_unit, category, level


def remove(challenge: Challenge, *, by: Standing, now: datetime) -> None:
    """Take a challenge away before anybody saw it."""
    ensure(policy.may_remove(by, challenge.event, at=now))
    db.session.delete(challenge)
    audit.record("challenge.removed", challenge, by=by, now=now)


def move(challenge: Challenge, *, places: int, by: Standing, now: datetime) -> None:
    """Move a challenge up (-1) or down (1) in its event's order; nothing happens at the end."""
    ensure(policy.may_edit(by, challenge.event, at=now))
    order = [one.id for one in queries.challenges_of(challenge.event)]
    here = order.index(challenge.id)
    there = min(max(here + places, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    # Not through the objects: a new place in the order must not make somebody's open text stale.
    for position, challenge_id in enumerate(order, 1):
        db.session.execute(update(Challenge).where(Challenge.id == challenge_id).values(position=position))
    audit.record("challenge.moved", challenge, by=by, now=now, note=f"{here + 1} -> {there + 1}")


def link_dataset(
    challenge: Challenge, dataset: Dataset, *, reason: Words, by: Standing, now: datetime
) -> ChallengeDataset:
    """Offer a dataset of the event's portals, saying why; what it says of itself now is pinned."""
    ensure(policy.may_edit(by, challenge.event, at=now))
    if dataset.portal_id not in {portal.id for portal in queries.portals_of(challenge.event)}:
        raise RuleBroken(N_("This dataset belongs to a portal that the event does not work with."))
    last = select(func.max(ChallengeDataset.position)).where(ChallengeDataset.challenge_id == challenge.id)
    link = ChallengeDataset(
        challenge_id=challenge.id,
        dataset_id=dataset.id,
        snapshot_id=portals.pin(dataset, by=by, now=now).id,
        position=(db.session.scalar(last) or 0) + 1,
        reason=reason,
    )
    db.session.add(link)
    db.session.flush()
    audit.record("challenge.dataset_linked", link, by=by, now=now, event=challenge.event)
    return link


def edit_reason(link: ChallengeDataset, *, reason: Words, by: Standing, now: datetime) -> None:
    """Say better why a dataset is offered."""
    ensure(policy.may_edit(by, link.challenge.event, at=now))
    link.reason = reason
    audit.record("challenge.reason_edited", link, by=by, now=now, event=link.challenge.event)


def unlink_dataset(link: ChallengeDataset, *, by: Standing, now: datetime) -> None:
    """Offer a dataset no longer."""
    ensure(policy.may_edit(by, link.challenge.event, at=now))
    db.session.delete(link)
    audit.record("challenge.dataset_unlinked", link, by=by, now=now, event=link.challenge.event)
