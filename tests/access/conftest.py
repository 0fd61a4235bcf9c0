"""The worlds: each stage's database is made once per run, each phase's application once per worker."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hackathon.database import db
from tests.access import world
from tests.access.cast import Stage, open_stage
from tests.machinery.application import make_app
from tests.machinery.moving_clock import Clock
from tests.machinery.once import once


@pytest.fixture(scope="session")
def worlds(sqlite_template: Path, run_folder: Path) -> Callable[[str], Path]:
    """The database of a stage of the weekend; each goes on from the one before."""

    def made(stage: str) -> Path:
        stages = list(world.STAGES)
        earlier = stages[: stages.index(stage)]
        before = made(earlier[-1]) if earlier else sqlite_template
        return once(run_folder / f"access-{stage}.sqlite", lambda half: _happen(stage, before, half))

    return made


def _happen(stage: str, before: Path, half: Path) -> None:
    shutil.copy(before, half)
    app = make_app(f"sqlite:///{half}", half.with_suffix(".data"), CLOCK=Clock())
    with app.app_context():
        world.STAGES[stage]()
        db.session.remove()
        db.engine.dispose()
    with sqlite3.connect(half) as connection:  # everything into the one file that is copied
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.fixture(scope="session")
def stages(worlds: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Stage]]:
    """The application of a phase, made when it is first asked for."""
    opened: dict[str, Stage] = {}

    def stage(phase: str) -> Stage:
        if phase not in opened:
            folder = tmp_path_factory.mktemp(phase)
            database = Path(shutil.copy(worlds(world.PHASES[phase][1]), folder / "minka.sqlite"))
            opened[phase] = open_stage(phase, database, folder / "data")
        return opened[phase]

    yield stage
    for one in opened.values():
        one.close()
