"""Keep the places that users add and import."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "user_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("admin1", sa.String()),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("population", sa.Integer()),
        sa.Column("code", sa.String()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user_place"),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_user_place_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_user_place_longitude")),
        sa.CheckConstraint("population >= 0", name=op.f("ck_user_place_population")),
    )
    op.create_index("ix_user_place_source_code", "user_place", ["source", "code"])
    op.create_table(
        "user_place_name",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("match", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", "place_id", name="pk_user_place_name"),
        sa.ForeignKeyConstraint(["place_id"], ["user_place.id"], name="fk_user_place_name_place_id_user_place"),
    )
    op.create_index("ix_user_place_name_place_id", "user_place_name", ["place_id"])


def downgrade() -> None:
    op.drop_table("user_place_name")
    op.drop_table("user_place")
