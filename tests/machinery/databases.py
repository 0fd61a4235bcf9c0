"""A fresh migrated database for every test: a copy of a template that the real migrations made once per run.

SQLite copies a file, PostgreSQL copies a database. A test says only which engines it wants.
"""

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import upgrade

from hackathon.database import db
from tests.machinery.application import make_app
from tests.machinery.once import once
from tests.machinery.postgres import Postgres, server

ENGINES = ("sqlite", "postgresql")
# A file of this name holds what the database itself must keep, so it runs on both.
ON_BOTH = {"test_models", "test_actions", "test_queries", "test_migrations", "test_races"}

both_databases = pytest.mark.both_databases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    marked = any(True for _ in metafunc.definition.iter_markers("both_databases"))
    if marked or metafunc.module.__name__.rpartition(".")[2] in ON_BOTH:
        metafunc.parametrize("engine", ENGINES, indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Which engine this test runs on: `sqlite` unless it asks for both."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database of this test's own."""
    return str(request.getfixturevalue(f"{engine}_database"))


@pytest.fixture
def empty_database_url(engine: str, request: pytest.FixtureRequest) -> str:
    """The address of a database without any table: for tests of the migrations themselves."""
    return str(request.getfixturevalue(f"empty_{engine}_database"))


# --- SQLite


@pytest.fixture(scope="session")
def sqlite_template(run_folder: Path) -> Path:
    return once(run_folder / "template.sqlite", _make_sqlite_template)


def _make_sqlite_template(path: Path) -> None:
    _migrate(f"sqlite:///{path}", path.parent)
    with sqlite3.connect(path) as connection:  # everything into the one file that is copied
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'minka.sqlite')}"


@pytest.fixture
def empty_sqlite_database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


# --- PostgreSQL


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """A real server, shared by this run's workers; it ends with the last of them."""
    worker = getattr(request.config, "workerinput", {})
    with server(worker.get("testrunuid") or uuid.uuid4().hex, named=os.environ.get("TEST_DATABASE_URL")) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # One per worker: the server may end, and begin anew, between two workers that want it.
    name = postgres.create("template0")
    _migrate(postgres.url_of(name), tmp_path_factory.mktemp("migrating"))
    yield name
    postgres.drop(name)


@pytest.fixture
def postgresql_database(postgres: Postgres, postgres_template: str) -> Iterator[str]:
    with postgres.temporary(postgres_template) as url:
        yield url


@pytest.fixture
def empty_postgresql_database(postgres: Postgres) -> Iterator[str]:
    with postgres.temporary("template0") as url:
        yield url


def _migrate(url: str, folder: Path) -> None:
    app = make_app(url, folder / "migrating")
    with app.app_context():
        upgrade()
        db.engine.dispose()
