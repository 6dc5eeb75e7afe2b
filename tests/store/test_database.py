"""Where a database is, as people write it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from incidents.errors import BadDatabase
from incidents.store import sqlite
from incidents.store.database import Database, locate


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (None, "incidents.db"),
        ("", "incidents.db"),
        ("news/iraq.db", "news/iraq.db"),
        ("sqlite:///news.db", "news.db"),
        ("sqlite:////var/news.db", "/var/news.db"),
        ("news/iraq.db/", "news/iraq.db"),
        ("/", "/"),
    ],
)
def test_a_file(value: str | None, path: str) -> None:
    assert locate(value) == Database(path=path)


def test_a_home_folder() -> None:
    assert locate("~/news.db") == Database(path=str(Path.home() / "news.db"))


def test_a_server_never_shows_its_password() -> None:
    database = locate("postgresql://ana:secret@db.example/news")
    assert str(database) == "postgresql://ana:***@db.example/news"
    assert "secret" not in database.command("init")


def test_another_kind_is_refused() -> None:
    with pytest.raises(BadDatabase, match="'mysql' are not supported"):
        locate("mysql://db.example/news")


def test_the_next_command_names_the_database_unless_it_is_the_usual_one() -> None:
    assert locate(None).command("init") == "incidents init"
    assert locate("my news.db").command("init") == "incidents init --database 'my news.db'"


def test_no_room_for_the_file_that_users_share_is_a_full_disk() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    with pytest.raises(BadDatabase, match="the disk is full"), sqlite.explained(locate(None)):
        raise error
