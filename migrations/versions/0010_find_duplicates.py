"""Keep fingerprints of articles and which of them share their words, and which events were judged to be two."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_print",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("digits", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_print"),
        of_article("article_print", "article_id"),
    )
    op.create_table(
        "article_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_article_band"),
        of_article("article_band", "article_id"),
    )
    op.create_index("ix_article_band_article_id", "article_band", ["article_id"])
    op.create_table(
        "article_twin",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("overlap", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "other_id", name="pk_article_twin"),
        of_article("article_twin", "article_id"),
        of_article("article_twin", "other_id"),
    )
    op.create_index("ix_article_twin_other_id", "article_twin", ["other_id"])
    for table in ("event", "past_event"):
        op.add_column(table, sa.Column("apart", sa.String()))


def downgrade() -> None:
    for table in ("event", "past_event"):
        op.drop_column(table, "apart")
    for table in ("article_twin", "article_band", "article_print"):
        op.drop_table(table)


def of_article(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["article.id"], name=f"fk_{table}_{column}_article", ondelete="CASCADE")
