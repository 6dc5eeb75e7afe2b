"""Reading is quick to start and flat in memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from incidents.store import records
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.builders import make_event
from tests.store.conftest import Writing

QUERY = """
import sys
from incidents.domain.filters import Near, Selection
from incidents.store.database import locate
from incidents.store.reading import Reader
with Reader.open(locate(sys.argv[1])) as reader:
    assert [record.event_id for record in reader.records(Selection(text="car bomb"))] == ["IRQ1"]
print(sorted({"sqlalchemy", "sqlmodel", "alembic", "psycopg"} & set(sys.modules)))
"""


def test_a_query_imports_no_orm(write: Writing, database: Database) -> None:
    with write() as archive:
        archive.add_event(make_event())
    asked = subprocess.run([sys.executable, "-c", QUERY, str(database)], check=True, capture_output=True, text=True)
    assert asked.stdout == "[]\n"


@pytest.fixture
def batch(monkeypatch: pytest.MonkeyPatch) -> int:
    """How many records are read at a time: few."""
    monkeypatch.setattr(records, "BATCH", 5)
    return 5


def test_records_are_streamed_beyond_a_batch(write: Writing, reader: Reader, batch: int) -> None:
    total = batch + 2
    with write() as archive:
        for number in range(total):
            archive.add_event(make_event(summary=f"number {number}"))
    found = list(reader.records())
    assert [record.event.summary for record in found] == [f"number {number}" for number in range(total)]
    assert {record.event.weapons for record in found} == {make_event().weapons}


def test_a_stream_that_is_broken_off_does_not_hold_up_writers(write: Writing, reader: Reader, batch: int) -> None:
    with write() as archive:
        for _ in range(batch * 4):
            archive.add_event(make_event())
    stream = reader.records()
    next(stream)
    stream.close()
    with write() as archive:
        archive.withdraw("IRQ1")
    assert reader.record("IRQ1").status == "withdrawn"
