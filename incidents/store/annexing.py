"""Take over what another process made in an annex: the tables behind full text and points, as they are."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from incidents.store.annex import MADE

_BEHIND = (
    *("event_words_data", "event_words_idx", "event_words_docsize"),
    *("event_spot_node", "event_spot_parent", "event_spot_rowid"),
)
_FOUND = f"SELECT name, sql FROM main.sqlite_schema WHERE name IN {tuple(MADE)}"
_HERE = "SELECT count(*), (SELECT page_size FROM pragma_page_size('main')) FROM main.event"
_THERE = "SELECT events, (SELECT page_size FROM pragma_page_size('annex')) FROM annex.counted"


def take_over(connection: Connection, path: Path) -> bool:
    """Let the database have what the annex at *path* holds; False, and nothing, when it is not of the same events.

    There was no event in the database before, and they are in the order in which the annex was given them. The file
    stays open with the connection.
    """
    connection.exec_driver_sql("ATTACH ? AS annex", (str(path),))
    here, there = (connection.exec_driver_sql(sql).one() for sql in (_HERE, _THERE))
    if here != there or {row.name: row.sql for row in connection.exec_driver_sql(_FOUND)} != MADE:
        return False
    for table in _BEHIND:
        connection.exec_driver_sql(f"DELETE FROM main.{table}")
        connection.exec_driver_sql(f"INSERT INTO main.{table} SELECT * FROM annex.{table}")
    return True
