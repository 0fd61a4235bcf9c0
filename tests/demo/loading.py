"""The demo editions for tests: loaded once per phase and run through the product's own command, then copied."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from hackathon.database import db
from tests.machinery.application import make_app
from tests.machinery.once import once

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
"""When the demo is loaded, and where its clock stands still."""


def installation(url: str, folder: Path, portal: str) -> Flask:
    """An installation that is a demo, with the illustrative portal as the one address inside that it may reach."""
    host = portal.removeprefix("http://")
    return make_app(url, folder, DEMO=True, ALLOWED_INTERNAL_HOSTS=host, CLOCK=lambda: MONDAY)


def load(app: Flask, portal: str, phase: str, *options: str) -> dict:
    """What `flask demo load` says."""
    words = ["demo", "load", "--phase", str(phase), "--portal-url", portal, "--json", *options]
    outcome = app.test_cli_runner().invoke(args=words)
    assert outcome.exit_code == 0, outcome.output
    db.session.rollback()
    db.session.expire_all()
    return json.loads(outcome.stdout)


CopyOf = Callable[[str, Path], Flask]


@pytest.fixture(scope="session")
def copy_of_demo(run_folder: Path, illustrative_portal: str) -> CopyOf:
    """`copy_of_demo("hacking", folder)`: an installation with the demo in that phase, all its own in `folder`."""

    def copied(phase: str, folder: Path) -> Flask:
        original = once(run_folder / f"demo-{phase}.sqlite", lambda path: _fill(path, phase, illustrative_portal))
        folder.mkdir(exist_ok=True)
        copy = shutil.copy(original, folder / "minka.sqlite")
        shutil.copytree(_files_of(original, phase), folder / "data", dirs_exist_ok=True)
        return installation(f"sqlite:///{copy}", folder / "data", illustrative_portal)

    return copied


def _files_of(path: Path, phase: str) -> Path:
    """Where the papers and copies of the demo that was loaded into this database are."""
    return path.parent / f"loading-{phase}"


def _fill(path: Path, phase: str, portal: str) -> None:
    _files_of(path, phase).mkdir(exist_ok=True)  # there to be copied, though this phase may keep nothing in it
    app = installation(f"sqlite:///{path}", _files_of(path, phase), portal)
    with app.app_context():
        upgrade()
        assert load(app, portal, phase)["scenes"] > 50
        db.session.remove()
        db.engine.dispose()
    with sqlite3.connect(path) as connection:  # everything into the one file that is copied
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
