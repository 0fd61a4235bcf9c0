"""Walking the migrations one by one, and the rows that stand in the tables meanwhile."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, inspect, text

from hackathon.database import db
from tests.architecture.migration_rows import ROWS
from tests.architecture.source import ROOT

FOLDER = str(ROOT / "migrations")


def search_tables_apart(item, name, kind, reflected, compare_to):
    """The tables of FTS5 and the search index of PostgreSQL belong to their migration, not to a model."""
    return not (kind in {"table", "index"} and (name or "").startswith("dataset_search"))


def revisions() -> list[str]:
    """Every revision, oldest first."""
    scripts = ScriptDirectory(FOLDER).walk_revisions()
    return [script.revision for script in scripts][::-1]


class Walk:
    """Up and down through the migrations of one database."""

    def __init__(self, app: Flask) -> None:
        self.config: Config = app.extensions["migrate"].migrate.get_config()

    def up(self, revision: str) -> None:
        command.upgrade(self.config, revision)

    def down(self, revision: str) -> None:
        command.downgrade(self.config, revision)


def put_rows(connection: Connection, revision: str) -> None:
    """Store the rows that belong to this revision."""
    for statement, values in ROWS.get(revision, ()):
        connection.execute(text(statement), values)


def tables(connection: Connection) -> set[str]:
    """The tables that stand now, without Alembic's own."""
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
        for name in sorted(tables(connection))
    }


def engine_of(app: Flask):
    """The engine of an application without leaving a context open."""
    with app.app_context():
        return db.engine
