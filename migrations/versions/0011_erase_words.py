"""Say of an article that words of it were erased, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("article", "past_article")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("erased_at", sa.String()))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "erased_at")
