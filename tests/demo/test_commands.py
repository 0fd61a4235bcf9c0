"""`flask demo load`: every phase, twice, on a fresh database, through the rooms' own rules."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from hackathon import audit
from hackathon.accounts.actions import sign_up
from hackathon.database import Base, db, transaction
from hackathon.demo import queries, story
from hackathon.demo.calendar import DemoPhase
from hackathon.events.models import Event
from hackathon.events.queries import event_with_slug
from hackathon.jury.models import ScoreSheet, SheetState
from hackathon.portal.models import Dataset
from hackathon.registration.queries import registration_count
from hackathon.results.queries import recorded_results
from hackathon.results.showing import published_results
from hackathon.submissions.models import Project
from hackathon.teams.queries import team_count
from tests.demo.loading import MONDAY, CopyOf, installation, load
from tests.machinery.databases import both_databases


@pytest.fixture
def demo(database_url: str, tmp_path: Path, illustrative_portal: str) -> Iterator[Flask]:
    """An empty one."""
    app = installation(database_url, tmp_path / "data", illustrative_portal)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def loaded(copy_of_demo: CopyOf, tmp_path: Path) -> Iterator[Callable[[str], Flask]]:
    """One in the phase asked for: a copy of what was loaded once in this run."""

    def opened(phase: str) -> Flask:
        app = copy_of_demo(phase, tmp_path)
        stack.enter_context(app.app_context())
        return app

    with ExitStack() as stack:
        yield opened
        db.session.remove()
        db.engine.dispose()


def everything() -> dict[str, list]:
    """Every row of every table."""
    rows = {
        table.name: sorted(map(repr, db.session.execute(select(table)).all())) for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return rows


def edition() -> Event:
    found = event_with_slug("libertad-2026")
    assert found is not None
    return found


@pytest.mark.parametrize("phase", DemoPhase)
def test_the_edition_is_in_the_phase_asked_for_and_a_second_start_changes_nothing(loaded, illustrative_portal, phase):
    app = loaded(phase)
    before = everything()

    second = load(app, illustrative_portal, phase)

    assert edition().phase(MONDAY) == phase
    assert second["scenes"] == 0
    assert everything() == before


@both_databases
def test_while_hacking_five_teams_work_and_one_has_handed_in(demo, illustrative_portal):
    load(demo, illustrative_portal, "hacking")

    states = {row.slug: row.state for row in db.session.execute(select(Project.slug, Project.state))}
    assert (team_count(edition()), registration_count(edition())) == (5, 23)
    assert states["moche-bits"] == "submitted"
    assert sorted(states.values()) == ["draft"] * 4 + ["submitted"]
    assert db.session.query(Dataset).count() == 22
    assert audit.first_broken_entry() is None


def test_while_registering_some_teams_are_there_and_others_still_to_come(loaded):
    loaded("registration")

    assert 2 <= team_count(edition()) < 5


def test_while_scoring_each_juror_has_sheets_signed_begun_and_untouched(loaded):
    loaded("scoring")

    sheets = list(db.session.scalars(select(ScoreSheet)))
    assert len(sheets) == 25
    assert sum(sheet.state == SheetState.SIGNED for sheet in sheets) == 10


def test_when_published_the_jury_s_order_stands_with_its_prizes(loaded):
    loaded("published")

    results = published_results(edition())
    assert results is not None
    owners = [(award.place, award.project.title) for award in results.awards]
    assert owners == [(1, "Sangre al día"), (2, "Quebrada"), (3, "Mi paradero"), (None, "Quebrada")]


def test_2015_is_there_with_its_three_places_and_nothing_more(loaded):
    loaded("hacking")

    past = event_with_slug("hackathonlibertad-2015")
    assert past is not None
    assert past.is_recorded
    assert past.recorded_figures == {"participants": 40, "teams": 8, "hours": 33}
    places = [(line.place, line.team) for line in recorded_results(past)]
    assert places == [(1, "Itnovate"), (2, "Smartaction"), (3, "Premium")]
    assert (team_count(past), registration_count(past)) == (0, 0)


def test_everybody_on_the_list_of_logins_can_sign_in(loaded, illustrative_portal):
    app = loaded("hacking")
    told = load(app, illustrative_portal, "hacking")

    for login in told["logins"]:
        answer = app.test_client().submit("/login", email=login["email"], password=told["password"])
        assert answer.status_code == 303, login


def test_reset_begins_anew_in_another_phase(loaded, illustrative_portal):
    app = loaded("published")

    load(app, illustrative_portal, "registration", "--reset")

    assert edition().phase(MONDAY) == "registration"


def test_a_load_that_was_cut_off_begins_anew(demo, illustrative_portal):
    with transaction() as now:
        sign_up(
            name="Nora", email="admin@demo.example", password="x-y-z-a-b-c", password_hash="x", language="es", now=now
        )

    load(demo, illustrative_portal, "hacking")

    assert queries.is_loaded()


def test_an_installation_that_is_no_demo_refuses(app):
    outcome = app.test_cli_runner().invoke(args=["demo", "load"])

    assert (outcome.exit_code, "HACKATHON_DEMO is off" in outcome.output) == (1, True)


def test_a_database_with_other_people_in_it_is_left_alone(demo):
    with transaction() as now:
        sign_up(
            name="Zed", email="zed@demo.example", password=story.password(), password_hash="x", language="es", now=now
        )

    outcome = demo.test_cli_runner().invoke(args=["demo", "load"])

    assert (outcome.exit_code, "holds other people's data" in outcome.output) == (1, True)


def test_a_portal_that_does_not_answer_is_told_in_one_line(demo):
    outcome = demo.test_cli_runner().invoke(args=["demo", "load", "--portal-url", "http://127.0.0.1:9"])

    assert outcome.exit_code == 1
    assert "http://127.0.0.1:9" in outcome.output
    assert "Traceback" not in outcome.output
