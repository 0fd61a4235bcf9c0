"""`flask portal`: sentences for people, JSON for machines, exit codes, never a traceback."""

import json

import pytest
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import commands, harvest, harvest_actions
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.pin_actions import note_check
from hackathon.portal.pin_models import FileOutcome
from tests import project_builders
from tests.portal import hostile, replay
from tests.portal.conftest import add_portal
from tests.portal.replay import Server


@pytest.fixture
def run(app):
    """`run("detect", url)` as on the command line: its exit code and what it printed."""

    def command(*words: str) -> tuple[int, str]:
        result = app.test_cli_runner().invoke(args=["portal", *words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output.rstrip()

    return command


def test_detect_says_the_kind_and_why(run, play):
    server = play(replay.recorded())

    assert run("detect", server.url) == (
        0,
        f"200 {server.url}/api/3/action/status_show: It says that it is CKAN 2.11.3.\nckan 2.11.3 at {server.url}",
    )


def test_detect_fails_for_what_is_no_portal_and_says_what_was_seen(run, play):
    server = play(hostile.page)

    code, said = run("detect", server.url)

    assert code == 1
    assert said.endswith("No kind of portal that we know answers here. It is a page for people, not data.")
    assert said.count("It is a page for people, not data.") >= 3


def test_detect_gives_json_to_machines(run, play):
    server = play(replay.recorded())

    code, said = run("detect", server.url, "--json")

    assert code == 0
    assert json.loads(said)["match"] == {"kind": "ckan", "base": server.url, "version": "2.11.3", "title": "CKAN"}


@pytest.mark.parametrize("url", ["http://10.0.0.1", "file:///etc/passwd", "", "http://[", "http://localhost:1"])
def test_no_address_makes_a_traceback(run, play, url):
    play(replay.recorded())

    assert run("detect", url)[0] == 1
    assert run("add", url)[0] == 1


def test_a_portal_is_added_harvested_and_listed(run, play):
    server = play(replay.recorded())

    assert run("add", server.url, "--name", "La Libertad") == (0, "Portal la-libertad added: La Libertad, ckan 2.11.3.")
    assert run("harvest", "la-libertad") == (
        0,
        "la-libertad: complete: 45 datasets of 45 declared, 45 new, 0 changed, 0 missing, 0 invalid.",
    )
    assert run("harvest") == (
        0,
        "la-libertad: complete: 45 datasets of 45 declared, 0 new, 0 changed, 0 missing, 0 invalid.",
    )
    assert run("list") == (0, f"la-libertad  ckan 2.11.3  45 datasets  {server.url}\n1 portals.")


def test_machines_read_the_same(run, play):
    server = play(replay.recorded())

    added = json.loads(run("add", server.url, "--name", "La Libertad", "--json")[1])
    [harvested] = json.loads(run("harvest", "--json")[1])
    [listed] = json.loads(run("list", "--json")[1])

    assert (added["slug"], added["dataset_count"], added["harvested_at"]) == ("la-libertad", 0, None)
    assert (harvested["portal"], harvested["state"], harvested["declared"], harvested["new"]) == (
        "la-libertad",
        "complete",
        45,
        45,
    )
    assert listed["dataset_count"] == 45
    assert listed["harvested_at"] is not None


def test_a_portal_is_added_once(run, play):
    server = play(replay.recorded())
    run("add", server.url)

    assert run("add", server.url) == (1, "Error: This portal is here already.")


def test_an_unknown_portal_is_named(run):
    assert run("harvest", "nowhere") == (
        1,
        "Error: There is no portal 'nowhere': `flask portal list` shows those that are here.",
    )


def test_a_failed_harvest_is_told_by_the_exit_code(run, app):
    with Server(replay.recorded()) as server, app.app_context():
        add_portal(server)

    code, said = run("harvest")

    assert code == 1
    assert said.startswith("portal-de-prueba: failed: 0 datasets, 0 new")


@pytest.mark.samples
def test_a_partial_harvest_says_so_and_is_no_failure(run, play, brazil):
    run("add", play(brazil).url, "--name", "Brasil")

    assert run("harvest", "brasil") == (
        0,
        "brasil: partial: 10 datasets of 13786 declared, 10 new, 0 changed, 0 missing, 0 invalid. "
        "The portal declares 13786 datasets and gave 10.",
    )


def test_full_believes_a_catalogue_that_shrank(run, play):
    records = [{"id": str(number), "title": f"D {number}"} for number in range(10)]
    run("add", play(replay.catalogue(records)).url, "--name", "P")
    run("harvest", "p")
    del records[2:]

    assert "8 of 10 datasets vanished at once" in run("harvest", "p")[1]
    assert "complete: 2 datasets of 2 declared, 0 new, 0 changed, 8 missing" in run("harvest", "p", "--full")[1]


def test_the_progress_is_told_while_it_runs(app, play, run):
    seen = []
    run("add", play(replay.recorded()).url, "--name", "P")
    token = harvest.watcher.set(lambda one: seen.append((one.received, one.declared)))
    run("harvest", "p")
    harvest.watcher.reset(token)

    assert (seen[0], seen[-1]) == ((20, 45), (45, 45))


def test_the_worker_takes_up_what_the_page_asked_for(app, play, session):
    portal = add_portal(play(replay.recorded()))
    with transaction() as now:
        asked = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)

    lines = jobs.run_due()

    db.session.expire_all()
    assert lines == [
        f"portal.harvest {asked.id}: complete: 45 datasets of 45 declared, 45 new, 0 changed, 0 missing, 0 invalid."
    ]
    assert jobs.run_now(harvest_actions.HARVEST, asked.id) is None


def test_somebody_at_a_terminal_sees_how_far_it_is(app, play, run, monkeypatch):
    run("add", play(replay.recorded()).url, "--name", "P")
    monkeypatch.setattr(commands, "is_watched", lambda: True)

    assert "20 of 45 datasets" in run("harvest", "p")[1]


def test_a_portal_that_declares_no_number_is_counted_without_one(run, capsys):
    commands._show(Harvest(received=20, declared=None))

    assert capsys.readouterr().err == "\r20 datasets"


def test_checking_links_does_no_other_work(app, run, clock, monkeypatch):
    monkeypatch.setitem(jobs.HANDLERS, "other", lambda subject_id: "done")
    with app.app_context():
        dataset = project_builders.dataset(project_builders.portal(), "Lluvias")
        with transaction() as now:
            note_check(dataset.id, "f1", FileOutcome.UNCHANGED, now=now)
        clock.move(days=1)
        with transaction() as now:
            jobs.ask_for("other", 1, now=now)

    code, said = run("check-links")

    assert (code, said) == (0, "1 datasets checked, 0 files do not answer.")
    with app.app_context():
        assert db.session.scalars(select(jobs.Job.kind).where(jobs.Job.done_at.is_(None))).all() == ["other"]
