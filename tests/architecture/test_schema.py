"""A fresh upgrade equals the models, on both engines; and every column says whose it is."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from hackathon.database import db
from tests.architecture.migration_steps import search_tables_apart
from tests.machinery.databases import both_databases

pytestmark = pytest.mark.heavy


@both_databases
def test_a_fresh_upgrade_equals_the_models(app, session):
    options = {"compare_type": True, "compare_server_default": False, "include_object": search_tables_apart}
    context = MigrationContext.configure(session.connection(), opts=options)

    assert compare_metadata(context, db.metadata) == []


def test_every_column_is_public_personal_or_secret(app):
    unclassified = [
        str(column)
        for table in db.metadata.tables.values()
        for column in table.columns
        if column.info.get("class") not in {"public", "personal", "secret"}
    ]

    assert unclassified == []


def test_every_personal_column_says_whose_it_is(app):
    astray = [
        str(column)
        for table in db.metadata.tables.values()
        for column in table.columns
        if column.info.get("class") == "personal" and column.info.get("person") not in table.columns
    ]

    assert astray == []
