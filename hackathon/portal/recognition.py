"""Asking an address which kind of portal it is, between transactions: what jobs and commands run, never a request."""

from datetime import datetime

from hackathon import net
from hackathon.database import db, transaction
from hackathon.errors import PortalUnavailable
from hackathon.portal import inquiry_actions
from hackathon.portal.detect import Detection, detect
from hackathon.portal.inquiry_models import PortalInquiry
from hackathon.text import N_


def recognise(address: str) -> Detection:
    """Which kind of portal answers there. It may take its time, so that no transaction is open meanwhile."""
    db.session.rollback()
    return detect(address, net.fetch)


def run(inquiry_id: int) -> str:
    """Answer an inquiry; one summary line. Running it again changes nothing."""
    with transaction() as now:
        inquiry = db.session.get_one(PortalInquiry, inquiry_id)
        if not inquiry.is_open:
            return summary(inquiry)
        inquiry_actions.begin(inquiry, now=now)
        address = inquiry.address
    ours = PortalUnavailable(address, N_("Something failed on our side. It has been written down. Ask again."))
    detection = Detection(None, [], ours)
    try:
        detection = recognise(address)
    finally:
        with transaction() as now:
            inquiry = db.session.get_one(PortalInquiry, inquiry_id)
            if inquiry.is_open:  # a worker that was given up may have come to its end meanwhile
                inquiry_actions.answer(inquiry, detection, now=now)
    return summary(inquiry)


def give_up(inquiry_id: int, now: datetime) -> None:
    """Answer an inquiry whose workers were killed again and again: its asker may ask anew."""
    inquiry = db.session.get_one(PortalInquiry, inquiry_id)
    if inquiry.is_open:
        words = PortalUnavailable(inquiry.address, N_("Asking was cut off several times. Ask again."))
        inquiry_actions.answer(inquiry, Detection(None, [], words), now=now)


def summary(inquiry: PortalInquiry) -> str:
    """What came of it in one line, in English, for logs: without the address, which is its asker's."""
    if inquiry.match is None:
        return f"no portal: {inquiry.reason % inquiry.reason_values}"
    return f"{inquiry.kind} {inquiry.kind_version}".rstrip()
