"""Whether this installation can serve: the database answers, and has the tables that this code expects."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from hackathon import config
from hackathon.database import db


def is_at_newest_migration() -> bool:
    """Asks the database; raises OperationalError when nobody answers there."""
    with db.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) == set(ScriptDirectory(str(config.ROOT / "migrations")).get_heads())
