"""What each database searches datasets by."""

from alembic import op

# SQLite searches by a table of its own, which triggers keep equal to dataset_record.search_text.
SEARCH_OF_SQLITE = (
    "CREATE VIRTUAL TABLE dataset_search USING fts5(search_text, content='dataset_record', content_rowid='dataset_id')",
    "CREATE TRIGGER dataset_search_insert AFTER INSERT ON dataset_record BEGIN"
    " INSERT INTO dataset_search(rowid, search_text) VALUES (new.dataset_id, new.search_text); END",
    "CREATE TRIGGER dataset_search_delete AFTER DELETE ON dataset_record BEGIN"
    " INSERT INTO dataset_search(dataset_search, rowid, search_text) VALUES ('delete', old.dataset_id, old.search_text); END",
    "CREATE TRIGGER dataset_search_update AFTER UPDATE OF search_text ON dataset_record BEGIN"
    " INSERT INTO dataset_search(dataset_search, rowid, search_text) VALUES ('delete', old.dataset_id, old.search_text);"
    " INSERT INTO dataset_search(rowid, search_text) VALUES (new.dataset_id, new.search_text); END",
)
SEARCH_OF_POSTGRESQL = (
    "CREATE INDEX dataset_search_words ON dataset_record USING gin (to_tsvector('simple', search_text))"
)

revision = "0004_search"
down_revision = "0004_portal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(SEARCH_OF_POSTGRESQL)
    else:
        for statement in SEARCH_OF_SQLITE:
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("dataset_search_words", table_name="dataset_record")
    else:
        for trigger in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER dataset_search_{trigger}")
        op.execute("DROP TABLE dataset_search")
