"""Tables of the room submissions."""

import sqlalchemy as sa
from alembic import op

revision = "0008_submissions"
down_revision = "0007_teams"
branch_labels = None
depends_on = None

NEVER_CHANGED = ("project_version", "receipt")


def upgrade() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("solution", sa.Text(), nullable=False),
        sa.Column("data_story", sa.Text(), nullable=False),
        sa.Column("repository_url", sa.String(length=500), nullable=False),
        sa.Column("repository_ref", sa.String(length=120), nullable=False),
        sa.Column("demo_url", sa.String(length=500), nullable=False),
        sa.Column("video_url", sa.String(length=500), nullable=False),
        sa.Column("licence", sa.String(length=40), nullable=False),
        sa.Column("third_parties", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_number", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'submitted', 'withdrawn')", name=op.f("ck_project_state_known")),
        sa.CheckConstraint(
            "(state = 'submitted') = (submitted_at IS NOT NULL AND submitted_number IS NOT NULL)",
            name=op.f("ck_project_submitted_whole"),
        ),
        *[
            sa.CheckConstraint(
                f"{column} = '' OR {column} LIKE 'http://%' OR {column} LIKE 'https://%'",
                name=op.f(f"ck_project_{column}_web"),
            )
            for column in ("repository_url", "demo_url", "video_url")
        ],
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_project_event_id_event")),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_project_team_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("event_id", "slug", name=op.f("uq_project_event_id_slug")),
        sa.UniqueConstraint("team_id", name=op.f("uq_project_team_id")),
    )
    op.create_index("ix_project_listed", "project", ["event_id", "state", "slug"], unique=False)
    op.create_table(
        "project_challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_project_challenge_challenge_id_challenge")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_challenge_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_challenge")),
        sa.UniqueConstraint("project_id", "challenge_id", name=op.f("uq_project_challenge_project_id_challenge_id")),
    )
    op.create_index(op.f("ix_project_challenge_challenge_id"), "project_challenge", ["challenge_id"], unique=False)
    op.create_table(
        "project_dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=500), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_project_dataset_dataset_id_dataset")),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_dataset_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_project_dataset_snapshot_id_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_dataset")),
        sa.UniqueConstraint("project_id", "dataset_id", name=op.f("uq_project_dataset_project_id_dataset_id")),
    )
    op.create_index(op.f("ix_project_dataset_dataset_id"), "project_dataset", ["dataset_id"], unique=False)
    op.create_table(
        "project_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_version_project_id_project")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["person.id"], name=op.f("fk_project_version_saved_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_version")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_project_version_project_id_number")),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_receipt_event_id_event")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_receipt_project_id_project")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["project_version.id"], name=op.f("fk_receipt_version_id_project_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("code", name=op.f("uq_receipt_code")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_receipt_event_id_number")),
    )
    op.create_index(op.f("ix_receipt_project_id"), "receipt", ["project_id"], unique=False)
    for table in NEVER_CHANGED:
        _keep_for_good(table)


def _keep_for_good(table: str) -> None:
    """What was proved once stays as it was: the database itself refuses to change or remove it."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} never changes'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_never_changes() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} never changes'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_never_changes()"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_receipt_project_id"), table_name="receipt")
    op.drop_table("receipt")
    op.drop_table("project_version")
    op.drop_index(op.f("ix_project_dataset_dataset_id"), table_name="project_dataset")
    op.drop_table("project_dataset")
    op.drop_index(op.f("ix_project_challenge_challenge_id"), table_name="project_challenge")
    op.drop_table("project_challenge")
    op.drop_table("project")
    if op.get_bind().dialect.name != "sqlite":  # SQLite's triggers went with their tables
        for table in NEVER_CHANGED:
            op.execute(f"DROP FUNCTION {table}_never_changes()")
