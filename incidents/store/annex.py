"""What follows from the events of a first load, in a SQLite file of its own, while another process writes the events.

What hangs on them, what they are counted by and what they are searched by: all that is in tables of its own. At the end
these go over as they are (``annexing``), in a fraction of the time that it takes to make them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from incidents.domain.columns import Listed, is_silent
from incidents.store import finished
from incidents.store.aside import Aside
from incidents.store.at_once import AtOnce, Laid
from incidents.store.connection import Link
from incidents.store.facets import HANGING
from incidents.store.groups import Groups
from incidents.store.packing import fill_spots
from incidents.store.points import POINT, Collecting
from incidents.store.roll import Roll
from incidents.store.searching import AS_USUAL, AT_ONCE, TEXTS, add_words, spell

Annexed = Callable[[], Path | None]
"""Waits for an annex, and says where it is to be; None when there is none. One that was given up is not there."""
ASKED = (*TEXTS, *POINT, "country", "event_date")
"""The columns of events that are asked for here."""
# If it fails, nobody needs the file; what is written over in it was never anybody's.
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF", "cache_size = -20000")
_TOLD = "CREATE TABLE told (events, digest)"
_ADD = "INSERT INTO {} VALUES (?, ?)"
_STANDING = "SELECT EXISTS (SELECT 1 FROM event) OR EXISTS (SELECT 1 FROM actor) AS is_there"


def can_have_annex(link: Link) -> bool:
    """Whether the database has neither events nor actors, for an annex numbers both from 1."""
    (standing,) = link.rows(_STANDING, {})
    return not standing["is_there"]


class Portion(NamedTuple):
    """What an annex needs of a block of events: their identifiers and statuses, the columns ``ASKED``, the facets."""

    event_ids: Sequence[str]
    statuses: Sequence[str]
    own: Mapping[str, Listed]
    facets: bytes


class Annex:
    """Takes the events of a load, from the first on, into a file at *path*, which is made with them.

    Where that cannot be, as where there is no room, there is no file at the end, and no error.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._making: _Making | None = None
        self._is_given_up = False

    def add(self, portion: Portion) -> None:
        """Note what the events that follow say."""
        self._try(lambda making: making.add(portion))

    def finish(self) -> None:
        """Make what is left to be made; nothing can be added afterwards."""
        self._try(lambda making: making.finish())

    def give_up(self) -> None:
        """Have no file at the end, and take no room from now on: perhaps there was none left."""
        self._is_given_up = True
        if self._making is not None:
            self._making.close()
            self._making = None
        self._path.unlink(missing_ok=True)

    def _try(self, do: Callable[[_Making], None]) -> None:
        if self._is_given_up:
            return
        try:
            if self._making is None:
                self._making = _Making(_open(self._path))
            do(self._making)
        except sqlite3.Error:
            self.give_up()


class _Making:
    """Fills the tables of a new database; what stands in the way is out of them until the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._aside = Aside(connection, HANGING)
        for sql in (*AT_ONCE, _TOLD):
            connection.execute(sql)
        self._at_once = AtOnce(connection, Groups(self._number_actors))
        self._actors = 0
        self._roll = Roll()
        self._points = Collecting(connection)

    def add(self, portion: Portion) -> None:
        own, first = portion.own, self._roll.told().events + 1
        self._roll.add(portion.event_ids)
        numbers = range(first, first + len(portion.event_ids))
        self._at_once.take(portion.facets)
        if numbers:
            self._at_once.lay(Laid(portion.event_ids, own["country"], own["event_date"], portion.statuses))
        texts = {name: spell(own[name]) for name in TEXTS if not is_silent(own[name])}
        self._connection.executemany(add_words(tuple(texts)), zip(numbers, *texts.values(), strict=True))
        self._points.add(*(own[name] for name in POINT))

    def finish(self) -> None:
        fill_spots(self._connection, self._points.end())
        self._at_once.end()
        self._aside.make_indexes(HANGING)
        for sql in AS_USUAL:
            self._connection.execute(sql)
        self._connection.execute(_ADD.format("told"), self._roll.told())
        self._connection.execute("COMMIT")
        self.close()

    def close(self) -> None:
        self._connection.close()

    def _number_actors(self, names: Sequence[str]) -> Mapping[str, int]:
        numbers = range(self._actors + 1, self._actors + 1 + len(names))
        self._actors += len(names)
        self._connection.executemany(_ADD.format("actor"), zip(numbers, names, strict=True))
        return dict(zip(names, numbers, strict=True))


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    finished.fill(connection)
    connection.execute("BEGIN")
    return connection
