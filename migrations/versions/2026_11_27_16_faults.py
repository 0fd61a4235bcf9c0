"""How many serious faults were found in a file, beside its profile."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0016_faults"
down_revision = "0015_requests"
branch_labels = None
depends_on = None

TABLE = sa.table("data_profile", sa.column("id"), sa.column("profile"), sa.column("faults"))
SERIOUS = ("major", "urgent")


def upgrade() -> None:
    op.add_column("data_profile", sa.Column("faults", sa.Integer(), nullable=False, server_default="0"))
    bind = op.get_bind()
    for row in bind.execute(sa.select(TABLE.c.id, TABLE.c.profile)).all():
        findings = (json.loads(row.profile) or {}).get("findings", [])
        serious = sum(one["severity"] in SERIOUS for one in findings)
        bind.execute(sa.update(TABLE).where(TABLE.c.id == row.id).values(faults=serious))


def downgrade() -> None:
    op.drop_column("data_profile", "faults")
