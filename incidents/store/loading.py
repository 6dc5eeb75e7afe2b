"""A large load into a database without events: what follows from the rows steps aside, and is made at the end at once.

On SQLite only, and within the load's transaction: indexes, the points, the words and the counts of events are there
again before anybody else sees a row of it. Sorting once is several times as quick as keeping order row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from incidents.domain.sheaf import Sheaf
from incidents.store.annexing import take_over
from incidents.store.counting import Counting
from incidents.store.groups import Group
from incidents.store.searching import AS_USUAL, AT_ONCE, FILL_SPOTS, FILL_WORDS
from incidents.store.staging import Staging

_TABLES = (
    "event",
    "event_weapon",
    "event_actor",
    "event_target",
    "event_casualty",
    "event_claim",
    "report",
    "report_event",
    "change",
)
_NAMES = ", ".join(f"'{table}'" for table in _TABLES)
_ASIDE = (
    "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    f" AND tbl_name IN ({_NAMES}) ORDER BY type, name"
)
_CACHE = "PRAGMA cache_size = -100000"  # kilobytes; the keys of millions of rows are in no order
_NUMBERS = "INSERT INTO event_term (event_id) SELECT event_id FROM event ORDER BY rowid"
_SEARCHED = (FILL_SPOTS.format("event"), AT_ONCE, FILL_WORDS, AS_USUAL)
Annexed = Callable[[], Path | None]  # waits for an annex, and says where it is; None when there is none


class Loading:
    """``begin`` comes before its first row, ``end`` after its last. Neither does anything where it would not pay.

    In between what hangs on events goes to *staging*, if there is one.
    """

    def __init__(self, connection: Connection, annexed: Annexed = lambda: None) -> None:
        self._connection = connection
        self._annexed = annexed
        self._aside: list[tuple[str, str]] = []
        self._counting = Counting()
        self.staging: Staging | None = None

    def begin(self, rows: int, *, worthwhile: int) -> None:
        """Step aside when there is no event yet and at least *worthwhile* of the first *rows* are to come."""
        if self._connection.dialect.name != "sqlite" or rows < worthwhile or self.has_events():
            return
        self._connection.exec_driver_sql(_CACHE)
        for kind, name, sql in self._connection.exec_driver_sql(_ASIDE).all():
            self._aside.append((kind, sql))
            self._connection.exec_driver_sql(f"DROP {kind} {name}")
        self.staging = Staging(self._connection)

    def count(self, sheaf: Sheaf, statuses: Sequence[str], casualties: Sequence[Group]) -> None:
        """Count the next events, with their groups of *casualties*, unless triggers see to it."""
        if self.staging is not None:
            self._counting.add(sheaf.own["country"], sheaf.own["event_date"], statuses, casualties)

    def end(self) -> None:
        """Make again what stepped aside."""
        if self.staging is None:
            return
        self.staging.end()
        self._run(sql for kind, sql in self._aside if kind == "index")
        self._run([_NUMBERS])
        self._counting.end(self._connection)
        annex = self._annexed()
        if annex is None or not take_over(self._connection, annex):
            self._run(_SEARCHED)
        self._run(sql for kind, sql in self._aside if kind != "index")
        self._aside, self.staging = [], None

    def _run(self, statements: Iterable[str]) -> None:
        for sql in statements:
            self._connection.exec_driver_sql(sql)

    def has_events(self) -> bool:
        """Whether there is any event, in this transaction too."""
        return self._connection.exec_driver_sql("SELECT 1 FROM event LIMIT 1").one_or_none() is not None
