"""Write things that are one plain row, with rows below it: what came in, who it is for, a coding, a question.

Each has a history as an event has: it is noted in the log, kept as it was before it changes, and can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from incidents.errors import NotFound
from incidents.store.past import drop_version, keep_version
from incidents.store.describing import find_description
from incidents.store.description import Description
from incidents.store.log import Session
from incidents.store.things import KINDS
from incidents.store.writing import add_row, add_rows, change_rows

Columns = Mapping[str, Any]


def add_sheet(session: Session, kind: str, row: Columns, below: Mapping[str, Sequence[Columns]] | None = None) -> str:
    """Store a thing of that *kind*, with the rows of its other tables in their order; its identifier."""
    its = KINDS[kind]
    stamped = {**row, "revision_id": session.log.revision}
    if its.column in row:
        key = row[its.column]
        add_rows(session.connection, its.root, [stamped])
    else:
        key = add_row(session.connection, its.root, stamped)
    for table, rows in (below or {}).items():
        numbered = [{its.tables[table]: key, "position": position, **each} for position, each in enumerate(rows)]
        add_rows(session.connection, table, numbered)
    session.log.added(kind, str(key), _find(session, kind, str(key)))
    return str(key)


def change_sheet(session: Session, kind: str, key: str, values: Columns) -> bool:
    """Write columns of the thing's own row; whether anything differs. Raises NotFound."""
    its = KINDS[kind]
    if not session.log.changed(kind, key, _find(session, kind, key), values):
        return False
    keep_version(session, kind, its.key(key))
    stamped = {**values, "revision_id": session.log.revision}
    change_rows(session.connection, its.root, {its.column: its.key(key)}, stamped)
    return True


def add_below(session: Session, kind: str, key: str, table: str, row: Columns) -> None:
    """Store one more row below the thing, behind those that it has in *table*. Raises NotFound."""
    its, now = KINDS[kind], _find(session, kind, key)
    position = len(now[table])
    session.log.changed(kind, key, now, {table: [*now[table], {"position": position, **row}]})
    keep_version(session, kind, its.key(key))
    add_rows(session.connection, table, [{its.tables[table]: its.key(key), "position": position, **row}])
    change_rows(session.connection, its.root, {its.column: its.key(key)}, {"revision_id": session.log.revision})


def remove_sheet(session: Session, kind: str, key: str) -> None:
    """Let the thing go; its rows are kept with what was. Raises NotFound."""
    was = _find(session, kind, key)
    drop_version(session, kind, KINDS[kind].key(key))
    session.log.removed(kind, key, was)


def _find(session: Session, kind: str, key: str) -> Description:
    can_be = key.isdecimal() or not KINDS[kind].is_numbered
    found = find_description(session.connection, kind, key) if can_be else None
    if found is None:
        raise NotFound(f"there is no {kind} {key!r}")
    return found
