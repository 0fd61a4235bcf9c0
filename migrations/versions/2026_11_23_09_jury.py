"""Tables of the room jury."""

import sqlalchemy as sa
from alembic import op

revision = "0009_jury"
down_revision = "0008_submissions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "juror_invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column("is_chair", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_count", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("conflicts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_juror_invitation_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_juror_invitation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_invitation")),
        sa.UniqueConstraint("event_id", "email_folded", name=op.f("uq_juror_invitation_event_id_email_folded")),
        sa.UniqueConstraint("event_id", "code", name=op.f("uq_juror_invitation_event_id_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_juror_invitation_public_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_juror_invitation_token_hash")),
    )
    op.create_index(op.f("ix_juror_invitation_person_id"), "juror_invitation", ["person_id"], unique=False)
    op.create_table(
        "rubric",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("scale_low", sa.Integer(), nullable=False),
        sa.Column("scale_high", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("tie_criteria", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_rubric_event_id_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric")),
        sa.UniqueConstraint("event_id", name=op.f("uq_rubric_event_id")),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("help", sa.JSON(), nullable=False),
        sa.Column("anchors", sa.JSON(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_criterion_weight")),
        sa.ForeignKeyConstraint(
            ["rubric_id"], ["rubric.id"], name=op.f("fk_criterion_rubric_id_rubric"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("rubric_id", "key", name=op.f("uq_criterion_rubric_id_key")),
    )
    op.create_table(
        "judging_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_judging_round_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name=op.f("fk_judging_round_rubric_id_rubric")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judging_round")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_judging_round_event_id_number")),
    )
    op.create_table(
        "jury_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("juror_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["juror_id"], ["person.id"], name=op.f("fk_jury_assignment_juror_id_person")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_jury_assignment_project_id_project")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["judging_round.id"],
            name=op.f("fk_jury_assignment_round_id_judging_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jury_assignment")),
        sa.UniqueConstraint("public_id", name=op.f("uq_jury_assignment_public_id")),
        sa.UniqueConstraint(
            "round_id", "juror_id", "project_id", name=op.f("uq_jury_assignment_round_id_juror_id_project_id")
        ),
    )
    op.create_index(op.f("ix_jury_assignment_juror_id"), "jury_assignment", ["juror_id"], unique=False)
    op.create_index(op.f("ix_jury_assignment_project_id"), "jury_assignment", ["project_id"], unique=False)
    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=500), nullable=False),
        sa.Column("recused_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["jury_assignment.id"],
            name=op.f("fk_recusal_assignment_id_jury_assignment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_recusal_assignment_id")),
    )
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'signed')", name=op.f("ck_score_sheet_state_known")),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["jury_assignment.id"],
            name=op.f("fk_score_sheet_assignment_id_jury_assignment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_score_sheet_assignment_id")),
    )
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_score_criterion_id_criterion")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_sheet_id_score_sheet"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("sheet_id", "criterion_id", name=op.f("uq_score_sheet_id_criterion_id")),
    )


def downgrade() -> None:
    op.drop_table("score")
    op.drop_table("score_sheet")
    op.drop_table("recusal")
    op.drop_index(op.f("ix_jury_assignment_project_id"), table_name="jury_assignment")
    op.drop_index(op.f("ix_jury_assignment_juror_id"), table_name="jury_assignment")
    op.drop_table("jury_assignment")
    op.drop_table("judging_round")
    op.drop_table("criterion")
    op.drop_table("rubric")
    op.drop_index(op.f("ix_juror_invitation_person_id"), table_name="juror_invitation")
    op.drop_table("juror_invitation")
