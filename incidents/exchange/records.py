"""A record as a JSON document: the event's own keys, its identifier first, its state and sources last.

This is what ``--json`` prints and what columns take their values from. Nothing is computed here.
"""

from __future__ import annotations

from incidents.domain.document import write, write_row
from incidents.domain.event import Record, Source
from incidents.domain.summing import Document


def write_record(record: Record) -> Document:
    """*record* as JSON types, keys in the published order."""
    return {
        "event_id": record.event_id,
        **write(record.event),
        "status": record.status,
        "version": record.version,
        "updated_at": record.updated_at,
        "reports": list(record.reports),
        "sources": [_write_source(source) for source in record.sources],
        "origins": [write_row(origin) for origin in record.origins],
    }


def _write_source(source: Source) -> Document:
    published_on = None if source.published_on is None else source.published_on.isoformat()
    return {**write_row(source), "published_on": published_on}
