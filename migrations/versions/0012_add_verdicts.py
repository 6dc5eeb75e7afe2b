"""Keep what people made of suggestions."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("proposed_type", sa.String()),
        sa.Column("final_type", sa.String()),
        sa.Column("features", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("codebook_version", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
    )


def downgrade() -> None:
    op.drop_table("verdict")
