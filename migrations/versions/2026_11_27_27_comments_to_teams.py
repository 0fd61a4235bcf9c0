"""The comments that stand were written for the team, so that is where they go."""

from alembic import op

revision = "0027_comments_to_teams"
down_revision = "0026_sheet_texts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE score_sheet SET comment_to_team = comment, comment = ''")


def downgrade() -> None:
    """What was written for the jury comes before what was written for the team: nothing is lost."""
    op.execute(
        "UPDATE score_sheet SET comment_to_team = '', comment = comment || "
        "CASE WHEN comment = '' OR comment_to_team = '' THEN '' ELSE ' | ' END || comment_to_team"
    )
