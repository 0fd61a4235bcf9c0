"""How migrations run: on the application's engine, in one transaction each, on SQLite and PostgreSQL alike."""

from alembic import context
from flask import current_app

target = current_app.extensions["migrate"].db


def keep(item, name, kind, reflected, compare_to):
    """What autogenerate looks at: what each database searches by belongs to its migration, not to a model."""
    return not (kind in {"table", "index"} and (name or "").startswith("dataset_search"))


def check_references(*, ctx, **applied):
    """What SQLite did not check while tables were made anew: every reference has its row, or this step is not taken."""
    if ctx.dialect.name == "sqlite":
        broken = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"Rows refer to rows that are not there: {broken[:5]}")


def run() -> None:
    with target.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A table made anew is dropped first, and would take with it whatever refers to it. Outside a transaction:
            # inside one SQLite passes over this.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        try:
            migrate(connection)
        finally:
            if connection.dialect.name == "sqlite":
                connection.rollback()
                connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")


def migrate(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=target.metadata,
        transactional_ddl=True,
        transaction_per_migration=True,
        render_as_batch=False,
        compare_type=True,
        include_object=keep,
        on_version_apply=check_references,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
