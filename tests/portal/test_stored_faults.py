"""A catalogue that is here outlives whatever its portal does: the good data stay, the reason is read, it heals."""

import json
import subprocess
import sys
from html import unescape

import pytest
from sqlalchemy import select

import run
from hackathon import jobs
from hackathon.database import db
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.models import Dataset
from tests.portal import faults, hostile, replay
from tests.portal.conftest import add_portal, read_by_worker
from tests.portal.replay import Server

pytestmark = pytest.mark.usefixtures("session")
# As `never answers` does, but for longer: net's own tests, and the walk through all of them below, wait for them.
WAITING = {"drips headers", "drips body", "drips without end of headers", "never ends", "never ends, chunked"}


class Changing:
    """A portal that a test lets go wrong and right again."""

    def __init__(self, play) -> None:
        self.answers = replay.catalogue(faults.GOOD)
        self.server = play(lambda ask: self.answers(ask))
        self.portal = add_portal(self.server)

    def read(self) -> Harvest:
        return read_by_worker(self.portal)


@pytest.fixture
def changing(play) -> Changing:
    made = Changing(play)
    assert made.read().new == len(faults.GOOD)
    return made


def stored() -> list[tuple[str, str, str]]:
    rows = select(Dataset.native_id, Dataset.title, Dataset.notes).order_by(Dataset.native_id)
    return [tuple(row) for row in db.session.execute(rows.where(Dataset.missing_since.is_(None)))]


def assert_it_heals(changing: Changing, clock) -> None:
    """The next good answer is taken, and all that was stored is offered as before."""
    changing.answers = replay.catalogue([record | {"title": f"{record['title']} again"} for record in faults.GOOD])
    clock.move(hours=2)  # a portal that was left alone is asked again
    jobs.run_due()
    run = changing.read()
    assert (run.state, run.reason) == ("complete", "")
    assert {record["id"]: f"{record['title']} again" for record in faults.GOOD}.items() <= {
        native_id: title for native_id, title, _ in stored()
    }.items()


@pytest.mark.parametrize(
    "name",
    [
        # The worker below meets all of them in each run; that a redirect leads nowhere is test_connections'.
        pytest.param(name, marks=[pytest.mark.full] if name in hostile.NOT_DATA or "redirects" in name else [])
        for name in sorted({*faults.NO_CATALOGUE} - WAITING)
    ],
)
def test_what_is_no_catalogue_takes_nothing_away_says_why_and_heals(changing, client, clock, name):
    before = stored()
    changing.answers = faults.NO_CATALOGUE[name]

    run = changing.read()

    assert run.state == ("running" if name == "429" else "failed")
    assert run.received == 0
    assert stored() == before
    page = client.get(f"/portals/{changing.portal.slug}/harvests/{run.id}", headers={"Accept-Language": "en"})
    assert run.reason % run.reason_values in unescape(page.text)
    assert client.get(f"/portals/{changing.portal.slug}").status_code == 200
    assert_it_heals(changing, clock)


@pytest.mark.parametrize("name", faults.ODD_CATALOGUES)
def test_an_odd_catalogue_takes_nothing_away_and_heals(changing, clock, name):
    ours = {native_id for native_id, *_ in stored()}
    changing.answers = faults.ODD_CATALOGUES[name]

    run = changing.read()

    assert not run.is_open
    assert ours <= {native_id for native_id, *_ in stored()}
    assert_it_heals(changing, clock)


@pytest.mark.parametrize("name", faults.ODD_RECORDS)
def test_odd_records_reach_no_page_as_more_than_text_and_heal(changing, client, clock, name):
    changing.answers = faults.each(**faults.ODD_RECORDS[name])

    run = changing.read()

    assert run.state == "complete"
    for address in (f"/portals/{changing.portal.slug}", *(addresses_of(changing)[:2])):
        page = client.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert 'href="javascript' not in page.text
        assert '169.254.169.254/latest/meta-data/"' not in page.text
    assert_it_heals(changing, clock)


def addresses_of(changing: Changing) -> list[str]:
    slugs = db.session.scalars(select(Dataset.slug).order_by(Dataset.native_id)).all()
    return [f"/datasets/{changing.portal.slug}/{slug}" for slug in slugs]


def test_a_worker_that_meets_every_fault_in_turn_stays_small(tmp_path):
    """In a process of its own: what others did to this one's memory says nothing."""
    every = [replay.catalogue(faults.GOOD), *faults.NO_CATALOGUE.values(), *faults.ODD_CATALOGUES.values()]
    command = [sys.executable, "-m", "tests.portal.all_faults", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=run.ROOT) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        for play in every:
            with Server(play) as server:
                print(server.url, file=worker.stdin, flush=True)
                assert worker.stdout.readline() == "done\n"
        worker.stdin.close()
        met = json.loads(worker.stdout.readline())

    assert met["megabytes"] < 300
    assert met["stored"] == len(faults.GOOD)


def test_the_list_of_faults_is_long_enough():
    assert (
        len(hostile.NO_ANSWER) + len(hostile.NOT_A_PORTAL) + len(faults.ODD_CATALOGUES) + len(faults.ODD_RECORDS) >= 90
    )
