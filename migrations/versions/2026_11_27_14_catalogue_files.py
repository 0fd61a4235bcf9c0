"""The catalogue of a portal without an API: the file that somebody handed in last."""

import sqlalchemy as sa
from alembic import op

revision = "0014_catalogue_files"
down_revision = "0013_pinned_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("handed_in_by_id", sa.Integer(), nullable=True),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handed_in_by_id"], ["person.id"], name=op.f("fk_catalogue_file_handed_in_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["portal_id"], ["data_portal.id"], name=op.f("fk_catalogue_file_portal_id_data_portal"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_file")),
        sa.UniqueConstraint("portal_id", name=op.f("uq_catalogue_file_portal_id")),
    )


def downgrade() -> None:
    op.drop_table("catalogue_file")
