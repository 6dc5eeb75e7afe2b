"""A large load into a database without events: what follows from the rows steps aside, and is made at the end at once.

On SQLite only, and within the load's transaction: indexes, the points, the words and the counts of events are there
again before anybody else sees a row of it. Sorting once is several times as quick as keeping order row by row.
"""

from __future__ import annotations

from collections.abc import Collection

from incidents.store.annex import Annexed
from incidents.store.annexing import TAKEN, agrees, take_over
from incidents.store.aside import Aside
from incidents.store.at_once import AtOnce
from incidents.store.connection import Connection
from incidents.store.facets import HANGING
from incidents.store.groups import Groups
from incidents.store.hanging import Hanging, Kept, RowByRow, numbering
from incidents.store.packing import fill_spots
from incidents.store.points import read_points
from incidents.store.roll import Told
from incidents.store.searching import AS_USUAL, AT_ONCE, FILL_WORDS

_TABLES = ("event", "report", "report_event", "change", *HANGING)
_CACHE = "PRAGMA cache_size = -32000"  # kilobytes. Three times as much gained nothing
_WORDS = (*AT_ONCE, FILL_WORDS, *AS_USUAL)


class Loading:
    """``begin`` comes before its first row, ``end`` after its last. Neither does anything where it would not pay.

    What *hangs* on events is handed on in between. *annexed*, on SQLite, says that another process makes an annex of
    the load, from its first event on.
    """

    def __init__(self, connection: Connection, annexed: Annexed | None = None) -> None:
        self._connection = connection
        self._annexed = annexed
        self._aside: Aside | None = None
        self._groups = Groups(numbering(connection))
        self._at_once: AtOnce | None = None
        self._kept = None if annexed is None else Kept(connection.raw)
        self.hanging: Hanging = self._kept or RowByRow(connection, self._groups)

    def begin(self, rows: int, *, worthwhile: int) -> None:
        """Step aside when there is no event yet and at least *worthwhile* of the first *rows* are to come."""
        if self._aside is not None:
            return
        if self._connection.dialect.name != "sqlite" or rows < worthwhile or self.has_events():
            self._go_row_by_row()
            return
        self._connection.run(_CACHE)
        self._aside = Aside(self._connection.raw, _TABLES)
        if self._kept is None:
            self.hanging = self._at_once = AtOnce(self._connection.raw, self._groups)

    def end(self, told: Told) -> Collection[str]:
        """Make again what stepped aside, when the events that are *told* were laid down.

        Returns the tables that another process made of the same events: their rows have the parents that they need.
        """
        taken: Collection[str] = ()
        if self._aside is None:
            return taken
        self._aside.make_indexes(set(_TABLES) - set(HANGING))  # another process has not done with the rest yet
        annex = None if self._annexed is None else self._annexed()
        if annex is not None and agrees(self._connection.raw, annex, told):
            self._aside.make_indexes(HANGING)
            take_over(self._connection.raw)
            taken = TAKEN
        else:
            self._lay_at_once()
            self._aside.make_indexes(HANGING)
        self._aside.make_triggers()
        self._aside = None
        return taken

    def has_events(self) -> bool:
        """Whether there is any event, in this transaction too."""
        return self._connection.value("SELECT 1 FROM event LIMIT 1") is not None

    def _go_row_by_row(self) -> None:
        if self._kept is not None:
            self.hanging = RowByRow(self._connection, self._groups)
            self._kept.tell(self.hanging)
            self._kept = None

    def _lay_at_once(self) -> None:
        """Do here what no other process has done."""
        at_once = self._at_once or AtOnce(self._connection.raw, self._groups)
        if self._kept is not None:
            self._kept.tell(at_once)
        at_once.end()
        fill_spots(self._connection.raw, read_points(self._connection.raw))
        for sql in _WORDS:
            self._connection.run(sql)
