"""Many forms of one person at once: real threads, on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from hackathon.permissions import standing_of
from hackathon.portal import inquiry_actions
from hackathon.portal.inquiry_models import PortalInquiry
from tests import factories

pytestmark = pytest.mark.usefixtures("session")
AT_ONCE = 8


def test_no_more_inquiries_are_open_than_a_person_may_have(app):
    nora = factories.administrator().email
    start = threading.Barrier(AT_ONCE)

    def ask(number: int) -> bool:
        with app.app_context():
            start.wait()
            try:
                with transaction() as now:
                    by = standing_of(factories.somebody(nora))
                    inquiry_actions.ask(f"https://datos{number}.example.org", by=by, now=now)
            except RuleBroken:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        stored = sum(pool.map(ask, range(AT_ONCE)))

    assert stored == inquiry_actions.MOST_OPEN
    assert db.session.scalar(select(func.count(PortalInquiry.id))) == inquiry_actions.MOST_OPEN
