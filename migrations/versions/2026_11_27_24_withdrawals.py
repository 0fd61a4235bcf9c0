"""Contents that were withdrawn: their bytes are gone, their rows stay."""

import sqlalchemy as sa
from alembic import op

revision = "0024_withdrawals"
down_revision = "0023_resource_alias"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["person.id"], name=op.f("fk_withdrawal_withdrawn_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("sha256", name=op.f("uq_withdrawal_sha256")),
    )


def downgrade() -> None:
    op.drop_table("withdrawal")
