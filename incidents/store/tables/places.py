"""What the project knows of places beside the shipped gazetteer: answers of geocoding services, and its own lists."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from incidents.store.tables.naming import Row


class GeocodeCache(Row, table=True):
    """One point that a service answered to one query, in its order; *asked_at* is an ISO 8601 instant in UTC.

    A row without a point says that the service knew no such place.
    """

    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point"),
    )

    provider: str = Field(primary_key=True)
    query: str = Field(primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    asked_at: str


class UserPlace(Row, table=True):
    """A place that a user added or imported; *code* is what its *source* calls it."""

    __table_args__ = (
        Index(None, "source", "code"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("population >= 0", name="population"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    country: str | None = None
    admin1: str | None = None
    latitude: float
    longitude: float
    kind: str
    population: int | None = None
    code: str | None = None
    source: str
    added_at: str
    added_by: str


class UserPlaceName(Row, table=True):
    """A name under which a place is found: folded, and as it is written."""

    name: str = Field(primary_key=True)
    place_id: int = Field(foreign_key="user_place.id", primary_key=True, index=True)
    written: str
    match: str
