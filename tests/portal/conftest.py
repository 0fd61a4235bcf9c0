"""Portals to read: each plays over real HTTP on the loopback, and the application may reach just them."""

from dataclasses import replace
from typing import Any

import pytest
from flask import current_app

from hackathon import clock, jobs
from hackathon.database import db, transaction
from hackathon.net import PAGE, Answer, Fetcher, Limits
from hackathon.permissions import SYSTEM
from hackathon.portal import actions, harvest, harvest_actions
from hackathon.portal.harvest_models import Harvest
from hackathon.portal.kinds import Match
from hackathon.portal.models import DataPortal, Dataset
from tests.machinery.network import way_out
from tests.portal import replay
from tests.portal.offered_file import offered
from tests.portal.one_file import Portal
from tests.portal.replay import Play, Server


class Impatient(Fetcher):
    """The product's own way out, which waits a second where the product waits ten."""

    def fetch(self, url: str, *, limits: Limits = PAGE, **asked: Any) -> Answer:
        return super().fetch(url, limits=replace(limits, read=0.6, total=min(limits.total, 5)), **asked)


@pytest.fixture
def brazil() -> Play:
    return replay.brazil()


@pytest.fixture
def play(app):
    """`play(answers)` starts a portal that the application may reach; all of them end with the test."""
    running: list[Server] = []

    def start(answers: Play) -> Server:
        server = Server(answers).__enter__()
        running.append(server)
        app.extensions["net"] = way_out(*running, made=Impatient, now=lambda: clock.now().timestamp())
        return server

    yield start
    for server in running:
        server.__exit__()


@pytest.fixture
def portal(play) -> Portal:
    """One that serves a single file, and whose reply a test may change."""
    return Portal(play)


@pytest.fixture
def dataset(portal, clock) -> Dataset:
    """What it lists, offered by a challenge of an event that is hacking."""
    return offered(portal, clock)


def add_portal(server: Server | str, *, name: str = "Portal de prueba") -> DataPortal:
    """A portal that is here, as if it had been recognised."""
    base = server if isinstance(server, str) else server.url
    with transaction() as now:
        return actions.add(Match("ckan", base), [], name=name, by=SYSTEM, now=now)


def a_second_passes() -> None:
    """No two readings of a portal are in one instant."""
    current_app.config["CLOCK"].move(seconds=1)


def read_by_worker(portal: DataPortal) -> Harvest:
    """A harvest as far as the worker comes today; one that waits for its portal stays open."""
    a_second_passes()
    with transaction() as now:
        run = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now)
    jobs.run_due()
    db.session.expire_all()
    return run


def harvested(portal: DataPortal, *, believes_absences: bool = False) -> Harvest:
    """A whole harvest of this portal, as the worker does it."""
    a_second_passes()
    with transaction() as now:
        run = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now, believes_absences=believes_absences)
    harvest.run(run.id)
    db.session.expire_all()
    return run
