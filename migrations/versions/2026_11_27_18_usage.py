"""How often a dataset's files are looked at and taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0018_usage"
down_revision = "0017_confirmed"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "usage_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("usage", sa.String(length=20), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("usage IN ('preview', 'download')", name=op.f("ck_usage_count_usage_known")),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["dataset.id"], name=op.f("fk_usage_count_dataset_id_dataset"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_count")),
        sa.UniqueConstraint("dataset_id", "usage", name=op.f("uq_usage_count_dataset_id_usage")),
    )


def downgrade() -> None:
    op.drop_table("usage_count")
