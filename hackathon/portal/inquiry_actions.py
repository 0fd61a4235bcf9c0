"""Asking which kind of portal an address is, answering it, and adding what was recognised."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from hackathon import audit, jobs, net
from hackathon.accounts.models import Person
from hackathon.database import db
from hackathon.errors import AddressRefused, RuleBroken
from hackathon.permissions import Standing, ensure
from hackathon.portal import actions, harvest_actions, policy
from hackathon.portal.detect import Detection, plain
from hackathon.portal.inquiry_models import InquiryState, PortalInquiry
from hackathon.portal.models import DataPortal
from hackathon.text import N_

INQUIRY = "portal.inquiry"
MOST_OPEN = 3
# What a stopped worker left behind does not hold its asker up for longer.
OPEN_FOR = timedelta(hours=1)


def ask(address: str, *, name: str = "", by: Standing, now: datetime) -> PortalInquiry:
    """Have a worker ask which kind of portal answers there. What is plainly no web address is refused at once."""
    ensure(policy.may_add(by, None, at=now))
    try:
        net.refuse_unless_askable(plain(address))
    except AddressRefused as refused:
        raise RuleBroken(refused.reason, field="url", **refused.values) from refused
    _hold_back(by.person, now=now)
    inquiry = PortalInquiry(
        address=address, wished_name=name, state=InquiryState.WAITING, asked_by_id=by.person.id, asked_at=now
    )
    db.session.add(inquiry)
    db.session.flush()
    jobs.ask_for(INQUIRY, inquiry.id, now=now)
    audit.record("portal.inquiry_asked", inquiry, by=by, now=now)
    return inquiry


def begin(inquiry: PortalInquiry, *, now: datetime) -> None:
    """A worker begins to ask; again, from the start, after another was stopped."""
    inquiry.state = InquiryState.RUNNING
    inquiry.started_at = now
    audit.record("portal.inquiry_begun", inquiry, by=None, now=now)


def answer(inquiry: PortalInquiry, detection: Detection, *, now: datetime) -> None:
    """Keep what was recognised, or why nothing was, with every question and what came back."""
    inquiry.state = InquiryState.ANSWERED
    inquiry.ended_at = now
    inquiry.probes = [vars(probe) for probe in detection.probes]
    if detection.match is None:
        inquiry.reason, inquiry.reason_values = detection.refusal
    else:
        match = detection.match
        inquiry.kind, inquiry.base_url = match.kind, match.base
        inquiry.kind_version, inquiry.title = match.version, match.title
    audit.record("portal.inquiry_answered", inquiry, by=None, now=now)


def add_recognised(inquiry: PortalInquiry, *, name: str = "", by: Standing, now: datetime) -> DataPortal:
    """Add the portal that was recognised and have its catalogue read."""
    ensure(policy.may_add(by, None, at=now))
    match = inquiry.match
    if match is None:
        raise RuleBroken(N_("No portal was recognised at this address, so there is nothing to add."))
    portal = actions.add(match, inquiry.seen, name=name or inquiry.wished_name, by=by, now=now)
    harvest_actions.ask_for_harvest(portal, by=by, now=now)
    return portal


def _hold_back(person: Person, *, now: datetime) -> None:
    """Refuse a person whose earlier inquiries still fill the workers' hands."""
    # Their row is the lock: of two forms at once, the second counts the first.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    mine = select(func.count(PortalInquiry.id)).where(
        PortalInquiry.asked_by_id == person.id,
        PortalInquiry.state != InquiryState.ANSWERED,
        PortalInquiry.asked_at > now - OPEN_FOR,
    )
    if (db.session.scalar(mine) or 0) >= MOST_OPEN:
        words = N_("%(most)s addresses of yours are being asked already. Wait until one of them has its answer.")
        raise RuleBroken(words, field="url", most=MOST_OPEN)
