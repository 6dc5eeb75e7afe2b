"""Keep codings of several people apart until they are adjudicated, and who is to code what."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create(
        "coding",
        coding,
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_coding_article_id_article"),
        sa.UniqueConstraint("article_id", "coder", "turn", name="uq_coding_article_id_coder_turn"),
    )
    create(
        "assignment",
        assignment,
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_assignment_article_id_article"),
    )
    for table in ("assignment", "past_assignment"):
        op.create_index(f"ix_{table}_article_id", table, ["article_id"])
    op.create_table(
        "coding_event",
        number("coding_id"),
        number("position"),
        text("account"),
        sa.PrimaryKeyConstraint("coding_id", "position", name="pk_coding_event"),
        sa.ForeignKeyConstraint(["coding_id"], ["coding.id"], name="fk_coding_event_coding_id_coding"),
    )
    create_twin("coding_event", [number("coding_id", is_key=True), number("position", is_key=True)], [text("account")])


def coding() -> list[sa.Column[Any]]:
    return [
        *(number("article_id"), text("coder"), number("turn"), text("state"), text("coded_at")),
        *(text("codebook_version", is_required=False), text("reason", is_required=False)),
    ]


def assignment() -> list[sa.Column[Any]]:
    return [
        *(number("article_id"), text("coder"), text("mode"), text("stratum", is_required=False)),
        *(sa.Column("seed", sa.Integer()), text("due_at")),
    ]


def create(table: str, columns: Callable[[], list[sa.Column[Any]]], *constraints: sa.Constraint) -> None:
    """A table of things that have a history, and its twin."""
    op.create_table(
        table,
        number("id"),
        *columns(),
        sa.Column("revision_id", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *constraints,
        sqlite_autoincrement=True,
    )
    create_twin(table, [number("id", is_key=True)], columns())


def create_twin(table: str, keys: list[sa.Column[Any]], columns: list[sa.Column[Any]]) -> None:
    named = [column.name for column in keys]
    op.create_table(
        f"past_{table}",
        *keys,
        *columns,
        sa.Column("revision_id", sa.Integer(), nullable=False),
        number("until_revision", is_key=True),
        sa.PrimaryKeyConstraint(*named, "until_revision", name=f"pk_past_{table}"),
    )
    op.create_index(f"ix_past_{table}_until_revision_revision_id", f"past_{table}", ["until_revision", "revision_id"])


def number(name: str, *, is_key: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False, **({"autoincrement": False} if is_key else {}))


def text(name: str, *, is_required: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=not is_required)


def downgrade() -> None:
    for table in ("coding_event", "coding", "assignment"):
        op.drop_table(f"past_{table}")
        op.drop_table(table)
