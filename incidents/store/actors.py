"""Write actors and their other names. An actor is one spelling; that two spellings are one actor, an alias says."""

from __future__ import annotations

from sqlalchemy import text

from incidents.store.log import Session
from incidents.store.writing import find_or_add


def add_alias(session: Session, actor: str, alias: str) -> None:
    """Let searches find *actor* by *alias*; makes the actor when there is none. A second time changes nothing."""
    number = find_or_add(session.connection, "actor", "name", actor)
    before = _aliases(session, number)
    sql = "INSERT INTO actor_alias (actor_id, alias) VALUES (:actor, :alias) ON CONFLICT DO NOTHING"
    session.connection.execute(text(sql), {"actor": number, "alias": alias})
    session.log.changed("actor", actor, {"aliases": before}, {"aliases": _aliases(session, number)})


def _aliases(session: Session, number: int) -> list[str]:
    sql = "SELECT alias FROM actor_alias WHERE actor_id = :actor ORDER BY alias"
    return [str(row.alias) for row in session.connection.execute(text(sql), {"actor": number})]
