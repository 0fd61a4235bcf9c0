"""What a juror writes is for the jury, for the team, or for nobody else: three texts where there was one."""

import sqlalchemy as sa
from alembic import op

revision = "0026_sheet_texts"
down_revision = "0025_minutes"
branch_labels = None
depends_on = None

NEW = ("comment_to_team", "note")


def upgrade() -> None:
    for name in NEW:
        op.add_column("score_sheet", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    for name in reversed(NEW):
        op.drop_column("score_sheet", name)
