"""A large load into a database without events: what follows from the rows steps aside, and is made at the end at once.

On SQLite only, and within the load's transaction: indexes, the points, the words and the counts of events are there
again before anybody else sees a row of it. Sorting once is several times as quick as keeping order row by row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection

from incidents.store.annex import Annexed
from incidents.store.annexing import agrees, take_over
from incidents.store.at_once import AtOnce
from incidents.store.facets import FACETS
from incidents.store.groups import Groups
from incidents.store.hanging import Hanging, Kept, RowByRow, numbering
from incidents.store.roll import Told
from incidents.store.searching import AS_USUAL, AT_ONCE, FILL_SPOTS, FILL_WORDS

_HANGING = tuple(facet.table for facet in FACETS)
_TABLES = ("event", "report", "report_event", "change", *_HANGING)
_ASIDE = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    f" AND tbl_name IN {_TABLES} ORDER BY type, name"
)
_CACHE = "PRAGMA cache_size = -32000"  # kilobytes; so much is sorted at a time, too. Three times as much gained nothing
_SEARCHED = (FILL_SPOTS, AT_ONCE, FILL_WORDS, AS_USUAL)


class _Aside(NamedTuple):
    kind: str
    name: str
    table: str
    sql: str


class Loading:
    """``begin`` comes before its first row, ``end`` after its last. Neither does anything where it would not pay.

    What *hangs* on events is handed on in between. *annexed*, on SQLite, says that another process makes an annex of
    the load, from its first event on.
    """

    def __init__(self, connection: Connection, annexed: Annexed | None = None) -> None:
        self._connection = connection
        self._annexed = annexed
        self._aside: list[_Aside] = []
        self._groups = Groups(numbering(connection))
        self._at_once: AtOnce | None = None
        self._kept = None if annexed is None else Kept(self._raw)
        self.hanging: Hanging = self._kept or RowByRow(connection, self._groups)

    def begin(self, rows: int, *, worthwhile: int) -> None:
        """Step aside when there is no event yet and at least *worthwhile* of the first *rows* are to come."""
        if self._aside:
            return
        if self._connection.dialect.name != "sqlite" or rows < worthwhile or self.has_events():
            self._go_row_by_row()
            return
        self._connection.exec_driver_sql(_CACHE)
        self._aside = [_Aside(*row) for row in self._connection.exec_driver_sql(_ASIDE)]
        self._run(f"DROP {each.kind} {each.name}" for each in self._aside)
        if self._kept is None:
            self.hanging = self._at_once = AtOnce(self._raw, self._groups)

    def end(self, told: Told) -> None:
        """Make again what stepped aside, when the events that are *told* were laid down."""
        if not self._aside:
            return
        self._make_indexes(set(_TABLES) - set(_HANGING))  # another process has not done with the rest yet
        annex = None if self._annexed is None else self._annexed()
        if annex is not None and agrees(self._connection, annex, told):
            self._make_indexes(_HANGING)
            take_over(self._connection)
        else:
            self._lay_at_once()
            self._make_indexes(_HANGING)
        self._run(each.sql for each in self._aside if each.kind == "trigger")
        self._aside = []

    def has_events(self) -> bool:
        """Whether there is any event, in this transaction too."""
        return self._connection.exec_driver_sql("SELECT 1 FROM event LIMIT 1").one_or_none() is not None

    @property
    def _raw(self) -> sqlite3.Connection:
        raw: Any = self._connection.connection.driver_connection
        connection: sqlite3.Connection = raw
        return connection

    def _go_row_by_row(self) -> None:
        if self._kept is not None:
            self.hanging = RowByRow(self._connection, self._groups)
            self._kept.tell(self.hanging)
            self._kept = None

    def _lay_at_once(self) -> None:
        """Do here what no other process has done."""
        at_once = self._at_once or AtOnce(self._raw, self._groups)
        if self._kept is not None:
            self._kept.tell(at_once)
        at_once.end()
        self._run(_SEARCHED)

    def _make_indexes(self, tables: Collection[str]) -> None:
        self._run(each.sql for each in self._aside if each.kind == "index" and each.table in tables)

    def _run(self, statements: Iterable[str]) -> None:
        for sql in statements:
            self._connection.exec_driver_sql(sql)
