from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidents.desk import Desk
from incidents.store.database import Database
from incidents.store.migrate import create
from tests.store import server


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once: migrating takes longer than copying."""
    path = tmp_path_factory.mktemp("empty") / "incidents.db"
    Desk.open(str(path), by="amal").prepare()
    return path


@pytest.fixture
def desk(empty_database: Path, tmp_path: Path) -> Desk:
    """A desk at a new database."""
    shutil.copy(empty_database, tmp_path / "incidents.db")
    return Desk.open(str(tmp_path / "incidents.db"), by="amal")


@pytest.fixture(scope="session")
def served() -> Iterator[Database]:
    """A migrated database on a PostgreSQL server of our own, which ends with the tests."""
    with server.running() as url:
        database = Database(url=url)
        create(database)
        yield database
