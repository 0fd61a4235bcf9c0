"""How far each content was looked through for people's data: unread until a worker has read it again."""

import sqlalchemy as sa
from alembic import op

revision = "0035_looks"
down_revision = "0034_deliberation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rule = sa.CheckConstraint(
        "look IN ('whole', 'blind', 'in_part', 'unread')", name=op.f("ck_data_profile_look_known")
    )  # with the column, so that no table is made anew
    op.add_column(
        "data_profile", sa.Column("look", sa.String(length=20), rule, nullable=False, server_default="unread")
    )


def downgrade() -> None:
    op.drop_column("data_profile", "look")
