"""Tables of the room results."""

import sqlalchemy as sa
from alembic import op

revision = "0010_results"
down_revision = "0009_jury"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ranking_bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_ranking_bundle_event_id_event")),
        sa.ForeignKeyConstraint(["frozen_by_id"], ["person.id"], name=op.f("fk_ranking_bundle_frozen_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking_bundle")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_ranking_bundle_event_id_number")),
    )
    op.create_table(
        "recorded_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("team", sa.String(length=80), nullable=False),
        sa.Column("project", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_recorded_result_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recorded_result")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_recorded_result_event_id_position")),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["ranking_bundle.id"], name=op.f("fk_publication_bundle_id_ranking_bundle")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_publication_event_id_event")),
        sa.ForeignKeyConstraint(["published_by_id"], ["person.id"], name=op.f("fk_publication_published_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("event_id", name=op.f("uq_publication_event_id")),
    )
    op.create_table(
        "award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("prize", sa.JSON(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(kind = 'place') = (place IS NOT NULL)", name=op.f("ck_award_place_has_number")),
        sa.CheckConstraint("minimum BETWEEN 0 AND 100", name=op.f("ck_award_minimum_over_100")),
        sa.CheckConstraint("kind IN ('place', 'special')", name=op.f("ck_award_kind_known")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_award_event_id_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_award_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint("event_id", "position", name=op.f("uq_award_event_id_position")),
        sa.UniqueConstraint("event_id", "place", name=op.f("uq_award_event_id_place")),
    )
    op.create_index(op.f("ix_award_project_id"), "award", ["project_id"], unique=False)
    op.create_table(
        "tie_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_tie_decision_decided_by_id_person")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_tie_decision_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_decision")),
    )
    op.create_index(op.f("ix_tie_decision_event_id"), "tie_decision", ["event_id"], unique=False)


def downgrade() -> None:
    op.drop_table("tie_decision")
    op.drop_index(op.f("ix_award_project_id"), table_name="award")
    op.drop_table("award")
    op.drop_table("publication")
    op.drop_table("recorded_result")
    op.drop_table("ranking_bundle")
