"""Prizes for the best of a challenge, and prizes that the jury gives to whom it names."""

import sqlalchemy as sa
from alembic import op

revision = "0033_prizes"
down_revision = "0032_paper_sheets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rule = sa.CheckConstraint("criterion = '' OR challenge = ''", name=op.f("ck_award_for_one_thing"))
    op.add_column("award", sa.Column("challenge", sa.String(length=10), rule, nullable=False, server_default=""))


def downgrade() -> None:
    _refuse_to_forget_what_a_prize_is_for()
    op.drop_column("award", "challenge")


def _refuse_to_forget_what_a_prize_is_for() -> None:
    """The version before would give these to nobody, without a word."""
    award = sa.table("award", sa.column("place"), sa.column("criterion"))
    others = sa.select(award.c.place).where(award.c.place.is_(None), award.c.criterion == "").limit(1)
    if op.get_bind().execute(others).first():
        raise RuntimeError("A prize is for a challenge or for whom the jury names: the version before knows neither.")
