"""Places that the project knows: the user's lists, answers of geocoding services, and those its events have.

Names come folded; how names are folded is the gazetteer's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from incidents.domain.documents import WITHDRAWN
from incidents.domain.locations import Alias, CodedPlace, Geocode, ListedPlace
from incidents.store.connection import Link, Row
from incidents.store.filters import is_in
from incidents.store.log import Session
from incidents.store.writing import Columns, add_rows, remove_rows, take_numbers

_BATCH = 2000


def keep_geocodes(session: Session, provider: str, query: str, answers: Sequence[Geocode]) -> None:
    """Keep what *provider* answered to *query* in place of what it answered before."""
    remove_rows(session.connection, "geocode_cache", {"provider": provider, "query": query})
    asked = {"provider": provider, "query": query, "asked_at": session.signature.at}
    nothing: dict[str, object] = {"position": 0, "address": None, "latitude": None, "longitude": None, "country": None}
    rows = [_geocode_row(position, each) for position, each in enumerate(answers)] or [nothing]
    add_rows(session.connection, "geocode_cache", [asked | row for row in rows])


def _geocode_row(position: int, answer: Geocode) -> dict[str, object]:
    point = {"latitude": answer.latitude, "longitude": answer.longitude}
    return {"position": position, "address": answer.address, "country": answer.country, **point}


def add_places(session: Session, source: str, places: Iterable[ListedPlace], *, is_whole: bool) -> int:
    """Store *places* of one *source* and return how many; when it *is_whole* they replace what it brought before."""
    if is_whole:
        _remove(session, source)
    count = sum(_add_batch(session, batch) for batch in _batches(places))
    session.log.added("places", source, {"places": count})
    return count


def add_names(session: Session, names: Sequence[tuple[str, Alias]]) -> int:
    """Give listed places more names, each by the place's code; how many found a place of that code.

    A name that the place has already is left as it is.
    """
    numbers: dict[str, list[int]] = {}
    for row in session.connection.rows("SELECT code, id FROM user_place WHERE code IS NOT NULL", {}):
        numbers.setdefault(row["code"], []).append(row["id"])
    found = [(number, alias) for code, alias in names for number in numbers.get(code, ())]
    _add_names(session, [(number, alias) for number, alias in found if not _has_name(session, number, alias)])
    session.log.added("places", "names", {"names": len(found)})
    return sum(code in numbers for code, _ in names)


def _has_name(session: Session, number: int, alias: Alias) -> bool:
    sql = "SELECT count(*) FROM user_place_name WHERE name = :name AND place_id = :number"
    return bool(session.connection.value(sql, {"name": alias.folded, "number": number}))


def _remove(session: Session, source: str) -> None:
    sql = "DELETE FROM user_place_name WHERE place_id IN (SELECT id FROM user_place WHERE source = :source)"
    session.connection.run(sql, {"source": source})
    remove_rows(session.connection, "user_place", {"source": source})


def _batches(places: Iterable[ListedPlace]) -> Iterator[list[ListedPlace]]:
    rest = iter(places)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _add_batch(session: Session, batch: Sequence[ListedPlace]) -> int:
    numbers = take_numbers(session.connection, "user_place", len(batch))
    rows = [{"id": number, **_place_row(session, each)} for number, each in zip(numbers, batch, strict=True)]
    add_rows(session.connection, "user_place", rows)
    _add_names(session, [(number, alias) for number, each in zip(numbers, batch, strict=True) for alias in each.names])
    return len(batch)


def _add_names(session: Session, names: Iterable[tuple[int, Alias]]) -> None:
    rows = {
        (alias.folded, number): {
            "name": alias.folded,
            "place_id": number,
            "written": alias.written,
            "match": alias.match,
        }
        for number, alias in names
    }
    add_rows(session.connection, "user_place_name", list(rows.values()))


def _place_row(session: Session, place: ListedPlace) -> Columns:
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "kind": place.kind,
        "population": place.population,
        "code": place.code,
        "source": place.source,
        "added_at": session.signature.at,
        "added_by": session.signature.by,
    }


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


class PlaceReader:
    """The places of the database behind *link*. A part of ``Reader``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def coded_places(self) -> tuple[CodedPlace, ...]:
        """The project's location memory: each place that its events have, the most often coded first."""
        return read_coded(self._link)

    def listed_places(self, names: Sequence[str]) -> tuple[ListedPlace, ...]:
        """The user's own places that are listed under one of the folded *names*."""
        return tuple(read_listed(self._link, names))

    def has_listed_places(self) -> bool:
        """Whether the user has added or imported any place."""
        return has_listed(self._link)

    def geocodes(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        """What a geocoding service answered to *query*; None when it was never asked."""
        return read_geocodes(self._link, provider, query)
