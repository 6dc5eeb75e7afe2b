"""Write what the project knows of places: answers of geocoding services, and the places that users list.

Names come folded; how names are folded is the gazetteer's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import delete, func, insert, select

from incidents.domain.geocode import Geocode
from incidents.domain.listed import Alias, ListedPlace
from incidents.store.log import Session
from incidents.store.tables import METADATA
from incidents.store.writing import Columns, add_rows, remove_rows

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
    table = METADATA.tables["user_place"]
    rows = session.connection.execute(select(table.c.code, table.c.id).where(table.c.code.is_not(None)))
    numbers: dict[str, list[int]] = {}
    for code, number in rows:
        numbers.setdefault(code, []).append(number)
    found = [(number, alias) for code, alias in names for number in numbers.get(code, ())]
    _add_names(session, [(number, alias) for number, alias in found if not _has_name(session, number, alias)])
    session.log.added("places", "names", {"names": len(found)})
    return sum(code in numbers for code, _ in names)


def _has_name(session: Session, number: int, alias: Alias) -> bool:
    table = METADATA.tables["user_place_name"]
    listed = select(func.count()).where(table.c.name == alias.folded, table.c.place_id == number)
    return bool(session.connection.execute(listed).scalar_one())


def _remove(session: Session, source: str) -> None:
    place, name = METADATA.tables["user_place"], METADATA.tables["user_place_name"]
    numbers = select(place.c.id).where(place.c.source == source)
    session.connection.execute(delete(name).where(name.c.place_id.in_(numbers)))
    session.connection.execute(delete(place).where(place.c.source == source))


def _batches(places: Iterable[ListedPlace]) -> Iterator[list[ListedPlace]]:
    rest = iter(places)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _add_batch(session: Session, batch: Sequence[ListedPlace]) -> int:
    table = METADATA.tables["user_place"]
    inserting = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    numbers = session.connection.execute(inserting, [_place_row(session, each) for each in batch]).scalars().all()
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
