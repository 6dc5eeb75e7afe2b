"""A real database for each test, and the writer who signs for what the test writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.migrate import create
from incidents.store.reading import Reader

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
Writing = Callable[[], AbstractContextManager[Archive]]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once: migrating takes longer than copying."""
    path = tmp_path_factory.mktemp("template") / "incidents.db"
    create(Database(path=path))
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Database:
    path = tmp_path / "incidents.db"
    shutil.copy(template, path)
    return Database(path=path)


@pytest.fixture
def write(database: Database) -> Writing:
    return lambda: Archive.open(database, by="ana", at=AT, command="test", reason="because", codebook_version="1.0")


@pytest.fixture
def reader(database: Database) -> Iterator[Reader]:
    with Reader.open(database) as opened:
        yield opened
