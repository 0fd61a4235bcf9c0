"""Several rounds an event, what came of each; jurors who left or were excluded; visits."""

import sqlalchemy as sa
from alembic import op

revision = "0030_rounds"
down_revision = "0029_juror_answers"
branch_labels = None
depends_on = None


def _kind(table: str, default: str, *kinds: str) -> sa.Column:
    """A column that knows its values: the constraint comes and goes with it, so that no table is made anew."""
    known = ", ".join(f"'{kind}'" for kind in kinds)
    rule = sa.CheckConstraint(f"kind IN ({known})", name=op.f(f"ck_{table}_kind_known"))
    return sa.Column("kind", sa.String(length=20), rule, nullable=False, server_default=default)


COLUMNS = {
    "judging_round": [
        ("per_project", sa.Integer, {}),
        ("capacity", sa.Integer, {}),
        ("finalists_wanted", sa.Integer, {}),
        ("carries_over", sa.Boolean, {"nullable": False, "server_default": sa.false()}),
        ("bars_domains", sa.Boolean, {"nullable": False, "server_default": sa.false()}),
        ("seed", lambda: sa.String(length=64), {}),
        ("finalists", sa.JSON, {"nullable": False, "server_default": "[]"}),
        ("coverage", sa.JSON, {"nullable": False, "server_default": "[]"}),
        ("visit_minutes", sa.Integer, {}),
        ("places", sa.JSON, {"nullable": False, "server_default": "{}"}),
    ],
    "jury_assignment": [
        ("seated_at", lambda: sa.DateTime(timezone=True), {}),
        ("visit_at", lambda: sa.DateTime(timezone=True), {}),
    ],
    "juror_invitation": [
        ("limits", sa.JSON, {"nullable": False, "server_default": "[]"}),
        ("left_at", lambda: sa.DateTime(timezone=True), {}),
        ("excluded_at", lambda: sa.DateTime(timezone=True), {}),
    ],
}


def upgrade() -> None:
    op.add_column("judging_round", _kind("judging_round", "single", "single", "first", "final"))
    op.add_column("recusal", _kind("recusal", "own", "own", "left", "excluded"))
    for table, columns in COLUMNS.items():
        for name, kind, options in columns:
            op.add_column(table, sa.Column(name, kind(), **options))


def downgrade() -> None:
    _refuse_to_mix_rounds()
    for table, columns in COLUMNS.items():
        for name, _kind, _options in columns:
            op.drop_column(table, name)
    op.drop_column("recusal", "kind")
    op.drop_column("judging_round", "kind")


def _refuse_to_mix_rounds() -> None:
    """The version before takes every sheet of an event for one round, and would rank a final with what went before."""
    rounds = sa.table("judging_round", sa.column("number"))
    if op.get_bind().execute(sa.select(rounds.c.number).where(rounds.c.number > 1).limit(1)).first():
        raise RuntimeError("An event has more than one round: the version before knows one only.")
