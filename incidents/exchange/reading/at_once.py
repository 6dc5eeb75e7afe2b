"""What rules make of the cells of many rows at once, each rule for itself: what they find is only put side by side.

In a fraction of the time that row by row takes; but only what is right. Whoever gets None asks row by row.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, reduce
from operator import add
from typing import Any, NamedTuple

from incidents.domain.columns import FIELDS, POINT
from incidents.domain.dates import When, read_when
from incidents.domain.documents import Document
from incidents.domain.locations import pair_degrees
from incidents.exchange.reading import record
from incidents.exchange.reading.record import RECORD
from incidents.exchange.reading.source import Misread, Source

Column = Sequence[str]
Values = Sequence[Any]
_KNOWN = 16_384  # cells of which is known what they say


class AtOnce(NamedTuple):
    """Reads the columns at some *places* of a header: what each row says, None when one of them is wrong."""

    places: tuple[int, ...]
    read: Callable[[Sequence[Column]], Values | None]

    def look(self, columns: Mapping[int, Column]) -> Values | None:
        """The same of *columns* by their places."""
        return self.read([columns[place] for place in self.places])


def compile_value(source: Source) -> AtOnce | None:
    """What reads the cells of *source*; None where the file lacks one."""
    places = tuple(place for place in source.places if place is not None)
    if not places or places != source.places:
        return None
    reading = _VARIOUS.get(source.way) if source.way is not None else None
    if reading is not None:
        return AtOnce(places, lambda columns: reading(source, columns[0]))
    return AtOnce(places, _remember(lambda *cells: source.value(tuple(map(source.clean, cells)))))


def compile_rows(field: str, places: Sequence[int], read: Callable[..., list[Document]]) -> AtOnce | None:
    """What reads rows of *field*, which *read* makes of the cells at some *places*; None for a field of none."""
    if not places or field not in FIELDS or FIELDS[field].nothing != ():
        return None
    return AtOnce(tuple(places), _remember(lambda *cells: FIELDS[field].read({field: read(*cells)})))


def join(field: str, keys: Sequence[str], found: Sequence[Values | None]) -> Values | None:
    """The values of a field by what the rules for its *keys* *found*; None where one was wrong, or all are together."""
    good = [values for values in found if values is not None]
    if len(good) < len(found):
        return None
    return record.join_records(keys, good) if field == RECORD else _JOINS.get(field, _chain)(*good)


def can_join(field: str, keys: Sequence[str]) -> bool:
    """Whether ``join`` can, where the rules are for those *keys*: one for each of the field's, or several for rows."""
    if field == RECORD:
        return record.can_join(keys)
    nothing, wanted = FIELDS[field].nothing, FIELDS[field].keys
    return tuple(keys) == wanted if nothing is None else nothing == () and set(keys) == {field}


def _remember(value: Callable[..., Any]) -> Callable[[Sequence[Column]], Values | None]:
    known = lru_cache(maxsize=_KNOWN)(value)

    def read(columns: Sequence[Column]) -> Values | None:
        try:
            return list(map(known, *columns))
        except (Misread, ValueError, KeyError):
            return None

    return read


def _read_texts(source: Source, cells: Column) -> Values | None:
    cleaned = source.clean_all(cells)
    return None if source.has_failed(cleaned) else [cell or None for cell in cleaned]


def _read_numbers(source: Source, cells: Column) -> Values | None:
    cleaned = source.clean_all(cells)
    try:
        numbers = [float(cell) if cell else None for cell in cleaned] if "" in cleaned else [*map(float, cleaned)]
    except ValueError:
        return None
    return numbers if math.isfinite(sum(filter(None, numbers))) else None


def _join_days(*columns: Sequence[str | None]) -> Sequence[When | None] | None:
    try:
        return list(map(read_when, *columns))
    except ValueError:
        return None


def _chain(*columns: Values) -> Values:
    """The rows of one rule behind those of another; the values of one rule as they are."""
    return reduce(lambda before, behind: list(map(add, before, behind)), columns)


# By the conversion, where what a cell says differs in each row: nothing is gained by remembering.
_VARIOUS: Mapping[str, Callable[[Source, Column], Values | None]] = {"text": _read_texts, "decimal": _read_numbers}
_JOINS: Mapping[str, Callable[..., Values | None]] = {POINT: pair_degrees, "when": _join_days}
