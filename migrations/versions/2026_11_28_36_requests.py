"""A request can be withdrawn, and says where its data were published; a portal that was added by mistake is retired."""

import sqlalchemy as sa
from alembic import op

revision = "0036_requests"
down_revision = "0035_looks"
branch_labels = None
depends_on = None

BEFORE = "'new', 'in_review', 'accepted', 'published', 'declined'"
TABLES = ("data_request", "request_answer")
REQUEST = sa.table("data_request", sa.column("id"), sa.column("state"))
SUPPORT = sa.table("request_support", sa.column("request_id"))
ANSWER = sa.table("request_answer", sa.column("request_id"))


def upgrade() -> None:
    for name in TABLES:
        _allow(name, f"{BEFORE}, 'withdrawn'")
    with op.batch_alter_table("data_request") as table:
        table.add_column(sa.Column("published_url", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("published_as_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_data_request_published_as_id_dataset"),
            "dataset",
            ["published_as_id"],
            ["id"],
            ondelete="SET NULL",
        )
        table.create_index(op.f("ix_data_request_published_as_id"), ["published_as_id"])
    op.create_index(op.f("ix_dataset_titled"), "dataset", ["slug", "id"])
    op.add_column("data_portal", sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("data_portal", "retired_at")
    op.drop_index(op.f("ix_dataset_titled"), "dataset")
    with op.batch_alter_table("data_request") as table:
        table.drop_index(op.f("ix_data_request_published_as_id"))
        table.drop_constraint(op.f("fk_data_request_published_as_id_dataset"), type_="foreignkey")
        table.drop_column("published_as_id")
        table.drop_column("published_url")
    # What was withdrawn holds no words any more: the version before would show it empty.
    withdrawn = sa.select(REQUEST.c.id).where(REQUEST.c.state == "withdrawn")
    op.execute(sa.delete(ANSWER).where(ANSWER.c.request_id.in_(withdrawn)))
    op.execute(sa.delete(SUPPORT).where(SUPPORT.c.request_id.in_(withdrawn)))
    op.execute(sa.delete(REQUEST).where(REQUEST.c.state == "withdrawn"))
    for name in TABLES:
        _allow(name, BEFORE)


def _allow(name: str, states: str) -> None:
    with op.batch_alter_table(name) as table:
        table.drop_constraint(op.f(f"ck_{name}_state_known"), type_="check")
        table.create_check_constraint(op.f(f"ck_{name}_state_known"), f"state IN ({states})")
