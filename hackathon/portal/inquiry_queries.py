"""Questions about inquiries: whose they are, and what came of them."""

from collections.abc import Sequence

from sqlalchemy import select

from hackathon.database import db
from hackathon.permissions import Standing
from hackathon.portal.inquiry_models import PortalInquiry

MOST_SHOWN = 5


def own_inquiry(viewer: Standing, inquiry: str) -> PortalInquiry | None:
    """The inquiry of an address when this viewer asked it; administrators see all of them."""
    found = select(PortalInquiry).where(PortalInquiry.public_id == inquiry)
    if not viewer.is_administrator:
        found = found.where(PortalInquiry.asked_by_id == (viewer.person.id if viewer.person else None))
    return db.session.scalars(found).one_or_none()


def inquiries_by(viewer: Standing) -> Sequence[PortalInquiry]:
    """The newest inquiries of this person."""
    mine = select(PortalInquiry).where(PortalInquiry.asked_by_id == viewer.person.id)
    return db.session.scalars(mine.order_by(PortalInquiry.id.desc()).limit(MOST_SHOWN)).all()
