"""An event as a JSON document: the event's own keys, its identifier first, its state and sources last.

This is what ``--json`` prints and what the columns of layouts take their values from. A document is made either of a
whole record, or of the values of tables that a layout asks for; both say the same. Nothing is computed here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from incidents.domain.documents import Document, sum_casualties, sum_claims
from incidents.domain.events import Record, Source, to_document, write_row
from incidents.store.bare import ORIGINS, PARTS, SOURCES
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


def write_record(record: Record) -> Document:
    """Return *record* in JSON types, keys in the published order."""
    return {
        "event_id": record.event_id,
        **to_document(record.event),
        "status": record.status,
        "version": record.version,
        "updated_at": record.updated_at,
        "reports": list(record.reports),
        "sources": [_write_source(source) for source in record.sources],
        "origins": [write_row(origin) for origin in record.origins],
    }


def read_document(values: Mapping[str, Any]) -> Document:
    """Return the part of a document that these *values* say: columns of the event's row, and parts as JSON texts.

    Both have the names of ``store.bare``.
    """
    document: Document = {}
    for name, value in values.items():
        if name in PARTS:
            document.update(_read_part(name, value))
        else:
            document[name] = CONVERTED[name](value) if name in CONVERTED else value
    return document


def _write_source(source: Source) -> Document:
    published_on = None if source.published_on is None else source.published_on.isoformat()
    return {**write_row(source), "published_on": published_on}


def _read_part(part: str, text: str | None) -> Document:
    rows: Rows = json.loads(text) if text else ()
    named = [dict(zip(_NAMES[part], row, strict=True)) for row in rows]
    return _SUMMED[part](named) if part in _SUMMED else {part: named}


def _read_day(day: object) -> str | None:
    """Return a day, of which SQLite has a text and PostgreSQL a date, in ISO 8601."""
    return None if day is None else str(day)


def _read_confidence(text: str | None) -> Document:
    found: Document = json.loads(text or "{}")
    return found


def _read_claims(claims: list[Document]) -> Document:
    return {"claim": sum_claims(claims), "claims": claims}


def _read_sources(sources: list[Document]) -> Document:
    named = [{**source, "article": str(source["article"])} for source in sources]
    return {"reports": [source["article"] for source in named], SOURCES: named}


def _read_origins(origins: list[Document]) -> Document:
    rows = {(*origin.values(),): {**origin, "may_be_shared": bool(origin["may_be_shared"])} for origin in origins}
    return {ORIGINS: [rows[values] for values in sorted(rows)]}


CONVERTED: Mapping[str, Callable[[Any], Any]] = {
    "main": bool,
    "confidence": _read_confidence,
    "event_date": _read_day,
    "end_date": _read_day,
}
"""Columns whose value in a document is not the one of the table."""
_SUMMED: Mapping[str, Callable[[list[Document]], Document]] = {
    "casualties": sum_casualties,
    "claims": _read_claims,
    SOURCES: _read_sources,
    ORIGINS: _read_origins,
}
