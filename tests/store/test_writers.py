"""Several processes at once: nothing is lost, and every article and every identifier is there once."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from incidents.errors import Conflict
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.builders import make_article, make_event
from tests.store.conftest import AT, Writing

WRITERS, EACH = 4, 5


def processes() -> ProcessPoolExecutor:
    """Fresh processes, forked from one that has imported what they need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["incidents.store.archive", "incidents.store.reading"])
    return ProcessPoolExecutor(WRITERS, context)


def add_events(database: Database, name: str) -> list[str]:
    """One event in each of several transactions, all resting on the same article."""
    made = []
    for number in range(EACH):
        with Archive.open(database, by=name, at=AT, command="test") as archive:
            article = archive.add_article(make_article())
            event = make_event(summary=f"{name} {number}")
            report = archive.add_report(article.id, event, proposed_by="machine", accepted_by=name)
            made.append(archive.add_event(event, reports=[report]))
    return made


def append_names(database: Database, name: str) -> None:
    """Add a word to one event's summary, several times, starting again whenever another was quicker."""
    done = 0
    while done < EACH:
        with Reader.open(database) as reader:
            record = reader.record("IRQ1")
        changed = make_event(summary=f"{record.event.summary} {name}-{done}")
        try:
            with Archive.open(database, by=name, at=AT, command="test") as archive:
                archive.change_event("IRQ1", changed, version=record.version)
        except Conflict:
            continue
        done += 1


def test_concurrent_writers_lose_nothing(database: Database, reader: Reader) -> None:
    names = [f"writer {number}" for number in range(WRITERS)]
    with processes() as pool:
        made = [event_id for ids in pool.map(add_events, [database] * WRITERS, names) for event_id in ids]
    assert sorted(made) == sorted(f"IRQ{number}" for number in range(1, WRITERS * EACH + 1))
    summaries = {record.event.summary for record in reader.records()}
    assert summaries == {f"{name} {number}" for name in names for number in range(EACH)}
    assert len(reader.coded_from("1")) == WRITERS * EACH


def test_concurrent_editors_of_one_event_lose_nothing(write: Writing, database: Database, reader: Reader) -> None:
    with write() as archive:
        archive.add_event(make_event(summary=""))
    names = [f"editor{number}" for number in range(WRITERS)]
    with processes() as pool:
        list(pool.map(append_names, [database] * WRITERS, names))
    record = reader.record("IRQ1")
    assert sorted((record.event.summary or "").split()) == sorted(f"{name}-{n}" for name in names for n in range(EACH))
    assert record.version == 1 + WRITERS * EACH
