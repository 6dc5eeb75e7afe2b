"""The points of new events in a SQLite file of its own, made by one process while another writes the rows.

At the end the tables behind them go over as they are (``annexing``), in a thirtieth of the time that it takes to make
them. Knows ``event_spot`` as the migrations make it, and nothing else of the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from incidents.domain.sheaf import Sheaf

TABLE = "event_spot"
MADE = f"CREATE VIRTUAL TABLE {TABLE} USING rtree(id, south, north, west, east, +latitude, +longitude)"
"""How the database makes what is made here."""
POINTS = (
    "INSERT INTO event_spot (south, north, west, east, latitude, longitude)"
    " SELECT latitude, latitude, longitude, longitude, latitude, longitude FROM {} WHERE latitude IS NOT NULL"
    " GROUP BY latitude, longitude ORDER BY latitude, longitude"
)
"""Each point of a table, once."""
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -20000")  # if it fails, nobody needs the file


class Annex:
    """Takes the events of a load, from the first on, into a file at *path*, which is made with them.

    Where that cannot be, as where there is no room, there is no file at the end, and no error.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._is_given_up = False
        self._events = 0

    def add(self, sheaf: Sheaf) -> None:
        """Note what the events that follow say."""
        self._try(lambda connection: self._note(connection, sheaf))

    def finish(self) -> None:
        """Make what is left to be made; nothing can be added afterwards."""
        self._try(self._close)

    def _note(self, connection: sqlite3.Connection, sheaf: Sheaf) -> None:
        self._events += len(sheaf.own["latitude"])
        points = set(zip(sheaf.own["latitude"], sheaf.own["longitude"], strict=True))
        connection.executemany("INSERT INTO point VALUES (?, ?)", points)

    def _close(self, connection: sqlite3.Connection) -> None:
        connection.execute(POINTS.format("point"))
        connection.execute("INSERT INTO counted VALUES (?)", (self._events,))
        connection.execute("COMMIT")
        connection.close()

    def _try(self, do: Callable[[sqlite3.Connection], None]) -> None:
        if self._is_given_up:
            return
        try:
            if self._connection is None:
                self._connection = _open(self._path)
            do(self._connection)
        except sqlite3.Error:
            self._is_given_up = True
            self._path.unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    for sql in (MADE, "CREATE TABLE point (latitude, longitude)", "CREATE TABLE counted (events)"):
        connection.execute(sql)
    return connection
