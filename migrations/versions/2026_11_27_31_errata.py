"""Winners are checked one by one, and published results are corrected in public."""

import sqlalchemy as sa
from alembic import op

revision = "0031_errata"
down_revision = "0030_rounds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "winner_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('identity', 'eligibility', 'code')", name=op.f("ck_winner_check_kind_known")),
        sa.ForeignKeyConstraint(["checked_by_id"], ["person.id"], name=op.f("fk_winner_check_checked_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_winner_check_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_winner_check")),
        sa.UniqueConstraint("project_id", "kind", name=op.f("uq_winner_check_project_id_kind")),
    )
    op.create_table(
        "erratum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("moves", sa.JSON(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('correction', 'disqualification', 'annulment')", name=op.f("ck_erratum_kind_known")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_erratum_event_id_event")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_erratum_issued_by_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_erratum_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erratum")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_erratum_event_id_number")),
    )


def downgrade() -> None:
    op.drop_table("erratum")
    op.drop_table("winner_check")
