"""Keep how articles came in, what triage made of them, the pages they were read from and the sources read."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intake",
        sa.Column("article_id", sa.Integer(), nullable=False),
        *own_columns(),
        sa.Column("revision_id", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("article_id", name="pk_intake"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_intake_article_id_article"),
    )
    op.create_table(
        "past_intake",
        sa.Column("article_id", sa.Integer(), nullable=False, autoincrement=False),
        *own_columns(),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("article_id", "until_revision", name="pk_past_intake"),
    )
    for table in ("intake", "past_intake"):
        op.create_index(f"ix_{table}_state", table, ["state"])
    op.create_index("ix_past_intake_until_revision_revision_id", "past_intake", ["until_revision", "revision_id"])
    op.create_table(
        "page",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_page"),
    )
    op.create_table(
        "visit",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("article", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("visited_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_visit"),
    )


def own_columns() -> list[sa.Column[str]]:
    required = {"state", "origin"}
    names = ("state", "reason", "origin", "url", "page", "decided_by")
    return [sa.Column(name, sa.String(), nullable=name not in required) for name in names]


def downgrade() -> None:
    for table in ("visit", "page", "past_intake", "intake"):
        op.drop_table(table)
