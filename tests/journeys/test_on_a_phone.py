"""A juror's whole work on a phone of 390 px while the venue's network fails in the middle, every activation counted."""

import pytest

from hackathon.database import db
from tests.journeys.jurors import CRITERIA, budget
from tests.jury.cast import Contest, link_in_mail
from tests.machinery.browser import assert_nothing_scrolls_sideways, without_network

PROJECTS, BEFORE_THE_CUT, AFTER_IT_RETURNS = 8, 3, 6
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


class Juror:
    """A hand that taps, and counts."""

    def __init__(self, page):
        self.page, self.activations = page, 0

    def tap(self, locator):
        self.activations += 1
        locator.tap()

    def go(self, locator):
        self.activations += 1
        with self.page.expect_navigation(wait_until="load"):
            locator.tap()

    def come_in(self, contest):
        contest.invite("Chi")
        self.activations += 1
        self.page.goto(link_in_mail("chi@example.pe"))
        self.tap(self.page.get_by_label("Guardo reserva"))
        self.go(self.page.get_by_role("button", name="Aceptar y entrar"))

    def score(self, projects):
        for _project in range(projects):
            for row in range(CRITERIA):
                self.tap(self.page.locator(".criterion-row").nth(row).locator("input[value='4']"))
            assert self.page.locator("#total").inner_text() == "80.00"
            assert_nothing_scrolls_sideways(self.page)
            self.go(self.page.get_by_role("button", name="Guardar y siguiente"))


@pytest.fixture
def contest(live_server, session):
    return Contest(projects=PROJECTS, jurors=0, is_open=False)


def sheets():
    """How many sheets hold a whole row of scores, by their state."""
    db.session.rollback()
    rows = db.session.execute(
        db.text("SELECT state, COUNT(*) FROM score_sheet WHERE (SELECT SUM(value) FROM score WHERE sheet_id = "
                "score_sheet.id) = 24 GROUP BY state")
    ).all()  # fmt: skip
    db.session.rollback()
    return {row[0]: row[1] for row in rows}


def test_eight_projects_are_scored_on_a_phone_with_the_network_cut_in_the_middle(new_page, contest):
    juror = Juror(new_page(**PHONE))
    juror.come_in(contest)
    contest.open_round()
    juror.page.reload()
    juror.page.get_by_text("En este equipo estas páginas se abren sin red").wait_for()

    juror.go(juror.page.locator(".seats h2 a").first)
    juror.score(BEFORE_THE_CUT)
    with without_network(juror.page):
        juror.score(AFTER_IT_RETURNS - BEFORE_THE_CUT)
        juror.page.get_by_text("Sin conexión. Sus 6 fichas están guardadas en este equipo.").wait_for()
        assert sheets() == {"draft": BEFORE_THE_CUT}
    juror.score(PROJECTS - AFTER_IT_RETURNS)
    juror.go(juror.page.get_by_role("button", name="Firmar 8 fichas"))

    assert sheets() == {"signed": PROJECTS}
    assert juror.activations <= budget(PROJECTS)
