"""Which events a question is about, and at which point in the history.

Filters hold codes; ``services.filters`` resolves names first.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from incidents.domain.locations import Area


class Near(NamedTuple):
    """Within *km* kilometres (great circle) of a point."""

    latitude: float
    longitude: float
    km: float


class Box(NamedTuple):
    """South, west, north, east in degrees; *west* greater than *east* crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float


class Selection(NamedTuple):
    """Filters that all must hold; an empty tuple or None does not filter.

    *since* and *until* are inclusive days, and an event matches when its own interval touches them. *weapons* already
    holds the children of what was asked for, *actors* and *claimed_by* the other names of who was asked for. Events of
    any of *event_types* or *sub_event_types* match: the two levels may be mixed. *order* is a column name,
    a leading ``-`` for descending.
    With *countryless*, events without a country (at sea, in the air, not coded) match as well as *countries*, or alone;
    with *unitless*, events whose unit is not known match as well as *admin1*, or alone.
    *event_ids* are those and no others; *led_to* are identifiers of which a merged one leads to the event that took its
    place. *is_moved* asks for events whose reports have moved away from what a person decided, *is_shareable* for those
    of which no row came under terms that forbid to pass it on.
    Without *statuses* everything but withdrawn events is meant.
    """

    event_ids: tuple[str, ...] = ()
    led_to: tuple[str, ...] = ()
    is_moved: bool = False
    is_shareable: bool = False
    countries: tuple[str, ...] = ()
    countryless: bool = False
    admin1: tuple[str, ...] = ()
    unitless: bool = False
    near: Near | None = None
    box: Box | None = None
    area: Area | None = None
    since: date | None = None
    until: date | None = None
    event_types: tuple[str, ...] = ()
    sub_event_types: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    min_killed: int | None = None
    text: str | None = None
    statuses: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    limit: int | None = None


EVERYTHING = Selection()


class Moment(NamedTuple):
    """Exactly one of *instant*, ISO 8601 in UTC to the second and inclusive, and *revision*, a number of the log."""

    instant: str | None = None
    revision: int | None = None
