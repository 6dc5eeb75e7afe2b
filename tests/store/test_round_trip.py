"""Any event that can be said can be saved, and comes back equal."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.store.reading import Reader
from tests.store.conftest import Writing, store_reported
from tests.strategies import events, reported_events

# The database is shared by all examples: each adds its own event.
SHARED = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED
@given(reported_events())
def test_an_event_comes_back_equal(write: Writing, reader: Reader, reported: tuple[Article, Event]) -> None:
    article, event = reported
    stored, event_id = store_reported(write, article, event)
    signed = tuple(replace(each, article=stored, proposed_by="machine", accepted_by="ana") for each in event.evidence)
    assert reader.record(event_id).event == replace(event, evidence=signed)


@SHARED
@given(events(), events())
def test_a_changed_event_comes_back_as_it_was_changed(
    write: Writing, reader: Reader, before: Event, after: Event
) -> None:
    with write() as archive:
        event_id = archive.add_event(before)
        archive.change_event(event_id, after)
    assert reader.record(event_id).event == replace(after, evidence=())


@SHARED
@given(reported_events())
def test_an_article_comes_back_equal(write: Writing, reader: Reader, reported: tuple[Article, Event]) -> None:
    article, _ = reported
    with write() as archive:
        stored = archive.add_article(article)
    found = reader.find_article(article.sha256)
    assert found is not None
    assert (found.id, found.text, found.sha256) == (stored.id, article.text, article.sha256)
