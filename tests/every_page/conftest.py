"""The worlds of this run, each made once by a worker, and the people who walk through them with a browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser

from hackathon.database import db
from tests.demo.loading import CopyOf
from tests.every_page.visits import Visits
from tests.every_page.world import World
from tests.machinery.live_server import serving

WorldOf = Callable[..., World]


@pytest.fixture(scope="session")
def world_of(copy_of_demo: CopyOf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorldOf]:
    """`world_of("hacking", "en")`: the demo in that phase, its people reading that language; the same each time.

    `world_of("hacking", "es", grow)` is one in which something more was done.
    """
    made: list[World] = []

    @cache
    def of(phase: str, language: str = "es", more: Callable[[], None] | None = None) -> World:
        world = World(copy_of_demo(phase, tmp_path_factory.mktemp(f"{phase}-{language}-")), phase, language)
        world.prepare(more)
        made.append(world)
        return world

    yield of
    for world in made:
        with world.app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="session")
def every_visit(browser: Browser, world_of: WorldOf) -> Iterator[Callable[..., Visits]]:
    """For each phase and language one live server, with the browsers of all who have been there."""
    with ExitStack() as stack:

        @cache
        def of(phase: str, language: str) -> Visits:
            world = world_of(phase, language)
            return stack.enter_context(Visits(world, stack.enter_context(serving(world.app)), browser))

        yield of


@pytest.fixture
def visits(every_visit: Callable[..., Visits]) -> Iterator[Callable[..., Visits]]:
    """`visits("hacking", "en")`; what a browser or the server complained of during this test fails this test."""
    used: list[Visits] = []

    def of(*which: Any) -> Visits:
        used.append(every_visit(*which))
        return used[-1]

    yield of
    for visits in used:
        visits.raise_complaints()
