"""Keep questions on the codebook, events looked at again since it changed, and how people took suggestions."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create("query", query)
    create("recheck", recheck)
    for table in ("recheck", "past_recheck"):
        op.create_index(f"ix_{table}_event_id", table, ["event_id"])
    op.create_table(
        "trial",
        sa.Column("id", sa.Integer(), nullable=False),
        *(text(name) for name in ("article", "arm", "told", "kept")),
        text("planted", is_required=False),
        sa.Column("caught", sa.Boolean()),
        sa.Column("seconds", sa.Float(), nullable=False),
        *(text(name) for name in ("decided_at", "decided_by")),
        sa.PrimaryKeyConstraint("id", name="pk_trial"),
    )


def query() -> list[sa.Column[Any]]:
    return [
        *(text("term"), text("text"), text("event_id", is_required=False), text("asked_by"), text("asked_at")),
        *(text(name, is_required=False) for name in ("answer", "answered_by", "answered_at")),
    ]


def recheck() -> list[sa.Column[Any]]:
    return [text(name) for name in ("event_id", "term", "codebook_version", "checked_by")]


def create(table: str, columns: Callable[[], list[sa.Column[Any]]]) -> None:
    """A table of things that have a history, and its twin."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns(),
        sa.Column("revision_id", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        f"past_{table}",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        *columns(),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("id", "until_revision", name=f"pk_past_{table}"),
    )
    op.create_index(f"ix_past_{table}_until_revision_revision_id", f"past_{table}", ["until_revision", "revision_id"])


def text(name: str, *, is_required: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=not is_required)


def downgrade() -> None:
    for table in ("query", "recheck"):
        op.drop_table(f"past_{table}")
        op.drop_table(table)
    op.drop_table("trial")
