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
from tests.builders import make_article, make_event
from tests.store.conftest import AT, Writing


def crash_in_the_middle(path: Path) -> None:
    """Write more than SQLite keeps in memory, so that the file itself is half-written, and die."""
    with Archive.open(Database(path=path), by="ana", at=AT, command="test") as archive:
        article = archive.add_article(make_article())
        for _ in range(3000):
            archive.add_report(article.id, make_event(), proposed_by="machine", accepted_by="ana")
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_crash_in_the_middle_of_a_write_is_taken_back_by_the_next_reader(write: Writing, database: Database) -> None:
    assert database.path is not None
    with write() as archive:
        event_id = archive.add_event(make_event())
    code = f"from pathlib import Path; from {__name__} import *; crash_in_the_middle(Path({str(database.path)!r}))"
    crashed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert crashed.returncode == -signal.SIGKILL
    assert database.path.with_name("incidents.db-journal").exists()
    with Reader.open(database) as reader:
        assert [record.event_id for record in reader.records()] == [event_id]
        assert reader.find_article(make_article().sha256) is None


def test_a_writer_that_waits_too_long_is_told_so(
    write: Writing, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.path is not None
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    with closing(sqlite.connect(database.path, mode="rw")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BadDatabase, match="is in use by another command; nothing was changed"), write():
            pass
