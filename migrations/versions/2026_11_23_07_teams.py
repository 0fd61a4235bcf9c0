"""Tables of the room teams."""

import sqlalchemy as sa
from alembic import op

revision = "0007_teams"
down_revision = "0006_registration"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_skeleton", sa.String(length=200), nullable=False),
        sa.Column("join_code", sa.String(length=20), nullable=False),
        sa.Column("captain_id", sa.Integer(), nullable=True),
        sa.Column("is_fictional", sa.Boolean(), nullable=False),
        sa.Column("founded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dissolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["captain_id"], ["person.id"], name=op.f("fk_team_captain_id_person")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_team_event_id_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("event_id", "slug", name=op.f("uq_team_event_id_slug")),
        sa.UniqueConstraint("id", "event_id", name=op.f("uq_team_id_event_id")),
        sa.UniqueConstraint("join_code", name=op.f("uq_team_join_code")),
    )
    op.create_index(
        "uq_team_name",
        "team",
        ["event_id", "name_skeleton"],
        unique=True,
        sqlite_where=sa.text("dissolved_at IS NULL"),
        postgresql_where=sa.text("dissolved_at IS NULL"),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seat BETWEEN 1 AND 12", name=op.f("ck_membership_seat_range")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_membership_event_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.ForeignKeyConstraint(
            ["team_id", "event_id"],
            ["team.id", "team.event_id"],
            name=op.f("fk_membership_team_id_event_id_team"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_membership_event_id_person_id")),
        sa.UniqueConstraint("team_id", "seat", name=op.f("uq_membership_team_id_seat")),
    )
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)
    op.create_table(
        "wrong_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_wrong_code_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_code")),
    )
    op.create_index("ix_wrong_code_of_person", "wrong_code", ["person_id", "tried_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_wrong_code_of_person", table_name="wrong_code")
    op.drop_table("wrong_code")
    op.drop_index(op.f("ix_membership_person_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index(
        "uq_team_name",
        table_name="team",
        sqlite_where=sa.text("dissolved_at IS NULL"),
        postgresql_where=sa.text("dissolved_at IS NULL"),
    )
    op.drop_table("team")
