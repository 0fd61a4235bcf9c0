"""What a harvest changed, where a cut-off one goes on, when the next is due; datasets given up, and found again."""

import sqlalchemy as sa
from alembic import op

revision = "0012_history"
down_revision = "0011_inquiries"
branch_labels = None
depends_on = None

NEW_COLUMNS = (
    ("data_portal", "every_hours", {"type_": sa.Integer(), "nullable": False, "server_default": "24"}),
    ("data_portal", "due_at", {"type_": sa.DateTime(timezone=True)}),
    ("data_portal", "failures", {"type_": sa.Integer(), "nullable": False, "server_default": "0"}),
    ("data_portal", "api_key", {"type_": sa.String(length=200), "nullable": False, "server_default": ""}),
    ("harvest", "since", {"type_": sa.DateTime(timezone=True)}),
    ("harvest", "cursor", {"type_": sa.JSON(none_as_null=True)}),
    ("harvest", "rekeyed", {"type_": sa.Integer(), "nullable": False, "server_default": "0"}),
    ("dataset", "missing_since", {"type_": sa.DateTime(timezone=True)}),
)


def upgrade() -> None:
    for table, name, options in NEW_COLUMNS:
        op.add_column(table, sa.Column(name, **options))
    op.create_index(op.f("ix_data_portal_due_at"), "data_portal", ["due_at"], unique=False)
    # Until now a dataset was given up by counting when it was looked at: three walks, and a week after the first.
    op.execute("UPDATE dataset SET missing_since = absent_since WHERE absent_walks >= 3")
    op.create_table(
        "dataset_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("harvest_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["dataset.id"], name=op.f("fk_dataset_change_dataset_id_dataset"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["harvest_id"], ["harvest.id"], name=op.f("fk_dataset_change_harvest_id_harvest"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset_change")),
    )
    op.create_index(op.f("ix_dataset_change_dataset_id"), "dataset_change", ["dataset_id"], unique=False)
    op.create_index(op.f("ix_dataset_change_harvest_id"), "dataset_change", ["harvest_id"], unique=False)
    op.create_table(
        "dataset_alias",
        sa.Column("alias_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("harvest_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["alias_id"], ["dataset.id"], name=op.f("fk_dataset_alias_alias_id_dataset"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["dataset.id"], name=op.f("fk_dataset_alias_dataset_id_dataset"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["harvest_id"], ["harvest.id"], name=op.f("fk_dataset_alias_harvest_id_harvest")),
        sa.PrimaryKeyConstraint("alias_id", name=op.f("pk_dataset_alias")),
    )
    op.create_index(op.f("ix_dataset_alias_dataset_id"), "dataset_alias", ["dataset_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_dataset_alias_dataset_id"), table_name="dataset_alias")
    op.drop_table("dataset_alias")
    op.drop_index(op.f("ix_dataset_change_harvest_id"), table_name="dataset_change")
    op.drop_index(op.f("ix_dataset_change_dataset_id"), table_name="dataset_change")
    op.drop_table("dataset_change")
    op.drop_index(op.f("ix_data_portal_due_at"), table_name="data_portal")
    for table, name, _ in reversed(NEW_COLUMNS):
        op.drop_column(table, name)
