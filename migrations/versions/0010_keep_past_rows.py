"""Keep what imported files and rows were, in twins of their tables, as those of articles and reports are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TWINNED = ("imported_file", "imported_row")


def upgrade() -> None:
    for table in TWINNED:
        create_twin(table)


def downgrade() -> None:
    for table in reversed(TWINNED):
        op.drop_table(f"past_{table}")


def create_twin(table: str) -> None:
    """A table with the columns and the indexes of *table*, and the revisions between which a row stood."""
    inspector = sa.inspect(op.get_bind())
    key = inspector.get_pk_constraint(table)["constrained_columns"]
    columns = [
        sa.Column(column["name"], column["type"], nullable=column["nullable"], autoincrement=False)
        for column in inspector.get_columns(table)
    ]
    name = f"past_{table}"
    op.create_table(
        name,
        *columns,
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(*key, "until_revision", name=f"pk_{name}"),
    )
    indexed = [[str(column) for column in index["column_names"]] for index in inspector.get_indexes(table)]
    for columns_of in [*sorted(indexed), ["until_revision", "revision_id"]]:
        op.create_index(f"ix_{name}_{'_'.join(columns_of)}", name, columns_of)
