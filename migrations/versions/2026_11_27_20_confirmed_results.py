"""How far down results are public, under which names, and the second person who confirms them."""

import sqlalchemy as sa
from alembic import op

revision = "0020_confirmed_results"
down_revision = "0019_rubrics"
branch_labels = None
depends_on = None

EVENT = sa.table("event", sa.column("public_places"))
BUNDLE = sa.table("ranking_bundle", *map(sa.column, ("content", "sha256", "public_content", "public_sha256")))


def upgrade() -> None:
    # Editions that stand already showed, or promised to show, the whole order: NULL goes on saying so.
    op.add_column("event", sa.Column("public_places", sa.Integer(), nullable=True))
    for name, kind in (("public_content", sa.Text()), ("public_sha256", sa.String(length=64))):
        op.add_column("ranking_bundle", sa.Column(name, kind, nullable=False, server_default=""))
    op.add_column("ranking_bundle", sa.Column("pseudonyms", sa.JSON(), nullable=False, server_default="{}"))
    op.execute(sa.update(BUNDLE).values(public_content=BUNDLE.c.content, public_sha256=BUNDLE.c.sha256))
    op.create_table(
        "results_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiver", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["ranking_bundle.id"], name=op.f("fk_results_confirmation_bundle_id_ranking_bundle")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_results_confirmation_confirmed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results_confirmation")),
        sa.UniqueConstraint("bundle_id", name=op.f("uq_results_confirmation_bundle_id")),
    )
    op.create_table(
        "results_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("release_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_results_release_asked_by_id_person")),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["ranking_bundle.id"], name=op.f("fk_results_release_bundle_id_ranking_bundle")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results_release")),
        sa.UniqueConstraint("bundle_id", name=op.f("uq_results_release_bundle_id")),
    )
    op.create_index(op.f("ix_results_release_release_at"), "results_release", ["release_at"])


def downgrade() -> None:
    op.drop_table("results_release")
    op.drop_table("results_confirmation")
    for name in ("pseudonyms", "public_sha256", "public_content"):
        op.drop_column("ranking_bundle", name)
    op.drop_column("event", "public_places")
