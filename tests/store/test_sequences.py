"""Whatever is done, in whatever order: each step is remembered for ever, and undoing everything leads back.

A server answers far slower than a file, and what differs there is how a question is put: it is asked fewer.
"""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from incidents.domain.filters import Moment
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.store import server
from tests.store.deeds import DEEDS, Deed, do, see

SHARED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Deeds = list[Deed]


@settings(SHARED, max_examples=12)
@given(deeds=DEEDS)
def test_after_each_step_the_database_says_for_ever_what_it_said_then(database: Database, deeds: Deeds) -> None:
    assert_each_step_is_remembered(database, deeds)


@settings(SHARED, max_examples=12)
@given(deeds=DEEDS)
def test_undoing_everything_leads_back_to_where_it_began(database: Database, deeds: Deeds) -> None:
    """The database of the first example is empty."""
    assert_undoing_leads_back(database, deeds)


@settings(SHARED, max_examples=4)
@given(deeds=DEEDS)
def test_a_server_remembers_each_step_too(served: Database, deeds: Deeds) -> None:
    server.empty(served)
    assert_each_step_is_remembered(served, deeds)


@settings(SHARED, max_examples=4)
@given(deeds=DEEDS)
def test_undoing_everything_leads_back_on_a_server_too(served: Database, deeds: Deeds) -> None:
    server.empty(served)
    assert_undoing_leads_back(served, deeds)


def assert_each_step_is_remembered(database: Database, deeds: Deeds) -> None:
    """Do the deeds, and see afterwards what was seen after each."""
    seen = {}
    for deed in deeds:
        do(database, deed)
        seen[last_revision(database)] = see(database)
    for number, then in seen.items():
        assert see(database, Moment(revision=number)) == then


def assert_undoing_leads_back(database: Database, deeds: Deeds) -> None:
    """Do those deeds that take nothing back, undo them at once, and see what was there before."""
    before = [(record.event_id, record.event, record.reports) for record, *_ in see(database)]
    done = [deed for deed in deeds if deed.verb not in ("undo", "redo") and did_something(database, deed)]
    if done:
        assert do(database, Deed("undo", 0, None, len(done)))
    assert [(record.event_id, record.event, record.reports) for record, *_ in see(database)] == before


def did_something(database: Database, deed: Deed) -> bool:
    before = last_revision(database)
    return do(database, deed) and last_revision(database) > before


def last_revision(database: Database) -> int:
    with Reader.open(database) as reader:
        return reader.last_revision()
