"""Values of events in the shapes that they are stored in: columns, rows of their own, and the words of log and report.

Each is made once for a value, however many events have it, and those of a field together: whoever writes many events
only puts shapes together. They are plain lists, which pass quickly from one process to another. Numbers of actors are
not known here: names stand for them. What is put together is what ``description`` and ``document`` write; a test
compares them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from incidents.domain.columns import FIELDS, POINT, TYPES
from incidents.domain.dates import When
from incidents.domain.documents import WHEN
from incidents.domain.events import write_row
from incidents.store.facets import FACETS, Facet
from incidents.store.log import write_json
from incidents.store.records import facet_values, write_confidence

_HELD = 16_384
_WRITE = json.JSONEncoder(ensure_ascii=False).encode  # as ``json.dumps`` does, which makes one each time
_IS_ESCAPED = bytes(byte < ord(" ") or byte in b'"\\' for byte in range(256))  # in a JSON text, for each byte
Values = Sequence[Any]
Texts = Sequence[str]
Point = tuple[float, float] | None


class Shapes(NamedTuple):
    """Some values of one field, side by side.

    *own* has a list for each of the columns of the event's row that they fill (``OWN``), *told* one for each piece that
    the log has of them (``TOLD``); *rows* are those of a facet's table, without an identifier.
    """

    own: Sequence[Values]
    told: Sequence[Texts]
    rows: Sequence[tuple[Values, ...]] = ()


OWN: Mapping[str, tuple[str, ...]] = {
    **{name: field.keys for name, field in FIELDS.items()},
    **{facet.field: () for facet in FACETS},
}
"""The columns of the event's row that a field fills."""
TOLD: Mapping[str, tuple[str, ...]] = {
    **{name: field.keys[:1] for name, field in FIELDS.items()},
    **{facet.field: (facet.field,) for facet in FACETS},
    "when": ("date_precision",),
    TYPES: FIELDS[TYPES].keys,
    "casualties": ("casualties", "injured"),
}
"""The first key of each piece that the log has of a field: they stand there in the order of their keys."""


def shape(field: str, values: Values) -> Shapes:
    """The shapes of some *values* of a field."""
    return _SHAPERS[field](values)


def account(field: str, values: Values) -> tuple[Texts, Texts]:
    """What reports say of them, and the same as the log has it: within a text within a text."""
    accounts = list(map(_ACCOUNTS[field], values))
    return accounts, list(map(escape, map(escape, accounts)))


def escape(text: str) -> str:
    """*text* as it stands inside of a JSON text."""
    return encode_basestring(text)[1:-1]


def _tell(found: Mapping[str, Any], *keys: str) -> str:
    """Those keys of a document as a piece of the log."""
    return escape(write_json({key: found[key] for key in keys or found})[1:-1])


def _shape_main(values: Values) -> Shapes:
    return Shapes((values,), ([_tell({"main": value}) for value in values],))


def _shape_texts(quote: Callable[[str | None], str], key: str, values: Values) -> Shapes:
    start = f'\\"{key}\\":'
    return Shapes((values,), ([start + quote(value) for value in values],))


def _shape_types(values: Values) -> Shapes:
    columns = _unzip(values, 2)
    told = [_shape_texts(_quote_code, key, column).told[0] for key, column in zip(TOLD[TYPES], columns, strict=True)]
    return Shapes(columns, told)


def _shape_confidences(values: Values) -> Shapes:
    told = [_tell({"confidence": dict(value)}) for value in values]
    return Shapes((list(map(write_confidence, values)),), (told,))


def _shape_whens(values: Values) -> Shapes:
    *own, told = _unzip(map(_shape_when, values), len(WHEN) + 1)
    return Shapes(own, (told,))


@lru_cache(_HELD)
def _shape_when(when: When | None) -> tuple[str | None, ...]:
    found = FIELDS["when"].write(when)
    return (*(found[key] for key in WHEN), _tell(found))


def _shape_points(points: Sequence[Point]) -> Shapes:
    return Shapes(_unzip((point or (None, None) for point in points), 2), (list(map(_tell_point, points)),))


def _tell_point(point: Point) -> str:
    if point is None:
        return '\\"latitude\\":null,\\"longitude\\":null'
    latitude, longitude = point
    return f'\\"latitude\\":{latitude + 0.0!r},\\"longitude\\":{longitude + 0.0!r}'  # as ``describe_own`` has it


def _unzip(rows: Iterable[Values], width: int) -> Sequence[Values]:
    """The columns of *rows*, of which there may be none."""
    return list(zip(*rows, strict=True)) or [()] * width


def _quote_long(value: str | None) -> str:
    """The same as ``_quote`` of some sentences, in a third of the time."""
    if value is not None and 1 not in value.encode("utf-8", "surrogatepass").translate(_IS_ESCAPED):
        return f'\\"{value}\\"'
    return _quote(value)


def _quote(value: str | None) -> str:
    """A value as JSON, as that stands inside of a JSON text."""
    if value is None:
        return "null"
    quoted = encode_basestring(value)
    if len(quoted) == len(value) + 2:  # nothing to escape, then there is nothing in it the second time
        return f'\\"{value}\\"'
    return escape(quoted)


_quote_code = lru_cache(_HELD)(_quote)  # for values that many have


def _facet_shaper(facet: Facet) -> Callable[[Values], Shapes]:
    tell = _tell_harm if facet.field == "casualties" else partial(_tell_rows, facet.field)
    write = facet_values(facet)

    @lru_cache(_HELD)
    def shape_rows(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*tell(rows), tuple((position, *write(row)) for position, row in enumerate(rows)))

    def shape_all(values: Values) -> Shapes:
        *told, rows = _unzip(map(shape_rows, values), len(TOLD[facet.field]) + 1)
        return Shapes((), told, rows)

    return shape_all


def _tell_harm(rows: tuple[Any, ...]) -> tuple[str, str]:
    """The totals stand apart from the other rows."""
    found = FIELDS["casualties"].write(rows)
    return _tell(found, "casualties"), _tell(found, "injured", "killed")


def _tell_rows(field: str, rows: tuple[Any, ...]) -> tuple[str]:
    return (f'\\"{field}\\":[{",".join(map(_tell_row, rows))}]',)


@lru_cache(_HELD)
def _tell_row(row: object) -> str:
    return escape(write_json(write_row(row)))


def _account(field: str, value: Any) -> str:  # noqa: ANN401 - of any field
    return _WRITE(FIELDS[field].write(value))[1:-1]


_VARIOUS = (POINT, "place", "place_reported", "summary", "confidence")  # not worth remembering
_SHAPERS: Mapping[str, Callable[[Values], Shapes]] = {
    **{name: partial(_shape_texts, _quote if name in _VARIOUS else _quote_code, name) for name in FIELDS},
    "summary": partial(_shape_texts, _quote_long, "summary"),
    **{facet.field: _facet_shaper(facet) for facet in FACETS},
    "main": _shape_main,
    "when": _shape_whens,
    POINT: _shape_points,
    TYPES: _shape_types,
    "confidence": _shape_confidences,
}
_ACCOUNTS: Mapping[str, Callable[[Any], str]] = {
    **{name: lru_cache(_HELD)(partial(_account, name)) for name in FIELDS},
    **{name: partial(_account, name) for name in _VARIOUS},
}
