"""What was: rows copied to the twins of their tables before they change or go, and brought back from there.

One thing (an article, a report, an event) is always kept whole, all of its tables at once, and once in a revision.
Notes nothing in the log: whoever changes the thing does.
"""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import text

from incidents.store.log import Session
from incidents.store.tables import METADATA
from incidents.store.things import KINDS, PREFIX

Key = str | int


def since(session: Session, kind: str, key: Key) -> int | None:
    """The revision that made the thing what it is; None when it is not there."""
    if KINDS[kind].is_dated:
        sql = f"SELECT revision_id FROM {KINDS[kind].root} WHERE {KINDS[kind].column} = :key"
        found: int | None = session.connection.execute(text(sql), {"key": key}).scalar_one_or_none()
        return found
    session.log.flush()
    added = "SELECT max(revision_id) FROM change WHERE kind = :kind AND key = :key AND action = 'added'"
    sql = f"SELECT ({added}) AS revision_id FROM {kind} WHERE id = :id"
    row = session.connection.execute(text(sql), {"kind": kind, "key": str(key), "id": key}).one_or_none()
    return None if row is None else row.revision_id or 0


def keep(session: Session, kind: str, key: Key) -> None:
    """Copy the thing as it stands, unless this revision has made it what it is. Call it before the first change."""
    made = since(session, kind, key)
    if made is None or made == session.log.revision:
        return
    names = {"key": key, "since": made, "until": session.log.revision}
    for table, column in KINDS[kind].tables.items():
        session.connection.execute(text(_copying(table, column)), names)


def drop(session: Session, kind: str, key: Key) -> None:
    """Remove the thing's rows, kept before."""
    keep(session, kind, key)
    for table, column in reversed(KINDS[kind].tables.items()):
        session.connection.execute(text(f"DELETE FROM {table} WHERE {column} = :key"), {"key": key})


def bring_back(session: Session, kind: str, key: Key, *, until: int) -> bool:
    """Put the thing back as it stood until before the revision *until*, in place of what it is now.

    False, and nothing is changed, when no such state was kept. The event's revision is left to the caller.
    """
    root, column = KINDS[kind].root, KINDS[kind].column
    kept = text(f"SELECT 1 FROM {PREFIX}{root} WHERE {column} = :key AND until_revision = :until")
    if session.connection.execute(kept, {"key": key, "until": until}).one_or_none() is None:
        return False
    drop(session, kind, key)
    for table, name in KINDS[kind].tables.items():
        session.connection.execute(text(_restoring(table, name)), {"key": key, "until": until})
    return True


@lru_cache
def _copying(table: str, column: str) -> str:
    shared = ", ".join(_columns(table))
    return (
        f"INSERT INTO {PREFIX}{table} ({shared}, revision_id, until_revision)"
        f" SELECT {shared}, :since, :until FROM {table} WHERE {column} = :key"
    )


@lru_cache
def _restoring(table: str, column: str) -> str:
    shared = ", ".join(_columns(table))
    return (
        f"INSERT INTO {table} ({shared}) SELECT {shared} FROM {PREFIX}{table}"
        f" WHERE {column} = :key AND until_revision = :until"
    )


def _columns(table: str) -> list[str]:
    return [column.name for column in METADATA.tables[table].columns if column.name != "revision_id"]
