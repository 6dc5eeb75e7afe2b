"""Write what the project knows of places: answers of geocoding services, and the places that users list.

Names come folded; how names are folded is the gazetteer's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from incidents.domain.geocode import Geocode
from incidents.domain.listed import Alias, ListedPlace
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
