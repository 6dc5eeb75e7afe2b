"""Backups: verified when they are made and when they are brought back, and nothing is lost by either."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from incidents.errors import BadDatabase, CheckFailed
from incidents.store import sqlite
from incidents.store.backup import back_up, restore
from incidents.store.database import Database
from incidents.store.migrate import create
from incidents.store.reading import Reader
from tests.builders import make_event
from tests.store import server
from tests.store.conftest import Writing


@pytest.fixture
def backup(database: Database, write: Writing, tmp_path: Path) -> Path:
    """A backup of one event; the database has a second one since."""
    add(write)
    back_up(database, tmp_path / "backup.db")
    add(write)
    return tmp_path / "backup.db"


def add(write: Writing) -> None:
    with write() as archive:
        archive.add_event(make_event(evidence=()))


def count(database: Database) -> int:
    with Reader.open(database) as reader:
        return reader.count()


def test_a_backup_is_a_database_as_it_was(database: Database, backup: Path) -> None:
    assert (count(Database(path=backup)), count(database)) == (1, 2)


def test_a_backup_is_made_while_somebody_writes(database: Database, write: Writing, tmp_path: Path) -> None:
    add(write)
    with write() as archive:
        archive.add_event(make_event(evidence=()))
        back_up(database, tmp_path / "meanwhile.db")
    assert (count(Database(path=tmp_path / "meanwhile.db")), count(database)) == (1, 2)


@pytest.mark.skipif(os.name != "posix", reason="no file is held to a size here")
def test_a_disk_that_fails_under_a_backup_is_not_laid_to_the_database(
    database: Database, write: Writing, tmp_path: Path
) -> None:
    add(write)
    with pytest.raises(BadDatabase, match=r"backup\.db could not be read or written"), short_of_disk():
        back_up(database, tmp_path / "backup.db")
    assert not (tmp_path / "backup.db").exists()
    back_up(database, tmp_path / "backup.db")


@contextmanager
def short_of_disk() -> Iterator[None]:
    """While the block lasts no file grows beyond what the smallest database needs."""
    import resource  # noqa: PLC0415 - Windows has none

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_is_there_is_not_written_over(database: Database, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(BadDatabase, match=r"backup\.db is there already"):
        back_up(database, backup)
    assert backup.read_bytes() == before


def test_what_is_replaced_is_kept_beside(database: Database, backup: Path) -> None:
    kept = restore(backup, database)
    assert kept is not None
    assert (count(database), count(Database(path=kept))) == (1, 2)


def test_a_missing_database_is_made_from_its_backup(backup: Path, tmp_path: Path) -> None:
    assert restore(backup, Database(path=tmp_path / "new.db")) is None
    assert count(Database(path=tmp_path / "new.db")) == 1


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "was made by a newer version"),
        ("UPDATE event SET confidence = 'high'", "is not what its log says"),
    ],
)
def test_a_newer_or_altered_backup_is_refused(database: Database, backup: Path, harm: str, said: str) -> None:
    with closing(sqlite.connect(backup, mode="rw")) as connection:
        connection.execute(harm)
    with pytest.raises((BadDatabase, CheckFailed), match=said):
        restore(backup, database)
    assert count(database) == 2


def test_a_missing_backup_is_not_to_be_made(database: Database, tmp_path: Path) -> None:
    with pytest.raises(BadDatabase) as refused:
        restore(tmp_path / "missing.db", database)
    assert str(refused.value).endswith("does not exist; nothing was changed\n  name a backup that is there")


def test_a_cut_off_backup_is_refused(database: Database, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-20_000])
    with pytest.raises((BadDatabase, CheckFailed), match="damaged"):
        restore(backup, database)
    assert count(database) == 2


def test_a_database_is_no_backup_of_itself(database: Database, backup: Path) -> None:
    assert backup.exists()
    with pytest.raises(BadDatabase, match="is the database itself"):
        restore(Path(database.path or ""), database)


def test_a_team_database_is_backed_up_and_brought_back(served: Database, backup: Path, tmp_path: Path) -> None:
    server.empty(served)
    restore(backup, served)
    back_up(served, tmp_path / "team.db")
    assert (count(served), count(Database(path=tmp_path / "team.db"))) == (1, 1)
    with pytest.raises(BadDatabase, match="holds rows already"):
        restore(backup, served)


def test_a_backup_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match="does not exist"):
        back_up(Database(path=tmp_path / "nothing.db"), tmp_path / "backup.db")
    create(Database(path=tmp_path / "nothing.db"))
    assert back_up(Database(path=tmp_path / "nothing.db"), tmp_path / "backup.db").revisions == 0


def test_what_is_no_database_is_told_with_what_would_be_a_backup(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("event_id\nIRQ1\n", encoding="utf-8")
    with pytest.raises(BadDatabase, match=r"is not a database of incidents .*\n  name a backup"):
        restore(tmp_path / "events.csv", Database(path=tmp_path / "new.db"))
