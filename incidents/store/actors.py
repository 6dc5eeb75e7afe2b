"""Write actors and their other names. An actor is one spelling; that two spellings are one actor, an alias says.

The log knows an actor by its number: a name in a key could not be erased.
"""

from __future__ import annotations

from collections.abc import Sequence

from incidents.store.log import Session
from incidents.store.writing import add_rows, find_or_add, remove_rows


def add_alias(session: Session, actor: str, alias: str) -> None:
    """Let searches find *actor* by *alias*; makes the actor when there is none. A second time changes nothing."""
    number = find_or_add(session.connection, "actor", "name", actor)
    before = _aliases(session, number)
    sql = "INSERT INTO actor_alias (actor_id, alias) VALUES (:actor, :alias) ON CONFLICT DO NOTHING"
    session.connection.run(sql, {"actor": number, "alias": alias})
    session.log.changed("actor", str(number), {"aliases": before}, {"aliases": _aliases(session, number)})


def set_aliases(session: Session, number: int, aliases: Sequence[str]) -> None:
    """Let the actor of that *number* have just these other names."""
    before = _aliases(session, number)
    remove_rows(session.connection, "actor_alias", {"actor_id": number})
    add_rows(session.connection, "actor_alias", [{"actor_id": number, "alias": alias} for alias in aliases])
    session.log.changed("actor", str(number), {"aliases": before}, {"aliases": _aliases(session, number)})


def _aliases(session: Session, number: int) -> list[str]:
    sql = "SELECT alias FROM actor_alias WHERE actor_id = :actor ORDER BY alias"
    return list(map(str, session.connection.values(sql, {"actor": number})))
