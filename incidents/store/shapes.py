"""A value of an event in the shapes that it is stored in: columns, rows of its own, and the words of log and report.

Each is made once for a value, however many events have it: whoever writes many events only puts shapes together. They
are plain tuples, which pass quickly from one process to another. Numbers of actors are not known here: names stand for
them. What is put together is what ``description`` and ``document`` write; a test compares them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any

from incidents.domain import document
from incidents.domain.columns import FIELDS, Column, Columns
from incidents.domain.summing import PLACE, WHEN
from incidents.domain.when import When
from incidents.domain.where import Place
from incidents.store.chain import write_json
from incidents.store.facets import FACETS, Facet
from incidents.store.rows import facet_values, place_values, write_confidence

_HELD = 16_384
Values = tuple[Any, ...]
# The values of its columns of the event's row; what the log says of it, in the pieces that stand apart there; what a
# report does, plain and as the log says it, or nothing; and its rows of a facet's table, without an identifier.
Shape = tuple[Values, tuple[str, ...], tuple[str, ...], tuple[Values, ...]]
Made = tuple[Values, tuple[str, ...], tuple[Values, ...]]  # the same without what a report says

OWN: Mapping[str, tuple[str, ...]] = {
    **{field: (field,) for field in FIELDS},
    **{facet.field: () for facet in FACETS},
    "when": WHEN,
    "place": tuple(PLACE),
}
"""The columns of the event's row that a field fills."""
TOLD: Mapping[str, tuple[str, ...]] = {
    **{field: (field,) for field in FIELDS},
    "when": ("date_precision",),
    "place": ("admin1", "country", "latitude", "place"),
    "casualties": ("casualties", "injured"),
}
"""The first key of each piece that the log has of a field: they stand there in the order of their keys."""


def shape(columns: Columns, *, is_reported: bool) -> dict[str, Column]:
    """*columns* with shapes in place of values; without accounts unless a report of each event is stored, too."""
    return {field: _shape_column(field, column, is_reported=is_reported) for field, column in columns.items()}


def _shape_column(field: str, column: Column, *, is_reported: bool) -> Column:
    made = map(_SHAPERS[field], column.new)
    accounts = map(_ACCOUNTS[field], column.new) if is_reported else repeat(())
    shapes = [(own, told, account, rows) for (own, told, rows), account in zip(made, accounts, strict=False)]
    return Column(column.start, shapes, column.codes)


def escape(text: str) -> str:
    """*text* as it stands inside of a JSON text."""
    return encode_basestring(text)[1:-1]


def _tell(found: Mapping[str, Any], *keys: str) -> str:
    """Those keys of a document as a piece of the log."""
    return escape(write_json({key: found[key] for key in keys or found})[1:-1])


def _shape_main(value: bool) -> Made:  # noqa: FBT001 - the value of a field
    return (value,), (_tell({"main": value}),), ()


def _shape_text(field: str, value: str | None) -> Made:
    return (value,), (f'\\"{field}\\":{_quote(value)}',), ()


def _shape_confidence(value: Mapping[str, float]) -> Made:
    return (write_confidence(value),), (_tell({"confidence": dict(value)}),), ()


@lru_cache(_HELD)
def _shape_when(when: When | None) -> Made:
    found = document.PARTS["when"].write(when)
    return tuple(found[key] for key in WHEN), (_tell(found),), ()


def _shape_place(place: Place) -> Made:
    own = place_values(place)
    country, admin1, name, reported, latitude, longitude, *codes = own
    precision, layer, match = map(_quote_code, codes)
    named = (
        f'\\"place\\":{_quote(name)},\\"place_layer\\":{layer},\\"place_match\\":{match}'
        f',\\"place_precision\\":{precision},\\"place_reported\\":{_quote(reported)}'
    )
    point = f'\\"latitude\\":{_degrees(latitude)},\\"longitude\\":{_degrees(longitude)}'
    return own, (f'\\"admin1\\":{_quote_code(admin1)}', f'\\"country\\":{_quote_code(country)}', point, named), ()


def _quote(value: str | None) -> str:
    """A value as JSON, as that stands inside of a JSON text."""
    if value is None:
        return "null"
    quoted = encode_basestring(value)
    if len(quoted) == len(value) + 2:  # nothing to escape, then there is nothing in it the second time
        return f'\\"{value}\\"'
    return escape(quoted)


_quote_code = lru_cache(_HELD)(_quote)  # for values that many have


def _degrees(degrees: float | None) -> str:
    return "null" if degrees is None else float.__repr__(degrees + 0.0)  # as ``describe_own`` has it


def _facet_shaper(facet: Facet) -> Callable[[Any], Made]:
    pieces = {"casualties": (("casualties",), ("injured", "killed"))}.get(facet.field, ((facet.field,),))
    write = facet_values(facet)

    @lru_cache(_HELD)
    def shape_rows(rows: tuple[Any, ...]) -> Made:
        found = document.PARTS[facet.field].write(rows)
        stored = tuple((position, *write(row)) for position, row in enumerate(rows))
        return (), tuple(_tell(found, *keys) for keys in pieces), stored

    return shape_rows


def _account(field: str, value: Any) -> tuple[str, str]:  # noqa: ANN401 - of any field
    """What a report says, and the same as the log has it: within a text within a text."""
    account = json.dumps(document.PARTS[field].write(value), ensure_ascii=False)[1:-1]
    return account, escape(escape(account))


_SHAPERS: Mapping[str, Callable[[Any], Made]] = {
    **{field: partial(_shape_text, field) for field in FIELDS},
    **{facet.field: _facet_shaper(facet) for facet in FACETS},
    "main": _shape_main,
    "when": _shape_when,
    "place": _shape_place,
    "confidence": _shape_confidence,
}
_ACCOUNTS: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    **{field: lru_cache(_HELD)(partial(_account, field)) for field in FIELDS},
    **{field: partial(_account, field) for field in ("place", "summary", "confidence")},
}
