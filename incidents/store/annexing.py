"""Take over what another process made in an annex: tables, and those behind points and words, as they are.

SQLite copies a table and its indexes entry by entry, unread, where both are made alike, the new one is empty and no
foreign keys are looked after.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from incidents.store import sqlite
from incidents.store.facets import HANGING
from incidents.store.roll import Told

TAKEN = (
    *(f"event_spot_{part}" for part in ("node", "parent", "rowid")),
    *(f"event_words_{part}" for part in ("data", "idx", "docsize", "config")),
    "event_tally",
    "event_term",
    "actor",
    *HANGING,
)
"""The tables that follow from events, parents before children."""
# The tables behind points and words do not tell themselves how these are made.
_COMPARED = ("event_spot", "event_words", *TAKEN)
_MADE = f"SELECT name, sql FROM {{}}.sqlite_schema WHERE type = 'table' AND name IN {_COMPARED} ORDER BY name"
_PAGE = "SELECT page_size FROM pragma_page_size('{}')"
_ACTORS = "SELECT 1 FROM main.actor LIMIT 1"


def agrees(connection: sqlite3.Connection, path: Path, told: Told) -> bool:
    """Whether the annex at *path* is of the events that are *told*, and of a database that is made like this one.

    There was no event in the database before; there must be no actor either, for the annex numbers its own. The file
    stays open with the connection. One that is not there agrees with nothing.
    """
    try:
        connection.execute("ATTACH ? AS annex", (sqlite.address(path, mode="ro"),))
    except sqlite3.OperationalError:
        return False
    if tuple(connection.execute("SELECT events, digest FROM annex.told").fetchone()) != told:
        return False
    is_alike = all(
        connection.execute(sql.format("main")).fetchall() == connection.execute(sql.format("annex")).fetchall()
        for sql in (_MADE, _PAGE)
    )
    return is_alike and connection.execute(_ACTORS).fetchone() is None


def take_over(connection: sqlite3.Connection) -> None:
    """Let the database have what the annex holds that agrees with it."""
    for table in TAKEN:
        connection.execute(f"DELETE FROM main.{table}")
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM annex.{table}")
