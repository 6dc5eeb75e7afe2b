"""Bare values say what the records say."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.selection import Selection
from incidents.store.bare import COLUMNS, PARTS, Asked, make_part
from incidents.store.reading import Reader
from tests.builders import make_event
from tests.store.conftest import Writing
from tests.strategies import reported_events

SHARED = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED
@given(reported_events())
def test_a_record_can_be_made_of_them(write: Writing, reader: Reader, reported: tuple[Article, Event]) -> None:
    article, event = reported
    with write() as archive:
        report = archive.add_report(archive.add_article(article).id, event, proposed_by="machine", accepted_by="ana")
        event_id = archive.add_event(event, reports=[report])
    ((values,),) = reader.bare(Selection(event_ids=(event_id,)), Asked(COLUMNS, PARTS))
    row, parts = values[: len(COLUMNS)], values[len(COLUMNS) :]
    groups = {part: json.loads(rows) for part, rows in zip(PARTS, parts, strict=True) if rows is not None}
    record = reader.record(event_id)
    assert make_part(dict(zip(COLUMNS, row, strict=True)), groups) == replace(
        record, event=replace(record.event, evidence=())
    )


def test_they_come_in_the_order_of_the_query_and_may_have_no_row(write: Writing, reader: Reader) -> None:
    with write() as archive:
        for weapons in ((), make_event().weapons):
            archive.add_event(make_event(weapons=weapons))
    (found,) = reader.bare(Selection(order=("-event_id",)), Asked(("event_id",), ("weapons",)))
    assert [(key, bool(json.loads(weapons or "[]"))) for key, weapons in found] == [("IRQ2", True), ("IRQ1", False)]
