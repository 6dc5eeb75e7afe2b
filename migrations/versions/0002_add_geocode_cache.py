"""Keep what geocoding services answered."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "geocode_cache",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("country", sa.String()),
        sa.Column("asked_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "query", "position", name="pk_geocode_cache"),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_geocode_cache_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_geocode_cache_longitude")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_geocode_cache_point")),
    )


def downgrade() -> None:
    op.drop_table("geocode_cache")
