"""An invitation can be declined, ties can be declared in words, and a juror may tell the public who they are."""

import sqlalchemy as sa
from alembic import op

revision = "0029_juror_answers"
down_revision = "0028_blind_judging"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("juror_invitation", sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "juror_invitation", sa.Column("decline_reason", sa.String(length=500), nullable=False, server_default="")
    )
    op.add_column("juror_invitation", sa.Column("declared_ties", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "juror_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("organization", sa.String(length=160), nullable=False),
        sa.Column("bio", sa.String(length=600), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_juror_profile_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_juror_profile_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_juror_profile")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_juror_profile_event_id_person_id")),
    )
    op.create_index(op.f("ix_juror_profile_person_id"), "juror_profile", ["person_id"])


def downgrade() -> None:
    op.drop_table("juror_profile")
    for name in ("declared_ties", "decline_reason", "declined_at"):
        op.drop_column("juror_invitation", name)
