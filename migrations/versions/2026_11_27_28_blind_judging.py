"""Whether the jury of an event judges without names, and sees code, demo and video all the same."""

import sqlalchemy as sa
from alembic import op

revision = "0028_blind_judging"
down_revision = "0027_comments_to_teams"
branch_labels = None
depends_on = None

NEW = ("blind_judging", "blind_links")


def upgrade() -> None:
    for name in NEW:
        op.add_column("event", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_column("event", name)
