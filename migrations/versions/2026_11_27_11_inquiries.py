"""What was asked at an address to learn which kind of portal it is, by a worker; and for which event."""

import sqlalchemy as sa
from alembic import op

revision = "0011_inquiries"
down_revision = "0010_results"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "portal_inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("wished_name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("probes", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("base_url", sa.String(length=500), nullable=False),
        sa.Column("kind_version", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_values", sa.JSON(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'running', 'answered')", name=op.f("ck_portal_inquiry_state_known")),
        sa.CheckConstraint(
            "(state = 'answered') = (ended_at IS NOT NULL)", name=op.f("ck_portal_inquiry_answer_has_instant")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_portal_inquiry_asked_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_inquiry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_portal_inquiry_public_id")),
    )
    op.create_index("ix_portal_inquiry_of_person", "portal_inquiry", ["asked_by_id", "state"], unique=False)
    op.create_table(
        "event_inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_inquiry_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["portal_inquiry.id"],
            name=op.f("fk_event_inquiry_inquiry_id_portal_inquiry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_inquiry")),
        sa.UniqueConstraint("inquiry_id", name=op.f("uq_event_inquiry_inquiry_id")),
    )
    op.create_index(op.f("ix_event_inquiry_event_id"), "event_inquiry", ["event_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_event_inquiry_event_id"), table_name="event_inquiry")
    op.drop_table("event_inquiry")
    op.drop_index("ix_portal_inquiry_of_person", table_name="portal_inquiry")
    op.drop_table("portal_inquiry")
