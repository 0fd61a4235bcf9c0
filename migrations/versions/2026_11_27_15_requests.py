"""Requests for data, who supports them, what was answered, and the stewards who answer."""

import sqlalchemy as sa
from alembic import op

revision = "0015_requests"
down_revision = "0014_catalogue_files"
branch_labels = None
depends_on = None

STATES = "state IN ('new', 'in_review', 'accepted', 'published', 'declined')"


def upgrade() -> None:
    op.create_table(
        "steward",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["portal_id"], ["data_portal.id"], name=op.f("fk_steward_portal_id_data_portal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_steward_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steward")),
        sa.UniqueConstraint("portal_id", "person_id", name=op.f("uq_steward_portal_id_person_id")),
    )
    op.create_index(op.f("ix_steward_person_id"), "steward", ["person_id"], unique=False)
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=True),
        sa.Column("is_fault", sa.Boolean(), nullable=False),
        sa.Column("challenge_ref", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("responsible_unit", sa.String(length=200), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_data_request_state_known")),
        sa.CheckConstraint("NOT is_fault OR dataset_id IS NOT NULL", name=op.f("ck_data_request_fault_has_place")),
        sa.CheckConstraint(
            "state <> 'accepted' OR (responsible_unit <> '' AND promised_on IS NOT NULL)",
            name=op.f("ck_data_request_promise_is_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["portal_id"], ["data_portal.id"], name=op.f("fk_data_request_portal_id_data_portal"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["dataset.id"], name=op.f("fk_data_request_dataset_id_dataset"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_data_request_asked_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_data_request_public_id")),
    )
    op.create_index(op.f("ix_data_request_dataset_id"), "data_request", ["dataset_id"], unique=False)
    op.create_index("ix_data_request_listed", "data_request", ["portal_id", "state", "id"], unique=False)
    op.create_index("ix_data_request_of_person", "data_request", ["asked_by_id", "asked_at"], unique=False)
    op.create_table(
        "request_support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("supported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["data_request.id"],
            name=op.f("fk_request_support_request_id_data_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_request_support_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_support")),
        sa.UniqueConstraint("request_id", "person_id", name=op.f("uq_request_support_request_id_person_id")),
    )
    op.create_index(op.f("ix_request_support_person_id"), "request_support", ["person_id"], unique=False)
    op.create_table(
        "request_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("responsible_unit", sa.String(length=200), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_request_answer_state_known")),
        sa.CheckConstraint(
            "state NOT IN ('published', 'declined') OR text <> ''", name=op.f("ck_request_answer_end_is_explained")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["data_request.id"],
            name=op.f("fk_request_answer_request_id_data_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_request_answer_answered_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_answer")),
    )
    op.create_index(op.f("ix_request_answer_request_id"), "request_answer", ["request_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_request_answer_request_id"), table_name="request_answer")
    op.drop_table("request_answer")
    op.drop_index(op.f("ix_request_support_person_id"), table_name="request_support")
    op.drop_table("request_support")
    op.drop_index("ix_data_request_of_person", table_name="data_request")
    op.drop_index("ix_data_request_listed", table_name="data_request")
    op.drop_index(op.f("ix_data_request_dataset_id"), table_name="data_request")
    op.drop_table("data_request")
    op.drop_index(op.f("ix_steward_person_id"), table_name="steward")
    op.drop_table("steward")
