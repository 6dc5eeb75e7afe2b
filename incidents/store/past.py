"""What was: rows copied to the twins of their tables before they change or go, and brought back from there.

One thing (an article, a report, an event) is always kept whole, all of its tables at once, and once in a revision.
Notes nothing in the log: whoever changes the thing does.
"""

from __future__ import annotations

from incidents.store.connection import list_names
from incidents.store.log import Session
from incidents.store.things import KINDS, PREFIX

Key = str | int


def find_origin(session: Session, kind: str, key: Key) -> int | None:
    """The revision that made the thing what it is; None when it is not there."""
    if KINDS[kind].is_dated:
        sql = f"SELECT revision_id FROM {KINDS[kind].root} WHERE {KINDS[kind].column} = :key"
        found: int | None = session.connection.value(sql, {"key": key})
        return found
    session.log.flush()
    added = "SELECT max(revision_id) FROM change WHERE kind = :kind AND key = :key AND action = 'added'"
    sql = f"SELECT ({added}) AS revision_id FROM {kind} WHERE id = :id"
    rows = session.connection.values(sql, {"kind": kind, "key": str(key), "id": key})
    return rows[0] or 0 if rows else None


def keep_version(session: Session, kind: str, key: Key) -> None:
    """Copy the thing as it stands, unless this revision has made it what it is. Call it before the first change."""
    made = find_origin(session, kind, key)
    if made is None or made == session.log.revision:
        return
    names = {"key": key, "since": made, "until": session.log.revision}
    for table, column in KINDS[kind].tables.items():
        session.connection.run(_copying(table, column, _shared(session, table)), names)


def drop_version(session: Session, kind: str, key: Key) -> None:
    """Remove the thing's rows, kept before."""
    keep_version(session, kind, key)
    for table, column in reversed(KINDS[kind].tables.items()):
        session.connection.run(f"DELETE FROM {table} WHERE {column} = :key", {"key": key})


def restore_version(session: Session, kind: str, key: Key, *, until: int) -> bool:
    """Put the thing back as it stood until before the revision *until*, in place of what it is now.

    False, and nothing is changed, when no such state was kept. The event's revision is left to the caller.
    """
    root, column = KINDS[kind].root, KINDS[kind].column
    kept = f"SELECT 1 FROM {PREFIX}{root} WHERE {column} = :key AND until_revision = :until"
    if session.connection.value(kept, {"key": key, "until": until}) is None:
        return False
    drop_version(session, kind, key)
    for table, name in KINDS[kind].tables.items():
        session.connection.run(_restoring(table, name, _shared(session, table)), {"key": key, "until": until})
    return True


def _copying(table: str, column: str, shared: str) -> str:
    return (
        f"INSERT INTO {PREFIX}{table} ({shared}, revision_id, until_revision)"
        f" SELECT {shared}, :since, :until FROM {table} WHERE {column} = :key"
    )


def _restoring(table: str, column: str, shared: str) -> str:
    return (
        f"INSERT INTO {table} ({shared}) SELECT {shared} FROM {PREFIX}{table}"
        f" WHERE {column} = :key AND until_revision = :until"
    )


def _shared(session: Session, table: str) -> str:
    """The columns that a table has in common with its twin."""
    return list_names([column for column in session.connection.columns(table) if column != "revision_id"])
