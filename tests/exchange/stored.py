"""Records as the store hands out their values for an export, and the rows that an export makes of these."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Profile
from incidents.domain.events import Record
from incidents.exchange.conversions import Cell
from incidents.exchange.rows import ProfileRows, Report, Row
from incidents.store.bare import Asked
from incidents.store.facets import FACETS, ORIGIN_NAMES, SOURCE_NAMES, Facet
from incidents.store.records import write_event, write_facet


def make_rows(
    records: Iterable[Record],
    profile: Profile,
    codebook: Codebook,
    *,
    report: Report | None = None,
    show: Callable[[Cell], Any] | None = None,
) -> Iterator[Row]:
    """The rows of *records* under *profile*, as an export makes them of stored values."""
    rows = ProfileRows(profile, codebook, show=show)
    batches = ([list_values(record, rows.asked)] for record in records)
    return rows.read(batches, Report() if report is None else report)


def list_values(record: Record, asked: Asked) -> tuple[Any, ...]:
    """The values that the store has of *record*."""
    own = {name: getattr(record, name) for name in ("event_id", "status", "version", "updated_at")}
    columns = {**own, **write_event(record.event)}
    known = {source.article for source in record.sources}
    unknown = [[article, *[None] * (len(SOURCE_NAMES) - 1)] for article in record.reports if article not in known]
    parts = {
        **{facet.field: _list_facet(record, facet) for facet in FACETS},
        "sources": [[getattr(each, name) for name in SOURCE_NAMES] for each in record.sources] + unknown,
        "origins": [[getattr(each, name) for name in ORIGIN_NAMES] for each in record.origins],
    }
    texts = (json.dumps(parts[name], default=str) for name in asked.parts)
    return (*(columns[name] for name in asked.columns), *texts)


def _list_facet(record: Record, facet: Facet) -> list[list[Any]]:
    return [[row[name] for name in facet.columns] for row in write_facet(facet, record.event)]
