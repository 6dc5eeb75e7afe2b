"""Keep by which rules an event was judged, and where a merged one went."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("event", "past_event")
COLUMNS = ("judgements", "merged_into", "tombstone")
INDEX = "ix_{}_merged_into"


def upgrade() -> None:
    for table in TABLES:
        for column in COLUMNS:
            op.add_column(table, sa.Column(column, sa.String()))
        op.create_index(INDEX.format(table), table, ["merged_into"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_index(INDEX.format(table), table)
        for column in COLUMNS:
            op.drop_column(table, column)
