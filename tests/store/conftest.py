"""A real database for each test, and the writer who signs for what the test writes.

What must hold on both kinds of database is tested on both: see ``ON_BOTH``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.resources import MIGRATIONS
from incidents.store import finished, migrate
from incidents.store import state as state_module
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.state import head
from tests.store import server

NEWEST = head()
NEXT = f"{int(NEWEST) + 1:04}"
AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
ON_BOTH = (
    "test_archive",
    "test_bulk",
    "test_moment",
    "test_select",
    "test_round_trip",
    "test_writers",
    "test_undoing",
    "test_as_of",
    "test_words",
    "test_bare",
    "test_connection",
)
Writing = Callable[[], AbstractContextManager[Archive]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.endswith(ON_BOTH) and "database" in metafunc.fixturenames:
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """An empty database: a SQLite file, or PostgreSQL where the test is run on both."""
    if getattr(request, "param", "sqlite") == "postgresql":
        on_server: Database = request.getfixturevalue("served")
        server.empty(on_server)
        return on_server
    path = tmp_path / "incidents.db"
    shutil.copy(request.getfixturevalue("template"), path)
    return Database(path=path)


@pytest.fixture
def write(database: Database) -> Writing:
    return lambda: Archive.open(database, by="ana", at=AT, command="test", reason="because", codebook_version="1.0")


@pytest.fixture
def reader(database: Database) -> Iterator[Reader]:
    with Reader.open(database) as opened:
        yield opened


def store_reported(write: Writing, article: Article, event: Event) -> tuple[str, str]:
    """Store an event that rests on a report of the article: their identifiers, the article's first."""
    with write() as archive:
        stored = archive.add_article(article).id
        report = archive.add_report(stored, event, proposed_by="machine", accepted_by="ana")
        return stored, archive.add_event(event, reports=[report])


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to write a revision that comes after the newest one, in a copy of the migrations."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for module in (finished, migrate, state_module):
        monkeypatch.setattr(module, "FOLDER", str(folder))
    return folder / "versions" / f"{NEXT}_add_colour.py"
