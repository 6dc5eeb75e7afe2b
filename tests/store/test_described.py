"""The quick way to write what the log says of an event writes what the slow one does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.event import Event
from incidents.store.chain import write_json
from incidents.store.described import write_description
from incidents.store.description import describe_event
from tests.strategies import events


@given(events(), st.sampled_from(["draft", "published"]), st.lists(st.integers(1, 99).map(str), max_size=3))
def test_both_ways_write_the_same(event: Event, status: str, reports: list[str]) -> None:
    slow = write_json(describe_event(event, status=status, reports=reports))
    assert write_description(event, status=status, reports=reports) == slow
