"""A file or folder that may not be written or read is named in one sentence, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidents.errors import BadDatabase
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.health import examine_health
from incidents.store.migrate import create, state
from incidents.store.reading import Reader
from incidents.store.state import State
from tests.builders import make_event
from tests.store.conftest import AT

NOBODY = 65534

pytestmark = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has no such permissions")


@pytest.fixture
def folder(template: Path) -> Iterator[Path]:
    """A folder with one file that may be read and one that may not, seen by somebody who may not write there."""
    made = Path(tempfile.mkdtemp(prefix="incidents-"))  # pytest's own folders are closed to others
    shutil.copy(template, made / "news.db")
    (made / "news.db").chmod(0o444)
    (made / "secret.db").touch(mode=0)
    shutil.copy(template, made / "left.db")
    (made / "left.db-wal").write_bytes(b"half a change")
    made.chmod(0o555)
    own = os.geteuid()
    if own == 0:
        os.seteuid(NOBODY)
    yield made
    os.seteuid(own)
    made.chmod(0o755)
    shutil.rmtree(made)


def test_a_database_in_a_read_only_folder_can_be_read(folder: Path) -> None:
    with Reader.open(Database(path=folder / "news.db")) as reader:
        assert reader.count() == 0


def test_the_journal_of_such_a_database_is_told_all_the_same(folder: Path) -> None:
    told = {remark.subject: remark.what for remark in examine_health(Database(path=folder / "news.db"))}
    assert told["journal"].startswith("written ahead")


def test_one_that_was_left_in_the_middle_of_a_change_is_not_read_as_if_it_were_whole(folder: Path) -> None:
    with (
        pytest.raises(BadDatabase, match=r"left in the middle of a change.*\n  copy it and left\.db-wal"),
        Reader.open(Database(path=folder / "left.db")),
    ):
        pass


def test_a_database_in_a_read_only_folder_cannot_be_written(folder: Path) -> None:
    database = Database(path=folder / "news.db")
    with (
        pytest.raises(BadDatabase, match=r"cannot be written to; nothing was changed\n  make the file"),
        Archive.open(database, by="ana", at=AT, command="test") as archive,
    ):
        archive.add_event(make_event())
    assert sorted(path.name for path in folder.iterdir()) == ["left.db", "left.db-wal", "news.db", "secret.db"]


def test_no_database_is_made_in_a_read_only_folder(folder: Path) -> None:
    with pytest.raises(BadDatabase, match=r"no file can be made in the folder .*: Permission denied\n  name a file"):
        create(Database(path=folder / "new.db"))
    assert sorted(path.name for path in folder.iterdir()) == ["left.db", "left.db-wal", "news.db", "secret.db"]


def test_a_file_that_may_not_be_read_is_said_to_be_so(folder: Path) -> None:
    secret = Database(path=folder / "secret.db")
    assert state(secret) is State.UNREADABLE
    with pytest.raises(BadDatabase, match="cannot be read: Permission denied"), Reader.open(secret):
        pass
