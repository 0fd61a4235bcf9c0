"""A jury's decisions of every kind, where only ties were known; its votes and notes."""

import secrets

import sqlalchemy as sa
from alembic import context, op

revision = "0034_deliberation"
down_revision = "0033_prizes"
branch_labels = None
depends_on = None

KINDS = "'tie', 'departure', 'void', 'grant', 'mention'"
SAME = ("event_id", "entries", "reason", "decided_by_id", "decided_at")


def upgrade() -> None:
    op.create_table(
        "jury_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("prize", sa.Integer(), nullable=True),
        sa.Column("votes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawal", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_jury_decision_kind_known")),
        sa.CheckConstraint(
            "(kind IN ('void', 'grant')) = (prize IS NOT NULL)", name=op.f("ck_jury_decision_about_a_prize")
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawal = '')", name=op.f("ck_jury_decision_withdrawn_with_reason")
        ),
        *_keys("jury_decision", "decided_by_id", "withdrawn_by_id"),
        sa.UniqueConstraint("public_id", name=op.f("uq_jury_decision_public_id")),
    )
    op.create_index(op.f("ix_jury_decision_event_id"), "jury_decision", ["event_id"], unique=False)
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=24), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        *_keys("ballot", "opened_by_id"),
        sa.UniqueConstraint("public_id", name=op.f("uq_ballot_public_id")),
    )
    op.create_index(op.f("ix_ballot_event_id"), "ballot", ["event_id"], unique=False)
    op.create_table(
        "ballot_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("juror_id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(length=60), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_vote_ballot_id_ballot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["juror_id"], ["person.id"], name=op.f("fk_ballot_vote_juror_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_vote")),
        sa.UniqueConstraint("ballot_id", "juror_id", name=op.f("uq_ballot_vote_ballot_id_juror_id")),
    )
    op.create_index(op.f("ix_ballot_vote_juror_id"), "ballot_vote", ["juror_id"], unique=False)
    op.create_table(
        "deliberation_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("deliberation_note", "author_id"),
    )
    op.create_index(op.f("ix_deliberation_note_event_id"), "deliberation_note", ["event_id"], unique=False)
    _decisions_from_ties()
    op.drop_table("tie_decision")


def _keys(table: str, *people: str) -> list[sa.Constraint]:
    event = sa.ForeignKeyConstraint(
        ["event_id"], ["event.id"], name=op.f(f"fk_{table}_event_id_event"), ondelete="CASCADE"
    )
    persons = [
        sa.ForeignKeyConstraint([name], ["person.id"], name=op.f(f"fk_{table}_{name}_person")) for name in people
    ]
    return [event, *persons, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def _decisions_from_ties() -> None:
    ties, connection = _table("tie_decision"), op.get_bind()
    decisions = _table("jury_decision", "public_id", "kind", "votes", "withdrawal")
    for row in connection.execute(sa.select(ties).order_by(sa.column("id"))).mappings().all():
        more = {"public_id": secrets.token_urlsafe(9), "kind": "tie", "votes": [], "withdrawal": ""}
        connection.execute(decisions.insert().values(**row, **more))


def downgrade() -> None:
    _refuse_to_forget_decisions()
    op.create_table(
        "tie_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("tie_decision", "decided_by_id"),
    )
    op.create_index(op.f("ix_tie_decision_event_id"), "tie_decision", ["event_id"], unique=False)
    ties, decisions, connection = _table("tie_decision"), _table("jury_decision"), op.get_bind()
    for row in connection.execute(sa.select(decisions).order_by(sa.column("id"))).mappings().all():
        connection.execute(ties.insert().values(**row))
    for table in ("deliberation_note", "ballot_vote", "ballot", "jury_decision"):
        op.drop_table(table)


def _refuse_to_forget_decisions() -> None:
    """The version before knows ties that stand, without votes: another decision would be lost, or count again.

    Whoever throws everything away says so: `flask db downgrade -x forget=yes base`.
    """
    if context.get_x_argument(as_dictionary=True).get("forget") == "yes":
        return
    decision = sa.table("jury_decision", sa.column("kind"), sa.column("withdrawn_at"))
    other = sa.or_(decision.c.kind != "tie", decision.c.withdrawn_at.is_not(None))
    if op.get_bind().execute(sa.select(decision.c.kind).where(other).limit(1)).first():
        raise RuntimeError("A jury decided more than a tie, or took a decision back: the version before knows neither.")


def _table(name: str, *more: str) -> sa.TableClause:
    types = {"entries": sa.JSON(), "votes": sa.JSON(), "decided_at": sa.DateTime(timezone=True)}
    return sa.table(name, *(sa.column(one, types.get(one)) for one in (*SAME, *more)))
