"""Keep imported rows with their datasets and licences, and counts that a dataset gives in an order of its own."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

RISES = "low <= best AND best <= high AND low <= high"


def upgrade() -> None:
    with op.batch_alter_table("event_casualty") as casualty:
        casualty.drop_constraint(op.f("ck_event_casualty_range"), type_="check")
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("may_be_shared", sa.Boolean(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dataset"),
        sa.UniqueConstraint("name", name="uq_dataset_name"),
    )
    create("imported_file", {"article_id": "article", "dataset_id": "dataset"}, ("profile", "header"))
    create("imported_row", {"report_id": "report", "dataset_id": "dataset"}, ("identifier", "line", "cells"))
    index("imported_file", "dataset_id")
    index("imported_row", "dataset_id", "identifier", "report_id")


def create(table: str, parents: dict[str, str], columns: tuple[str, ...]) -> None:
    """A table whose key is its first parent's, and its twin for what it held once."""
    key = next(iter(parents))
    op.create_table(
        table,
        *(sa.Column(name, sa.Integer(), nullable=False) for name in parents),
        *own_columns(columns),
        sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{parent}.id"], name=f"fk_{table}_{name}_{parent}")
            for name, parent in parents.items()
        ),
    )
    op.create_table(
        f"past_{table}",
        *(sa.Column(name, sa.Integer(), nullable=False, autoincrement=False) for name in parents),
        *own_columns(columns),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint(key, "until_revision", name=f"pk_past_{table}"),
    )
    op.create_index(f"ix_past_{table}_until_revision_revision_id", f"past_{table}", ["until_revision", "revision_id"])


def own_columns(names: tuple[str, ...]) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer() if name == "line" else sa.String(), nullable=False) for name in names]


def index(table: str, *columns: str) -> None:
    for name in (table, f"past_{table}"):
        op.create_index(f"ix_{name}_{'_'.join(columns)}", name, list(columns))


def downgrade() -> None:
    for table in ("imported_row", "imported_file"):
        op.drop_table(f"past_{table}")
        op.drop_table(table)
    op.drop_table("dataset")
    with op.batch_alter_table("event_casualty") as casualty:
        casualty.create_check_constraint(op.f("ck_event_casualty_range"), RISES)
