"""Index where events lie: on SQLite by an R*Tree of their distinct points, which triggers keep right."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEX = "ix_event_latitude_longitude"
# An R*Tree rounds to 32 bits, outward; the exact point travels with it.
SPOTS = "CREATE VIRTUAL TABLE event_spot USING rtree(id, south, north, west, east, +latitude, +longitude)"
FILL = """INSERT INTO event_spot (south, north, west, east, latitude, longitude)
SELECT latitude, latitude, longitude, longitude, latitude, longitude FROM event
WHERE latitude IS NOT NULL GROUP BY latitude, longitude ORDER BY latitude, longitude"""
# Whether a point is listed is asked of the events: a tree that is being read cannot be written to.
LIST_NEW = """INSERT INTO event_spot (south, north, west, east, latitude, longitude)
SELECT NEW.latitude, NEW.latitude, NEW.longitude, NEW.longitude, NEW.latitude, NEW.longitude
WHERE NEW.latitude IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event
WHERE latitude = NEW.latitude AND longitude = NEW.longitude AND event_id <> NEW.event_id);"""
# The margin is for numbers so near to zero that 32 bits do not hold them.
DROP_OLD = """DELETE FROM event_spot
WHERE south <= OLD.latitude + 1e-6 AND north >= OLD.latitude - 1e-6
AND west <= OLD.longitude + 1e-6 AND east >= OLD.longitude - 1e-6
AND latitude = OLD.latitude AND longitude = OLD.longitude
AND NOT EXISTS (SELECT 1 FROM event WHERE latitude = OLD.latitude AND longitude = OLD.longitude);"""
IS_MOVED = "OLD.latitude IS NOT NEW.latitude OR OLD.longitude IS NOT NEW.longitude"
TRIGGERS = {
    "event_spot_insert": f"AFTER INSERT ON event BEGIN {LIST_NEW} END",
    "event_spot_update": f"AFTER UPDATE ON event WHEN {IS_MOVED} BEGIN {LIST_NEW} {DROP_OLD} END",
    "event_spot_delete": f"AFTER DELETE ON event BEGIN {DROP_OLD} END",
}


def upgrade() -> None:
    op.create_index(INDEX, "event", ["latitude", "longitude"])
    if is_sqlite():
        op.execute(SPOTS)
        op.execute(FILL)
        for name, action in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {action}")


def downgrade() -> None:
    if is_sqlite():
        for name in TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE event_spot")
    op.drop_index(INDEX, "event")


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
