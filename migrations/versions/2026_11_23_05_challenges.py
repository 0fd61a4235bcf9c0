"""Tables of the room challenges."""

import sqlalchemy as sa
from alembic import op

revision = "0005_challenges"
down_revision = "0004_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("problem", sa.JSON(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("expected_users", sa.JSON(), nullable=False),
        sa.Column("responsible_unit", sa.String(length=200), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("level IN ('open_to_all', 'medium', 'demanding')", name=op.f("ck_challenge_level_known")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_challenge_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
        sa.UniqueConstraint("event_id", "code", name=op.f("uq_challenge_event_id_code")),
    )
    op.create_table(
        "event_portal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_portal_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["portal_id"], ["data_portal.id"], name=op.f("fk_event_portal_portal_id_data_portal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_portal")),
        sa.UniqueConstraint("event_id", "portal_id", name=op.f("uq_event_portal_event_id_portal_id")),
    )
    op.create_index(op.f("ix_event_portal_portal_id"), "event_portal", ["portal_id"], unique=False)
    op.create_table(
        "challenge_dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_dataset_challenge_id_challenge"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_challenge_dataset_dataset_id_dataset")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshot.id"], name=op.f("fk_challenge_dataset_snapshot_id_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_dataset")),
        sa.UniqueConstraint("challenge_id", "dataset_id", name=op.f("uq_challenge_dataset_challenge_id_dataset_id")),
    )
    op.create_index(op.f("ix_challenge_dataset_dataset_id"), "challenge_dataset", ["dataset_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_challenge_dataset_dataset_id"), table_name="challenge_dataset")
    op.drop_table("challenge_dataset")
    op.drop_index(op.f("ix_event_portal_portal_id"), table_name="event_portal")
    op.drop_table("event_portal")
    op.drop_table("challenge")
