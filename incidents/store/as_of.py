"""The database as it was after a revision: a link whose queries see every table as it stood then.

Each query that names such a table is given a common table expression of the same name, which takes the rows that
still stand from the table and the others from its twin. Whoever asks need not know; nothing is replayed.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager

from incidents.domain.filters import Moment
from incidents.errors import BadUsage
from incidents.store.connection import Link, Parameters, Row, Values
from incidents.store.dialect import Dialect
from incidents.store.things import KINDS, PREFIX, Kind

_WORD = re.compile(r"\w+")
_WITH = "WITH "
_OWNER = {table: kind for kind in KINDS.values() for table in kind.tables}
_LOG = {"revision": "id", "change": "revision_id"}
# Any point at which an event lies or lay: an index of points may only find too many.
_SPOTS = (
    "SELECT south, north, west, east, latitude, longitude FROM {schema}event_spot UNION ALL SELECT latitude, latitude,"
    " longitude, longitude, latitude, longitude FROM past_event WHERE {stood}"
)


class AsOfLink:
    """A link to the same database, seen as it was after *revision*.

    What names and texts are searched by (actors, their aliases, outlets) is as it is today.
    """

    def __init__(self, link: Link, revision: int) -> None:
        self._link = link
        self._revision = int(revision)  # it becomes part of the SQL
        self._stood = f"revision_id <= {self._revision} AND until_revision > {self._revision}"
        self._expressions: dict[str, str] = {}

    @property
    def dialect(self) -> Dialect:
        """As ``Link.dialect``, without the indexes that know only what is now."""
        return self._link.dialect.without_indexes()

    def snapshot(self) -> AbstractContextManager[None]:
        """As ``Link.snapshot``."""
        return self._link.snapshot()

    def rows(self, sql: str, parameters: Parameters) -> Generator[Row, None, None]:
        """As ``Link.rows``, of then."""
        return self._link.rows(self._then(sql), parameters)

    def lists(self, sql: str, parameters: Parameters, *, size: int) -> Generator[list[Values], None, None]:
        """As ``Link.lists``, of then."""
        return self._link.lists(self._then(sql), parameters, size=size)

    def columns(self, table: str) -> Sequence[str]:
        """As ``Link.columns``: every table has those that it has now."""
        return self._link.columns(table)

    def _then(self, sql: str) -> str:
        """*sql* with the tables that it names as they were then."""
        named = [word for word in dict.fromkeys(_WORD.findall(sql)) if word in _OWNER or word in _LOG]
        if "event_spot" in sql:
            named.append("event_spot")
        expressions = ", ".join(f"{table} AS NOT MATERIALIZED ({self._expression(table)})" for table in named)
        if not expressions:
            return sql
        rest = f", {sql.removeprefix(_WITH)}" if sql.startswith(_WITH) else f" {sql}"
        return f"{_WITH}{expressions}{rest}"

    def _expression(self, table: str) -> str:
        if table not in self._expressions:
            self._expressions[table] = self._write(table)
        return self._expressions[table]

    def _write(self, table: str) -> str:
        schema = self._link.dialect.schema
        if table in _LOG:
            return f"SELECT * FROM {schema}{table} WHERE {_LOG[table]} <= {self._revision}"
        if table == "event_spot":
            return _SPOTS.format(schema=schema, stood=self._stood)
        shared = ", ".join(self._link.columns(table))
        now = f"SELECT {shared} FROM {schema}{table} AS now WHERE {self._still(_OWNER[table], table)}"
        return f"{now} UNION ALL SELECT {shared} FROM {PREFIX}{table} WHERE {self._stood}"

    def _still(self, kind: Kind, table: str) -> str:
        """Whether a row of *table* stood already then. Rows of things that came later are found by nobody."""
        if kind.is_dated and table == kind.root:
            return f"revision_id <= {self._revision}"
        was = f"SELECT 1 FROM {PREFIX}{kind.root} AS was WHERE was.{kind.column} = now.{kind.tables[table]}"
        return f"NOT EXISTS ({was} AND {self._stood})"

    def at(self, revision: int) -> AsOfLink:
        """The same database after another revision."""
        return AsOfLink(self._link, revision)


def see_as_of(link: Link, moment: Moment) -> Link:
    """*link* as of *moment*. Raises BadUsage for a moment of which only the log knows, or a revision there is not."""
    revision = _find_revision(link, moment)
    sql = "SELECT revision_id FROM change WHERE kind = 'log' AND revision_id > :id ORDER BY id DESC LIMIT 1"
    for row in link.rows(sql, {"id": revision}):
        raise BadUsage(
            f"what the database said before revision {row['revision_id']} can no longer be asked: it was upgraded then",
            mend="see what is known of each change: incidents log",
        )
    return AsOfLink(link, revision)


def _find_revision(link: Link, moment: Moment) -> int:
    if moment.revision is None:
        sql = "SELECT coalesce(max(id), 0) AS id FROM revision WHERE made_at <= :instant"
        (last,) = link.rows(sql, {"instant": moment.instant})
        return int(last["id"])
    if moment.revision and not list(link.rows("SELECT id FROM revision WHERE id = :id", {"id": moment.revision})):
        raise BadUsage(f"there is no revision {moment.revision}", mend="see what there is: incidents log")
    return moment.revision
