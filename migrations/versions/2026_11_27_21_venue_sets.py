"""Sets of an event's data, fixed at an instant."""

import sqlalchemy as sa
from alembic import op

revision = "0021_venue_sets"
down_revision = "0020_confirmed_results"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "venue_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pinned_by_id", sa.Integer(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_venue_set_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["pinned_by_id"], ["person.id"], name=op.f("fk_venue_set_pinned_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_set")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_venue_set_event_id_number")),
    )
    op.create_index(
        "uq_venue_set_open",
        "venue_set",
        ["event_id"],
        unique=True,
        sqlite_where=sa.text("completed_at IS NULL"),
        postgresql_where=sa.text("completed_at IS NULL"),
    )
    op.create_table(
        "venue_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.String(length=500), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_values", sa.JSON(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["copy_id"], ["pinned_file.id"], name=op.f("fk_venue_file_copy_id_pinned_file")),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_venue_file_dataset_id_dataset")),
        sa.ForeignKeyConstraint(
            ["set_id"], ["venue_set.id"], name=op.f("fk_venue_file_set_id_venue_set"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_file")),
        sa.UniqueConstraint("set_id", "position", name=op.f("uq_venue_file_set_id_position")),
    )
    op.create_index(op.f("ix_venue_file_copy_id"), "venue_file", ["copy_id"], unique=False)
    op.create_index(op.f("ix_venue_file_dataset_id"), "venue_file", ["dataset_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_venue_file_dataset_id"), table_name="venue_file")
    op.drop_index(op.f("ix_venue_file_copy_id"), table_name="venue_file")
    op.drop_table("venue_file")
    op.drop_index("uq_venue_set_open", table_name="venue_set")
    op.drop_table("venue_set")
