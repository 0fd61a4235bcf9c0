"""Minutes of the jury and their drafts; certificates, and who signs them."""

import sqlalchemy as sa
from alembic import op

revision = "0025_minutes"
down_revision = "0024_withdrawals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "minutes_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_minutes_draft_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["saved_by_id"], ["person.id"], name=op.f("fk_minutes_draft_saved_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_draft")),
        sa.UniqueConstraint("event_id", "corrects", name=op.f("uq_minutes_draft_event_id_corrects")),
    )
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("bundle_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('minutes', 'erratum')", name=op.f("ck_minutes_kind_known")),
        sa.CheckConstraint("(kind = 'erratum') = (corrects_id IS NOT NULL)", name=op.f("ck_minutes_erratum_corrects")),
        sa.CheckConstraint("(kind = 'minutes') = (bundle_id IS NOT NULL)", name=op.f("ck_minutes_minutes_of_an_order")),
        sa.ForeignKeyConstraint(["bundle_id"], ["ranking_bundle.id"], name=op.f("fk_minutes_bundle_id_ranking_bundle")),
        sa.ForeignKeyConstraint(["corrects_id"], ["minutes.id"], name=op.f("fk_minutes_corrects_id_minutes")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_minutes_event_id_event")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_minutes_issued_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("code", name=op.f("uq_minutes_code")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_minutes_event_id_number")),
    )
    op.create_index(op.f("ix_minutes_corrects_id"), "minutes", ["corrects_id"], unique=False)
    _keep_for_good("minutes")
    op.create_table(
        "paper_details",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_paper_details_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_details")),
        sa.UniqueConstraint("event_id", name=op.f("uq_paper_details_event_id")),
    )
    _certificates()


def _certificates() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("prize", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('participant', 'mentor', 'juror', 'organiser', 'diploma')",
            name=op.f("ck_certificate_kind_known"),
        ),
        sa.CheckConstraint("state IN ('valid', 'replaced', 'withdrawn')", name=op.f("ck_certificate_state_known")),
        sa.CheckConstraint("(kind = 'diploma') = (prize > 0)", name=op.f("ck_certificate_diploma_has_prize")),
        sa.CheckConstraint("(state = 'valid') = (changed_at IS NULL)", name=op.f("ck_certificate_change_has_instant")),
        sa.CheckConstraint("state <> 'withdrawn' OR reason <> ''", name=op.f("ck_certificate_withdrawn_with_reason")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_certificate_event_id_event")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_certificate_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_certificate_code")),
    )
    op.create_index("ix_certificate_listed", "certificate", ["event_id", "id"], unique=False)
    op.create_index(op.f("ix_certificate_person_id"), "certificate", ["person_id"], unique=False)
    standing = sa.text("state <> 'replaced'")
    op.create_index(
        "uq_certificate_standing",
        "certificate",
        ["event_id", "person_id", "kind", "prize"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )


def _keep_for_good(table: str) -> None:
    """What was issued stays as it was: the database itself refuses to change or remove it."""
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
    op.drop_table("certificate")
    op.drop_table("paper_details")
    op.drop_table("minutes")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION minutes_never_changes()")
    op.drop_table("minutes_draft")
