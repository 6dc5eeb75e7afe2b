"""A crash leaves no trace, and a writer that cannot write says so."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from incidents.errors import BadDatabase
from incidents.store import sqlite
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.reading import Reader
from tests.builders import TEXT, make_article, make_event
from tests.store.conftest import AT, Writing

LONG = make_article(text=TEXT + " And so on." * 500_000)  # more than SQLite keeps in memory: its files are half-written


def crash_in_the_middle(path: Path) -> None:
    """Write a long article, and die."""
    with Archive.open(Database(path=path), by="ana", at=AT, command="test") as archive:
        archive.add_article(LONG)
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("events", "journal"), [(0, "incidents.db-journal"), (2, "incidents.db-wal")])
def test_a_crash_in_the_middle_of_a_write_is_taken_back_by_the_next_reader(
    write: Writing, database: Database, events: int, journal: str
) -> None:
    assert database.path is not None
    for _ in range(events):
        with write() as archive:
            archive.add_event(make_event())
    code = f"from pathlib import Path; from {__name__} import *; crash_in_the_middle(Path({str(database.path)!r}))"
    crashed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert crashed.returncode == -signal.SIGKILL
    assert Path(database.path).with_name(journal).stat().st_size > 0
    with Reader.open(database) as reader:
        assert reader.count() == events
        assert reader.find_article(LONG.sha256) is None
    assert list(Path(database.path).parent.iterdir()) == [Path(database.path)]


def test_a_writer_that_waits_too_long_is_told_so(
    write: Writing, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.path is not None
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    with closing(sqlite.connect(database.path, mode="rw")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadDatabase, match="is in use by another command; nothing was changed"), write():
            pass
