"""Bare values say what the records say."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import HealthCheck, given, settings

from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.filters import Selection
from incidents.store.bare import COLUMNS, PARTS, SOURCES, Asked
from incidents.store.facets import FACETS
from incidents.store.reading import Reader
from incidents.store.records import write_event, write_facet
from tests.builders import make_event
from tests.store.conftest import Writing, store_reported
from tests.strategies import reported_events

SHARED = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def plain(value: object) -> object:
    """A day as text, as SQLite has it."""
    return str(value) if isinstance(value, date) else value


@SHARED
@given(reported_events())
def test_they_are_what_was_written(write: Writing, reader: Reader, reported: tuple[Article, Event]) -> None:
    _, event_id = store_reported(write, *reported)
    ((values,),) = reader.bare(Selection(event_ids=(event_id,)), Asked(COLUMNS, PARTS))
    row, parts = values[: len(COLUMNS)], values[len(COLUMNS) :]
    record = reader.record(event_id)
    found, written = dict(zip(COLUMNS, map(plain, row), strict=True)), write_event(record.event)
    assert found.items() >= {name: plain(value) for name, value in written.items()}.items()
    for facet, text in zip(FACETS, parts, strict=False):
        assert json.loads(text or "[]") == [
            [each[name] for name in facet.columns] for each in write_facet(facet, record.event)
        ]
    assert [str(each[0]) for each in json.loads(parts[PARTS.index(SOURCES)] or "[]")] == [*record.reports]


def test_they_come_in_the_order_of_the_query_and_may_have_no_row(write: Writing, reader: Reader) -> None:
    with write() as archive:
        for weapons in ((), make_event().weapons):
            archive.add_event(make_event(weapons=weapons))
    (found,) = reader.bare(Selection(order=("-event_id",)), Asked(("event_id",), ("weapons",)))
    assert [(key, bool(json.loads(weapons or "[]"))) for key, weapons in found] == [("IRQ2", True), ("IRQ1", False)]
