"""Paper sheets are typed in by two people: what each read, and which sheets were signed on paper."""

import sqlalchemy as sa
from alembic import op

revision = "0032_paper_sheets"
down_revision = "0031_errata"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["jury_assignment.id"],
            name=op.f("fk_paper_reading_assignment_id_jury_assignment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_paper_reading_reader_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_reading")),
        sa.UniqueConstraint("assignment_id", "reader_id", name=op.f("uq_paper_reading_assignment_id_reader_id")),
    )
    op.create_table(
        "paper_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("typed_by_id <> checked_by_id", name=op.f("ck_paper_signature_two_people")),
        sa.ForeignKeyConstraint(["checked_by_id"], ["person.id"], name=op.f("fk_paper_signature_checked_by_id_person")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_paper_signature_sheet_id_score_sheet"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["typed_by_id"], ["person.id"], name=op.f("fk_paper_signature_typed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_signature")),
        sa.UniqueConstraint("sheet_id", name=op.f("uq_paper_signature_sheet_id")),
    )


def downgrade() -> None:
    op.drop_table("paper_signature")
    op.drop_table("paper_reading")
