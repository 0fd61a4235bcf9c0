"""A visitor holds a certificate and checks its code, on a phone, with the keyboard alone and without JavaScript."""

from typing import Any

import pytest

from hackathon.database import db
from hackathon.results.jobs import certificates
from hackathon.results.paper_models import Certificate
from tests.machinery.accessibility import assert_accessible
from tests.results.test_certificate_actions import published

pytestmark = pytest.mark.usefixtures("session")


def test_a_visitor_verifies_a_certificate(new_page: Any) -> None:
    contest = published()
    certificates(contest.event.id)
    code = db.session.query(Certificate).filter_by(kind="participant", name="Ada").one().code
    db.session.rollback()
    page = new_page(java_script_enabled=False)

    page.goto("/")
    page.get_by_role("link", name="Comprobar un documento").click()
    page.get_by_label("Código del documento").fill("AAAA BBBB CCCC")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verify?code=*")
    unknown = page.get_by_role("heading", name="Ningún documento tiene este código").is_visible()
    page.get_by_label("Código del documento").fill(code.lower().replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/verify/{code}")

    assert unknown
    assert page.get_by_role("heading", name="Esta constancia es auténtica").is_visible()
    assert page.get_by_text("Ada", exact=True).is_visible()


def test_the_checked_paper_is_accessible(page: Any) -> None:
    contest = published()
    certificates(contest.event.id)
    code = db.session.query(Certificate).filter_by(kind="diploma", name="Ada").one().code
    db.session.rollback()

    page.goto(f"/verify/{code}")

    assert_accessible(page)
