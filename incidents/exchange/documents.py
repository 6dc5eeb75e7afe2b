"""Documents of events straight from the values of tables, as ``records`` writes them of the records made of the same.

A document has the keys that its values give, and no others. No record is made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from incidents.domain.summing import Document, sum_casualties, sum_claims
from incidents.store.bare import CODE_COLUMNS, CODES, ORIGINS, SOURCES
from incidents.store.facets import ORIGIN_NAMES, SOURCE_NAMES

Rows = Sequence[Sequence[Any]]

# What the columns of a part's rows are called in a document.
_NAMES: Mapping[str, Sequence[str]] = {
    "weapons": ("weapon", "launched", "intercepted", "failed", "impacted"),
    "actors": ("name", "role", "type", "country", "attribution"),
    "targets": ("type", "name", "outcome"),
    "casualties": ("harm", "group", "low", "best", "high", "status"),
    "claims": ("status", "by", "mode", "source"),
    SOURCES: SOURCE_NAMES,
    ORIGINS: ORIGIN_NAMES,
}
_DECODER = json.JSONDecoder()


def make_document(columns: Mapping[str, Any], parts: Mapping[str, str | None]) -> Document:
    """What these *columns* of an event's row and *parts*, rows as JSON texts, say of it."""
    document: Document = {name: _show(name, value) for name, value in columns.items()}
    for part, text in parts.items():
        document.update(show_part(part, text))
    return document


def _show(name: str, value: Any) -> Any:  # noqa: ANN401 - as wide as a table's values
    return _CONVERTED[name](value) if name in _CONVERTED else value


def _show_day(day: object) -> str | None:
    """A day, of which SQLite has a text and PostgreSQL a date."""
    return None if day is None else str(day)


def _show_confidence(text: str | None) -> Document:
    found: Document = json.loads(text or "{}")
    return found


def show_part(part: str, text: str | None) -> Document:
    """What the rows of *part*, as JSON text, say of an event."""
    rows: Rows = _DECODER.raw_decode(text)[0] if text else ()
    if part == CODES:
        return dict(zip(CODE_COLUMNS, rows, strict=True))
    named = list(_name(part, rows))
    return _SUMMED[part](named) if part in _SUMMED else {part: named}


def _name(part: str, rows: Rows) -> Iterator[Document]:
    names = _NAMES[part]
    return (dict(zip(names, row, strict=True)) for row in rows)


def _show_claims(claims: list[Document]) -> Document:
    return {"claim": sum_claims(claims), "claims": claims}


def _show_sources(sources: list[Document]) -> Document:
    named = [{**source, "article": str(source["article"])} for source in sources]
    return {"reports": [source["article"] for source in named], SOURCES: named}


def _show_origins(origins: list[Document]) -> Document:
    rows = {(*origin.values(),): {**origin, "may_be_shared": bool(origin["may_be_shared"])} for origin in origins}
    return {ORIGINS: [rows[values] for values in sorted(rows)]}


_CONVERTED: Mapping[str, Callable[[Any], Any]] = {
    "main": bool,
    "confidence": _show_confidence,
    "event_date": _show_day,
    "end_date": _show_day,
}
_SUMMED: Mapping[str, Callable[[list[Document]], Document]] = {
    "casualties": sum_casualties,
    "claims": _show_claims,
    SOURCES: _show_sources,
    ORIGINS: _show_origins,
}
