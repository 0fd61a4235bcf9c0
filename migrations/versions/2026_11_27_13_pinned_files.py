"""Copies of the files of datasets, what came of asking for each, and what their content is."""

import sqlalchemy as sa
from alembic import op

revision = "0013_pinned_files"
down_revision = "0012_history"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pinned_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.String(length=500), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(length=300), nullable=False),
        sa.Column("last_modified", sa.String(length=100), nullable=False),
        sa.Column("media_type", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("licence_title", sa.String(length=300), nullable=False),
        sa.Column("may_be_given", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_pinned_file_dataset_id_dataset")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pinned_file")),
        sa.UniqueConstraint(
            "dataset_id", "resource_id", "revision", name=op.f("uq_pinned_file_dataset_id_resource_id_revision")
        ),
    )
    op.create_index(op.f("ix_pinned_file_sha256"), "pinned_file", ["sha256"], unique=False)
    op.create_table(
        "file_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.String(length=500), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_values", sa.JSON(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('new', 'unchanged', 'gone', 'too_large', 'failed')", name=op.f("ck_file_check_outcome_known")
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["dataset.id"], name=op.f("fk_file_check_dataset_id_dataset"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_check")),
        sa.UniqueConstraint("dataset_id", "resource_id", name=op.f("uq_file_check_dataset_id_resource_id")),
    )
    op.create_index(op.f("ix_file_check_checked_at"), "file_check", ["checked_at"], unique=False)
    op.create_table(
        "data_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("declared", sa.String(length=40), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("preview", sa.Text(), nullable=False),
        sa.Column("points", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("clean_sha256", sa.String(length=64), nullable=False),
        sa.Column("clean_size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_profile")),
        sa.UniqueConstraint("sha256", "declared", name=op.f("uq_data_profile_sha256_declared")),
    )


def downgrade() -> None:
    op.drop_table("data_profile")
    op.drop_index(op.f("ix_file_check_checked_at"), table_name="file_check")
    op.drop_table("file_check")
    op.drop_index(op.f("ix_pinned_file_sha256"), table_name="pinned_file")
    op.drop_table("pinned_file")
