"""A cache is small while a table is sorted, and afterwards what it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from incidents.store.sorting import sorting


def cache(connection: sqlite3.Connection) -> int:
    (kilobytes,) = connection.execute("PRAGMA main.cache_size").fetchone()
    return -int(kilobytes)


def test_the_cache_is_small_for_a_while() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA cache_size = -32000")
        with sorting(connection):
            during = cache(connection)
        assert during < 2000
        assert cache(connection) == 32000


def test_the_cache_is_what_it_was_after_an_error_too() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA cache_size = -32000")
        with pytest.raises(sqlite3.OperationalError), sorting(connection):
            connection.execute("CREATE INDEX by_name ON nothing (name)")
        assert cache(connection) == 32000
