"""Fields of many events, column by column: each different value once, and for each event which of them it is.

A file says the same of many events, so that what is worked out for a value is worked out once. What is known of a place
stands in columns of its own: events share a country, and hardly ever a point. Blocks of events follow each other, here
or from one process to another: a block brings only those values that no block before it had.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from incidents.domain.document import PARTS
from incidents.domain.event import Event
from incidents.domain.picking import picking
from incidents.domain.summing import PLACE, Document
from incidents.domain.where import Place

POINT, TYPES = "point", "types"
WHERE = ("country", "admin1", "place", "place_reported", POINT, "place_precision", "place_layer", "place_match")
"""The columns of a place."""
_DEGREES, _TYPE_KEYS = ("latitude", "longitude"), ("event_type", "sub_event_type")


class Field(NamedTuple):
    """What a column holds: some *keys* of an event's document, as a value that is *read* from them alone.

    It is *written* to them again; *take* gets it from an event, and *nothing* is that of an event that says nothing.
    """

    keys: tuple[str, ...]
    read: Callable[[Mapping[str, Any]], Any]
    write: Callable[[Any], Document]
    take: Callable[[Event], Any]
    nothing: Any


def _part(name: str) -> Field:
    part, take = PARTS[name], attrgetter(name)
    return Field(part.keys, part.read, part.write, take, take(Event()))


def _of_place(key: str) -> Field:
    take = attrgetter(f"place.{PLACE[key]}")
    return Field((key,), lambda document: document.get(key), lambda value: {key: value}, take, None)


def _read_point(document: Mapping[str, Any]) -> tuple[float, float] | None:
    return Place(**{key: document.get(key) for key in _DEGREES}).point


def _write_pair(keys: tuple[str, str]) -> Callable[[Any], Document]:
    return lambda pair: dict(zip(keys, pair or (None, None), strict=True))


_POINT = Field(_DEGREES, _read_point, _write_pair(_DEGREES), attrgetter("place.point"), None)
FIELDS: Mapping[str, Field] = {
    **{name: _part(name) for name in ("main", "when")},
    **{name: _POINT if name == POINT else _of_place(name) for name in WHERE},
    TYPES: Field(
        _TYPE_KEYS,
        lambda document: tuple(map(document.get, _TYPE_KEYS)),
        _write_pair(_TYPE_KEYS),
        attrgetter(*_TYPE_KEYS),
        (None, None),
    ),
    **{
        name: _part(name)
        for name in ("stage", "weapons", "actors", "targets", "casualties", "claims", "summary", "confidence")
    },
}
"""The columns, their keys in the published order: what an event says itself, not the words behind it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a block of events.

    *start* is how many of the values that came before still count, *new* are those that follow them. *codes* says for
    each event where among all of these its value stands.
    """

    start: int
    new: Sequence[Any]
    codes: Sequence[int]


Columns = Mapping[str, Column]
Packed = Columns | bytes
"""Columns, or the same packed, for whoever hands them on unread."""


class Table:
    """The values of some *fields* in a stream of blocks, of which it keeps those that count."""

    def __init__(self, fields: Iterable[str] = FIELDS) -> None:
        self._values: dict[str, list[Any]] = {field: [] for field in fields}

    def take(self, columns: Columns) -> None:
        """Let *columns* be the block."""
        for field, values in self._values.items():
            values[columns[field].start :] = columns[field].new

    def value(self, field: str, code: int) -> Any:  # noqa: ANN401 - of any field
        """The value of a field that *code* stands for in the block."""
        return self._values[field][code]


def pick(columns: Columns, places: Sequence[int]) -> Columns:
    """*columns* with only the events at those *places*; every value goes on, for later blocks count on it."""
    chosen = picking(places)
    return {field: Column(column.start, column.new, chosen(column.codes)) for field, column in columns.items()}


def tell(events: Sequence[Event]) -> Columns:
    """The columns of *events*, each with values of its own."""
    codes = range(len(events))
    return {name: Column(0, list(map(field.take, events)), codes) for name, field in FIELDS.items()}


def pack(columns: Packed) -> bytes:
    """*columns* for one who reads them elsewhere, and perhaps never."""
    return columns if isinstance(columns, bytes) else pickle.dumps(columns, pickle.HIGHEST_PROTOCOL)


def unpack(columns: Packed) -> Columns:
    """*columns* to be read; *packed* by this program, in this run."""
    unpacked: Columns = pickle.loads(columns) if isinstance(columns, bytes) else columns  # noqa: S301 - our own
    return unpacked


def make_event(values: Mapping[str, Any]) -> Event:
    """The event of which the columns in *values* say that; of the others it says nothing."""
    own = {name: values[name] for name in _OWN if name in values}
    latitude, longitude = values.get(POINT) or (None, None)
    event_type, sub_event_type = values.get(TYPES) or (None, None)
    place = Place(
        country=values.get("country"),
        admin1=values.get("admin1"),
        name=values.get("place"),
        reported=values.get("place_reported"),
        latitude=latitude,
        longitude=longitude,
        precision=values.get("place_precision"),
        layer=values.get("place_layer"),
        match=values.get("place_match"),
    )
    return Event(place=place, event_type=event_type, sub_event_type=sub_event_type, **own)


_OWN = tuple(name for name in FIELDS if name not in {*WHERE, TYPES})
