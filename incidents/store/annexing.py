"""Take over what another process made in an annex: the tables behind points and words, as they are."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

_PARTS = {"event_spot": ("node", "parent", "rowid"), "event_words": ("data", "idx", "docsize", "config")}
BEHIND = tuple(f"{table}_{part}" for table, parts in _PARTS.items() for part in parts)
"""The tables in which SQLite keeps what is searched by."""
_SCHEMA = f"SELECT name, sql FROM {{}}.sqlite_schema WHERE name IN {tuple(_PARTS)} ORDER BY name"
_PAGE = "SELECT page_size FROM pragma_page_size('{}')"
_HERE = f"SELECT count(*), ({_PAGE.format('main')}) FROM main.event"
_THERE = f"SELECT events, ({_PAGE.format('annex')}) FROM annex.counted"


def take_over(connection: Connection, path: Path) -> bool:
    """Let the database have what the annex at *path* holds; False, and nothing, when it is not of the same events.

    There was no event in the database before. The file stays open with the connection.
    """
    connection.exec_driver_sql("ATTACH ? AS annex", (str(path),))
    here, there = (connection.exec_driver_sql(sql).one() for sql in (_HERE, _THERE))
    if here != there or _made(connection, "main") != _made(connection, "annex"):
        return False
    for table in BEHIND:
        connection.exec_driver_sql(f"DELETE FROM main.{table}")
        connection.exec_driver_sql(f"INSERT INTO main.{table} SELECT * FROM annex.{table}")
    return True


def _made(connection: Connection, schema: str) -> list[tuple[str, str]]:
    """How the tables are made that those stand behind."""
    return [(name, sql) for name, sql in connection.exec_driver_sql(_SCHEMA.format(schema))]
