"""Fields of many events, column by column, for the bulk import.

Each different value of a block is held once, and each event refers to it by position, so that work on a value is done
once. A block adds only values that no earlier block had.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, overload

from incidents.domain.documents import PLACE, Document
from incidents.domain.events import PARTS, Event
from incidents.domain.locations import Place

Picker = Callable[[Any], tuple[Any, ...]]


def pick_values(keys: Sequence[Any]) -> Picker:
    """What takes the values of *keys* out, in their order: in half of the time of anything that goes one by one."""
    return itemgetter(*keys) if len(keys) > 1 else lambda values: tuple(values[key] for key in keys)


class Texts(Sequence[str]):
    """*texts*, which never change."""

    __slots__ = ("_ends", "_whole")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        listed = list(texts)
        self._whole = "".join(listed)
        self._ends = array("Q", accumulate(map(len, listed), initial=0))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[str]:
        return map(self._whole.__getitem__, map(slice, self._ends, self._ends[1:]))

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return list(self)[place]
        number = range(len(self))[place]
        return self._whole[self._ends[number] : self._ends[number + 1]]


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


def pick_columns(columns: Columns, places: Sequence[int]) -> Columns:
    """*columns* with only the events at those *places*; every value goes on, for later blocks count on it."""
    chosen = pick_values(places)
    return {field: Column(column.start, column.new, chosen(column.codes)) for field, column in columns.items()}


def to_columns(events: Sequence[Event]) -> Columns:
    """The columns of *events*, each with values of its own."""
    codes = range(len(events))
    return {name: Column(0, list(map(field.take, events)), codes) for name, field in FIELDS.items()}


def pack_columns(columns: Packed) -> bytes:
    """*columns* for one who reads them elsewhere, and perhaps never."""
    return columns if isinstance(columns, bytes) else pickle.dumps(columns, pickle.HIGHEST_PROTOCOL)


def unpack_columns(columns: Packed) -> Columns:
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


Listed = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBatch:
    """Columns of events.

    *own* are those of the events' own rows, by name. *facets* has by field the groups of rows that hang on them: each
    different group once, and for each event which it is, so that every batch counts on those before it; packed for
    whoever only hands them on. *accounts* are what reports of them say, and *quoted* the same as the log has it; both
    are empty where there are none. What the log says of each event stands in *before* and *behind* its reports, or,
    where it has none, as the digests of it with their *salts*.
    """

    own: Mapping[str, Listed]
    facets: Packed
    accounts: Sequence[str] = ()
    quoted: Sequence[str] = ()
    before: Sequence[str] = ()
    behind: Sequence[str] = ()
    salts: Sequence[str] = ()
    digests: Sequence[str] = ()


def pick_batch(batch: EventBatch, places: Sequence[int]) -> EventBatch:
    """Only the events at those *places*, which are in order."""
    if len(places) == len(next(iter(batch.own.values()))):
        return batch
    return EventBatch(
        own={name: _pick(column, places) for name, column in batch.own.items()},
        facets=pick_columns(unpack_columns(batch.facets), places),
        accounts=_pick(batch.accounts, places),
        quoted=_pick(batch.quoted, places),
        before=_pick(batch.before, places),
        behind=_pick(batch.behind, places),
        salts=_pick(batch.salts, places),
        digests=_pick(batch.digests, places),
    )


def is_silent(column: Listed) -> bool:
    """Whether a column says nothing of any event."""
    return not column or (column[0] is None and column.count(None) == len(column))


def _pick(column: Listed, places: Sequence[int]) -> Listed:
    return [column[place] for place in places] if column else ()
