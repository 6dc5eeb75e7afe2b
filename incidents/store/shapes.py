"""A value of an event in the shapes that it is stored in: columns, rows of its own, and the words of log and report.

Each is made once for a value, however many events have it: whoever writes many events only puts shapes together. They
are plain tuples, which pass quickly from one process to another. Numbers of actors are not known here: names stand for
them. What is put together is what ``description`` and ``document`` write; a test compares them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from json.encoder import encode_basestring
from typing import Any

from incidents.domain import document
from incidents.domain.columns import FIELDS, Column, Columns
from incidents.domain.document import PLACE, WHEN
from incidents.domain.when import When
from incidents.domain.where import Place
from incidents.store.chain import write_json, write_text
from incidents.store.rows import FACETS, Facet, place_values, write_confidence

_HELD = 4096
Values = tuple[Any, ...]
# The values of its columns of the event's row; what the log says of it, in the pieces that stand apart there; what a
# report does, plain and as the log says it, or nothing; and its rows of a facet's table, without an identifier.
Shape = tuple[Values, tuple[str, ...], tuple[str, ...], tuple[Values, ...]]
Made = tuple[Values, tuple[str, ...], str, tuple[Values, ...]]  # the same with what a report says plainly

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
    shaped = {}
    for field, column in columns.items():
        made = map(_SHAPERS[field], column.new)
        shaped[field] = Column(column.start, [_finish(each, is_reported) for each in made], column.codes)
    return shaped


def _finish(made: Made, is_reported: bool) -> Shape:  # noqa: FBT001 - in a loop
    own, told, account, rows = made
    return own, told, (account, _quote(account)) if is_reported else (), rows


@lru_cache(_HELD)
def _quote(account: str) -> str:
    """A part of an account as it stands in the log: within a text within a text."""
    return escape(escape(account))


def escape(text: str) -> str:
    """*text* as it stands inside of a JSON text."""
    return encode_basestring(text)[1:-1]


def _tell(found: Mapping[str, Any], *keys: str) -> str:
    """Those keys of a document as a piece of the log."""
    return escape(write_json({key: found[key] for key in keys or found})[1:-1])


def _account(found: Mapping[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)[1:-1]


def _shape_main(value: bool) -> Made:  # noqa: FBT001 - the value of a field
    found = {"main": value}
    return (value,), (_tell(found),), _account(found), ()


def _shape_text(field: str, value: str | None) -> Made:
    told = write_text(value)
    return (value,), (f'\\"{field}\\":{escape(told)}',), f'"{field}": {told}', ()


def _shape_confidence(value: Mapping[str, float]) -> Made:
    found = {"confidence": dict(value)}
    return (write_confidence(value),), (_tell(found),), _account(found), ()


@lru_cache(_HELD)
def _shape_when(when: When | None) -> Made:
    found = document.PARTS["when"].write(when)
    return tuple(found[key] for key in WHEN), (_tell(found),), _account(found), ()


def _shape_place(place: Place) -> Made:
    values = place_values(place)
    latitude, longitude = map(_degrees, values[4:6])
    plain, quoted = zip(*map(_both, values), strict=True)
    country, admin1, name, reported, _, _, precision, layer, match = quoted
    named = (
        f'\\"place\\":{name},\\"place_layer\\":{layer},\\"place_match\\":{match}'
        f',\\"place_precision\\":{precision},\\"place_reported\\":{reported}'
    )
    point = f'\\"latitude\\":{latitude},\\"longitude\\":{longitude}'
    return values, (f'\\"admin1\\":{admin1}', f'\\"country\\":{country}', point, named), _PLACE % plain, ()


_PLACE = ", ".join(f'"{key}": %s' for key in PLACE)


@lru_cache(_HELD, typed=True)  # 36 and 36.0 are two texts
def _both(value: str | float | None) -> tuple[str, str]:
    """A value as JSON, and that as it stands inside of a JSON text."""
    written = write_text(value) if value is None or isinstance(value, str) else repr(value)
    return written, escape(written)


def _degrees(degrees: float | None) -> str:
    return "null" if degrees is None else float.__repr__(degrees + 0.0)  # as ``describe_own`` has it


def _facet_shaper(facet: Facet) -> Callable[[Any], Made]:
    pieces = {"casualties": (("casualties",), ("injured", "killed"))}.get(facet.field, ((facet.field,),))

    @lru_cache(_HELD)
    def shape_rows(rows: tuple[Any, ...]) -> Made:
        found = document.PARTS[facet.field].write(rows)
        stored = tuple((position, *facet.write(row)) for position, row in enumerate(rows))
        return (), tuple(_tell(found, *keys) for keys in pieces), _account(found), stored

    return shape_rows


_SHAPERS: Mapping[str, Callable[[Any], Made]] = {
    **{field: partial(_shape_text, field) for field in FIELDS},
    **{facet.field: _facet_shaper(facet) for facet in FACETS},
    "main": _shape_main,
    "when": _shape_when,
    "place": _shape_place,
    "confidence": _shape_confidence,
}
