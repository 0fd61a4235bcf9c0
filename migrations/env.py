"""How migrations run: on the application's engine, in one transaction each, on SQLite and PostgreSQL alike."""

from alembic import context
from flask import current_app

target = current_app.extensions["migrate"].db


def keep(item, name, kind, reflected, compare_to):
    """What autogenerate looks at: what each database searches by belongs to its migration, not to a model."""
    return not (kind in {"table", "index"} and (name or "").startswith("dataset_search"))


def run() -> None:
    with target.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target.metadata,
            transactional_ddl=True,
            transaction_per_migration=True,
            render_as_batch=False,
            compare_type=True,
            include_object=keep,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
