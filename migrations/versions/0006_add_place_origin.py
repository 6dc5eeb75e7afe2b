"""Say of an event's point which list of places it is from, and by what kind of name it was found there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("event", "past_event")
COLUMNS = ("place_layer", "place_match")


def upgrade() -> None:
    # Not in a batch: that would copy the table, and drop the triggers of the index of points with the old one.
    for table in TABLES:
        for column in COLUMNS:
            op.add_column(table, sa.Column(column, sa.String()))


def downgrade() -> None:
    for table in TABLES:
        for column in reversed(COLUMNS):
            op.drop_column(table, column)
