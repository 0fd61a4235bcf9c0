"""Files under other ids than before: their old addresses lead on."""

import sqlalchemy as sa
from alembic import op

revision = "0023_resource_alias"
down_revision = "0022_told_and_marked"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resource_alias",
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("resource_id", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["dataset.id"], name=op.f("fk_resource_alias_dataset_id_dataset"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dataset_id", "key", name=op.f("pk_resource_alias")),
    )


def downgrade() -> None:
    op.drop_table("resource_alias")
