"""Documents made of bare values say what those of records do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given

from incidents.domain.events import Event, to_document
from incidents.exchange.documents import read_document, write_record
from incidents.store.bare import SOURCES
from incidents.store.facets import FACETS, SOURCE_NAMES
from incidents.store.records import write_event, write_facet
from tests.exchange.samples import make_records
from tests.strategies import events


def as_text(rows: Sequence[Sequence[Any]]) -> str:
    return json.dumps(rows, default=str)


@given(events())
def test_of_an_event(event: Event) -> None:
    rows = {
        facet.field: [[row[name] for name in facet.columns] for row in write_facet(facet, event)] for facet in FACETS
    }
    made = read_document(write_event(event) | {field: as_text(values) for field, values in rows.items()})
    assert made == {key: value for key, value in to_document(event).items() if key not in {"evidence", "alternatives"}}


def test_of_sources() -> None:
    sources = next(record for record in make_records() if record.sources).sources
    text = as_text([[getattr(each, name) for name in SOURCE_NAMES] for each in sources])
    expected = write_record(next(record for record in make_records() if record.sources))
    assert read_document({SOURCES: text}) == {key: expected[key] for key in ("reports", SOURCES)}


def test_what_has_no_rows_is_empty() -> None:
    assert read_document({"event_date": date(2021, 11, 7), "main": 1, "weapons": None, "actors": "[]"}) == {
        "event_date": "2021-11-07",
        "main": True,
        "weapons": [],
        "actors": [],
    }
