"""Take words out of the log and leave its chain of hashes whole: their digests stay, their salts go.

Erases nothing but the log's own rows; whoever erases sees to the tables of the thing and to their twins
(``tables/past.py``), and notes in a revision of its own that it was done.
"""

from __future__ import annotations

from collections.abc import Sequence

from incidents.store.chain import digest_of_change, digest_of_reason
from incidents.store.log import Session


def forget_values(session: Session, numbers: Sequence[int]) -> None:
    """Erase the values of the changes of these *numbers*; for a thing that was added, the key to its digest."""
    session.log.flush()
    for number in numbers:
        (found,) = session.connection.fetch("SELECT * FROM change WHERE id = :id", {"id": number})
        kept = digest_of_change(dict(found))
        sql = "UPDATE change SET old = NULL, new = NULL, salt = NULL, digest = :digest WHERE id = :id"
        session.connection.run(sql, {"id": number, "digest": kept})


def forget_reason(session: Session, revision: int) -> None:
    """Erase the reason that was given for a revision."""
    (found,) = session.connection.fetch("SELECT * FROM revision WHERE id = :id", {"id": revision})
    kept = digest_of_reason(dict(found))
    sql = "UPDATE revision SET reason = NULL, salt = NULL, digest = :digest WHERE id = :id"
    session.connection.run(sql, {"id": revision, "digest": kept})


def forget_words(session: Session) -> None:
    """Write the full text afresh: what it no longer finds still stands in it until then."""
    if session.connection.dialect.name == "sqlite":
        for table in ("event_words", "article_words"):
            session.connection.run(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
