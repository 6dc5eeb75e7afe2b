"""Take over what another process made in an annex: the tables behind the points, as they are."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from incidents.store.annex import MADE, TABLE

_BEHIND = (f"{TABLE}_node", f"{TABLE}_parent", f"{TABLE}_rowid")
_FOUND = f"SELECT sql FROM main.sqlite_schema WHERE name = '{TABLE}'"
_HERE = "SELECT count(*), (SELECT page_size FROM pragma_page_size('main')) FROM main.event"
_THERE = "SELECT events, (SELECT page_size FROM pragma_page_size('annex')) FROM annex.counted"


def take_over(connection: Connection, path: Path) -> bool:
    """Let the database have what the annex at *path* holds; False, and nothing, when it is not of the same events.

    There was no event in the database before. The file stays open with the connection.
    """
    connection.exec_driver_sql("ATTACH ? AS annex", (str(path),))
    here, there = (connection.exec_driver_sql(sql).one() for sql in (_HERE, _THERE))
    if here != there or connection.exec_driver_sql(_FOUND).scalar() != MADE:
        return False
    for table in _BEHIND:
        connection.exec_driver_sql(f"DELETE FROM main.{table}")
        connection.exec_driver_sql(f"INSERT INTO main.{table} SELECT * FROM annex.{table}")
    return True
