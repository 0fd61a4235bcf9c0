"""Tables of the room portal."""

import sqlalchemy as sa
from alembic import op

revision = "0004_portal"
down_revision = "0003_events"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_portal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("base_url", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("kind_version", sa.String(length=40), nullable=False),
        sa.Column("probes", sa.JSON(), nullable=False),
        sa.Column("dataset_count", sa.Integer(), nullable=False),
        sa.Column("harvested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_portal")),
        sa.UniqueConstraint("base_url", name=op.f("uq_data_portal_base_url")),
        sa.UniqueConstraint("slug", name=op.f("uq_data_portal_slug")),
    )
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("native_id", sa.String(length=300), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["portal_id"],
            ["data_portal.id"],
            name=op.f("fk_category_portal_id_data_portal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("portal_id", "native_id", name=op.f("uq_category_portal_id_native_id")),
    )
    op.create_index(op.f("ix_category_slug"), "category", ["slug"], unique=False)
    op.create_table(
        "harvest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("believes_absences", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declared", sa.Integer(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("invalid", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_values", sa.JSON(), nullable=False),
        sa.Column("first_errors", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'complete', 'partial', 'failed')",
            name=op.f("ck_harvest_state_known"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_harvest_asked_by_id_person")),
        sa.ForeignKeyConstraint(
            ["portal_id"],
            ["data_portal.id"],
            name=op.f("fk_harvest_portal_id_data_portal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harvest")),
    )
    op.create_index(op.f("ix_harvest_portal_id"), "harvest", ["portal_id"], unique=False)
    is_open = sa.text("state IN ('waiting', 'running')")
    op.create_index(
        "uq_harvest_open", "harvest", ["portal_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_table(
        "publisher",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("native_id", sa.String(length=300), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["portal_id"],
            ["data_portal.id"],
            name=op.f("fk_publisher_portal_id_data_portal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publisher")),
        sa.UniqueConstraint("portal_id", "native_id", name=op.f("uq_publisher_portal_id_native_id")),
    )
    op.create_index(op.f("ix_publisher_slug"), "publisher", ["slug"], unique=False)
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("native_id", sa.String(length=500), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("publisher_id", sa.Integer(), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("formats", sa.JSON(), nullable=False),
        sa.Column("resource_count", sa.Integer(), nullable=False),
        sa.Column("licence", sa.String(length=60), nullable=False),
        sa.Column("licence_title", sa.String(length=500), nullable=False),
        sa.Column("licence_url", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=True),
        sa.Column("needs_attribution", sa.Boolean(), nullable=True),
        sa.Column("needs_share_alike", sa.Boolean(), nullable=True),
        sa.Column("frequency", sa.String(length=20), nullable=False),
        sa.Column("frequency_text", sa.String(length=200), nullable=False),
        sa.Column("landing_url", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raw_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_in_id", sa.Integer(), nullable=True),
        sa.Column("absent_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("absent_walks", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["portal_id"],
            ["data_portal.id"],
            name=op.f("fk_dataset_portal_id_data_portal"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["publisher_id"], ["publisher.id"], name=op.f("fk_dataset_publisher_id_publisher")),
        sa.ForeignKeyConstraint(["seen_in_id"], ["harvest.id"], name=op.f("fk_dataset_seen_in_id_harvest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
        sa.UniqueConstraint("portal_id", "native_id", name=op.f("uq_dataset_portal_id_native_id")),
        sa.UniqueConstraint("portal_id", "slug", name=op.f("uq_dataset_portal_id_slug")),
    )
    op.create_index("ix_dataset_shown", "dataset", ["shown_at", "id"], unique=False)
    op.create_index(op.f("ix_dataset_modified_at"), "dataset", ["modified_at"], unique=False)
    op.create_index(op.f("ix_dataset_publisher_id"), "dataset", ["publisher_id"], unique=False)
    op.create_table(
        "dataset_category",
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["category.id"],
            name=op.f("fk_dataset_category_category_id_category"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["dataset.id"],
            name=op.f("fk_dataset_category_dataset_id_dataset"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("dataset_id", "category_id", name=op.f("pk_dataset_category")),
    )
    op.create_index(op.f("ix_dataset_category_category_id"), "dataset_category", ["category_id"], unique=False)
    op.create_table(
        "dataset_record",
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("normalised", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["dataset.id"],
            name=op.f("fk_dataset_record_dataset_id_dataset"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("dataset_id", name=op.f("pk_dataset_record")),
    )
    op.create_table(
        "resource",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("native_id", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("mimetype", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["dataset.id"], name=op.f("fk_resource_dataset_id_dataset"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
        sa.UniqueConstraint("dataset_id", "native_id", name=op.f("uq_resource_dataset_id_native_id")),
    )
    op.create_index(op.f("ix_resource_format"), "resource", ["format"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("metadata_json", sa.JSON(), nullable=False),
        sa.Column("licence_title", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_snapshot_dataset_id_dataset")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("dataset_id", "sha256", name=op.f("uq_snapshot_dataset_id_sha256")),
    )


def downgrade() -> None:
    op.drop_table("snapshot")
    op.drop_index(op.f("ix_resource_format"), table_name="resource")
    op.drop_table("resource")
    op.drop_table("dataset_record")
    op.drop_index(op.f("ix_dataset_category_category_id"), table_name="dataset_category")
    op.drop_table("dataset_category")
    op.drop_index(op.f("ix_dataset_publisher_id"), table_name="dataset")
    op.drop_index("ix_dataset_shown", table_name="dataset")
    op.drop_index(op.f("ix_dataset_modified_at"), table_name="dataset")
    op.drop_table("dataset")
    op.drop_index(op.f("ix_publisher_slug"), table_name="publisher")
    op.drop_table("publisher")
    op.drop_index("uq_harvest_open", table_name="harvest")
    op.drop_index(op.f("ix_harvest_portal_id"), table_name="harvest")
    op.drop_table("harvest")
    op.drop_index(op.f("ix_category_slug"), table_name="category")
    op.drop_table("category")
    op.drop_table("data_portal")
