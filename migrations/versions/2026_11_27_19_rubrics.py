"""Several rubrics an event, each with its number and name, and criteria that are gates: yes or no, without weight."""

import sqlalchemy as sa
from alembic import op

revision = "0019_rubrics"
down_revision = "0018_usage"
branch_labels = None
depends_on = None

NOTHING = '{"es": "", "en": ""}'

RUBRIC = sa.table("rubric", sa.column("id"), sa.column("number"))
CRITERION = sa.table("criterion", sa.column("id"), sa.column("rubric_id"), sa.column("kind"))
ROUND = sa.table("judging_round", sa.column("id"), sa.column("rubric_id"))
SCORE = sa.table("score", sa.column("criterion_id"))


def upgrade() -> None:
    with op.batch_alter_table("rubric") as table:
        table.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("name", sa.JSON(), nullable=False, server_default=NOTHING))
        table.drop_constraint(op.f("uq_rubric_event_id"), type_="unique")
        table.create_unique_constraint(op.f("uq_rubric_event_id_number"), ["event_id", "number"])
    with op.batch_alter_table("criterion") as table:
        table.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="score"))
        table.drop_constraint(op.f("ck_criterion_weight"), type_="check")
        table.create_check_constraint(op.f("ck_criterion_kind_known"), "kind IN ('score', 'gate')")
        table.create_check_constraint(
            op.f("ck_criterion_weight"),
            "kind = 'gate' AND weight = 0 OR kind = 'score' AND weight BETWEEN 1 AND 100",
        )


def downgrade() -> None:
    _refuse_to_lose_scores()
    later = sa.select(RUBRIC.c.id).where(RUBRIC.c.number > 1)
    op.execute(sa.delete(CRITERION).where(sa.or_(CRITERION.c.kind == "gate", CRITERION.c.rubric_id.in_(later))))
    op.execute(sa.delete(RUBRIC).where(RUBRIC.c.number > 1))
    with op.batch_alter_table("criterion") as table:
        table.drop_constraint(op.f("ck_criterion_weight"), type_="check")
        table.drop_constraint(op.f("ck_criterion_kind_known"), type_="check")
        table.drop_column("kind")
        table.create_check_constraint(op.f("ck_criterion_weight"), "weight BETWEEN 1 AND 100")
    with op.batch_alter_table("rubric") as table:
        table.drop_constraint(op.f("uq_rubric_event_id_number"), type_="unique")
        table.drop_column("name")
        table.drop_column("number")
        table.create_unique_constraint(op.f("uq_rubric_event_id"), ["event_id"])


def _refuse_to_lose_scores() -> None:
    """A jury's answers are not thrown away with the column that holds them, nor a round without its rubric."""
    bind = op.get_bind()
    answered = sa.select(CRITERION.c.id).join(SCORE, SCORE.c.criterion_id == CRITERION.c.id)
    in_use = sa.select(ROUND.c.id).join(RUBRIC, RUBRIC.c.id == ROUND.c.rubric_id).where(RUBRIC.c.number > 1)
    if bind.execute(answered.where(CRITERION.c.kind == "gate").limit(1)).first():
        raise RuntimeError("A jury has answered a gate: the version before knows none, and would lose its answers.")
    if bind.execute(in_use.limit(1)).first():
        raise RuntimeError("A round is judged by a later rubric: the version before knows one rubric an event.")
