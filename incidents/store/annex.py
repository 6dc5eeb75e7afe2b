"""What new events are searched by in a SQLite file of its own, made by one process while another writes the rows.

At the end the tables behind it go over as they are (``annexing``), in a thirtieth of the time that it takes to make
them. Knows what is in ``searching``, and nothing else of the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from incidents.domain.sheaf import Sheaf
from incidents.store.searching import (
    ADD_WORDS,
    AS_USUAL,
    AT_ONCE,
    FILL_SPOTS,
    POINT,
    SPOTS,
    TEXTS,
    WORDS,
    spell,
)

ASKED = (*TEXTS, *POINT)
"""The columns of events that are asked for here."""
_MADE = (SPOTS, WORDS, AT_ONCE, f"CREATE TABLE point ({', '.join(POINT)})", "CREATE TABLE counted (events)")
# If it fails, nobody needs the file; what is written over in it was never anybody's.
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF", "cache_size = -20000")


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
        """Note what the events that follow say, of which the columns ``ASKED`` are enough."""
        self._try(lambda connection: self._note(connection, sheaf))

    def finish(self) -> None:
        """Make what is left to be made; nothing can be added afterwards."""
        self._try(self._close)

    def give_up(self) -> None:
        """Have no file at the end."""
        self._is_given_up = True
        self._path.unlink(missing_ok=True)

    def _note(self, connection: sqlite3.Connection, sheaf: Sheaf) -> None:
        points = set(zip(*(sheaf.own[name] for name in POINT), strict=True))
        connection.executemany("INSERT INTO point VALUES (?, ?)", points)
        texts = [spell(sheaf.own[name]) for name in TEXTS]
        first, self._events = self._events + 1, self._events + len(texts[0])
        connection.executemany(ADD_WORDS, zip(range(first, self._events + 1), *texts, strict=True))

    def _close(self, connection: sqlite3.Connection) -> None:
        connection.execute(FILL_SPOTS.format("point"))
        connection.execute(AS_USUAL)
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
            self.give_up()


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    for sql in _MADE:
        connection.execute(sql)
    return connection
