"""Keep who belongs to the team of a database, and in which role."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "member",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("name", name="pk_member"),
    )
    op.create_table(
        "past_member",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("name", "until_revision", name="pk_past_member"),
    )
    op.create_index("ix_past_member_until_revision_revision_id", "past_member", ["until_revision", "revision_id"])


def downgrade() -> None:
    op.drop_table("past_member")
    op.drop_table("member")
