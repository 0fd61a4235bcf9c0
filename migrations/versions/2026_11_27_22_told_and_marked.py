"""What people were told of a portal's trouble, and the marks of the last check of each file."""

import sqlalchemy as sa
from alembic import op

revision = "0022_told_and_marked"
down_revision = "0021_venue_sets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("data_portal", sa.Column("trouble", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("file_check", sa.Column("url", sa.Text(), nullable=False, server_default=""))
    op.add_column("file_check", sa.Column("etag", sa.String(length=300), nullable=False, server_default=""))
    op.add_column("file_check", sa.Column("last_modified", sa.String(length=100), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("file_check", "last_modified")
    op.drop_column("file_check", "etag")
    op.drop_column("file_check", "url")
    op.drop_column("data_portal", "trouble")
