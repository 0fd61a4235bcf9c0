"""Whether somebody has shown that the address of their account is theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0017_confirmed"
down_revision = "0016_faults"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "confirmed_at")
