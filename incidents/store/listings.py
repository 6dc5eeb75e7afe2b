"""Read what the project knows of places: its location memory, its own lists, and answers of geocoding services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidents.domain.codes import WITHDRAWN
from incidents.domain.geocode import Geocode
from incidents.domain.listed import Alias, CodedPlace, ListedPlace
from incidents.store.link import Link, Row
from incidents.store.select import is_in

_CODED = (
    "SELECT place, place_reported, country, admin1, latitude, longitude, place_precision, count(*) AS events FROM event"
    " WHERE latitude IS NOT NULL AND place IS NOT NULL AND status <> :withdrawn"
    " GROUP BY place, place_reported, country, admin1, latitude, longitude, place_precision"
    " ORDER BY count(*) DESC, place, latitude, longitude, place_reported, place_precision, admin1, country"
)
_LISTED = (
    "SELECT user_place.*, found.name AS folded, found.written, found.match FROM user_place_name AS found"
    " JOIN user_place ON user_place.id = found.place_id WHERE {} ORDER BY user_place.id, found.match DESC"
)
_ANSWERS = "SELECT * FROM geocode_cache WHERE provider = :provider AND query = :query ORDER BY position"


def read_coded(link: Link) -> tuple[CodedPlace, ...]:
    """Every place of an event that is not withdrawn and has a point, the most often coded first."""
    return tuple(
        CodedPlace(
            name=row["place"],
            reported=row["place_reported"],
            country=row["country"],
            admin1=row["admin1"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            precision=row["place_precision"],
            events=row["events"],
        )
        for row in link.rows(_CODED, {"withdrawn": WITHDRAWN})
    )


def read_listed(link: Link, names: Sequence[str]) -> Iterator[ListedPlace]:
    """The user's places that are listed under one of the folded *names*, each with the name that found it."""
    if not names:
        return
    where = is_in("found.name", names, name="name")
    yield from map(_read_listed, link.rows(_LISTED.format(where.sql), where.parameters))


def has_listed(link: Link) -> bool:
    """Whether the user lists any place at all."""
    return bool(list(link.rows("SELECT id FROM user_place LIMIT 1", {})))


def read_geocodes(link: Link, provider: str, query: str) -> tuple[Geocode, ...] | None:
    """What *provider* answered to *query*; empty when it knew no such place, None when it was never asked."""
    rows = list(link.rows(_ANSWERS, {"provider": provider, "query": query}))
    if not rows:
        return None
    return tuple(
        Geocode(address=row["address"], latitude=row["latitude"], longitude=row["longitude"], country=row["country"])
        for row in rows
        if row["latitude"] is not None
    )


def _read_listed(row: Row) -> ListedPlace:
    return ListedPlace(
        name=row["name"],
        names=(Alias(folded=row["folded"], written=row["written"], match=row["match"]),),
        country=row["country"],
        admin1=row["admin1"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        kind=row["kind"],
        population=row["population"],
        code=row["code"],
        source=row["source"],
    )
