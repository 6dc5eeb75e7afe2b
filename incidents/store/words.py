"""Which columns hold words of articles and people, and how they are rewritten in place: now, and in all that was.

Rewriting is not a change of the thing: no version rises, nothing is noted. Only ``erasing`` may do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from incidents.store.log import Session
from incidents.store.things import PREFIX
from incidents.store.writing import change_rows

Rewrite = Callable[[str], str]
_DISTINCT = {("actor", "name"), ("outlet", "name"), ("actor_alias", "alias")}  # no two rows may say the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Columns of *table* that hold words; *key* is the column of the thing of that *kind* that they are of."""

    table: str
    kind: str
    key: str
    columns: tuple[str, ...]


NAMES = (
    Words(table="article", kind="article", key="id", columns=("title", "path")),
    Words(table="coding", kind="coding", key="id", columns=("reason",)),
    Words(table="assignment", kind="assignment", key="id", columns=("stratum",)),
    Words(table="query", kind="query", key="id", columns=("text", "answer")),
    Words(table="intake", kind="intake", key="article_id", columns=("reason", "origin", "url")),
    Words(table="evidence", kind="report", key="report_id", columns=("value",)),
    Words(table="event", kind="event", key="event_id", columns=("summary", "place_reported", "judgements")),
    Words(table="event_target", kind="event", key="event_id", columns=("name",)),
    Words(table="event_claim", kind="event", key="event_id", columns=("source",)),
    Words(table="actor", kind="actor", key="id", columns=("name",)),
    Words(table="outlet", kind="outlet", key="id", columns=("name",)),
    Words(table="actor_alias", kind="actor", key="actor_id", columns=("alias",)),
)
TEXTS = Words(table="article", kind="article", key="id", columns=("text",))
QUOTES = Words(table="evidence", kind="report", key="report_id", columns=("quote",))
CELLS = Words(table="imported_row", kind="report", key="report_id", columns=("cells",))
ACCOUNTS = Words(table="report", kind="report", key="id", columns=("account",))
CODED = Words(table="coding_event", kind="coding", key="coding_id", columns=("account",))


@dataclass
class Rewritten:
    """The things of which words were rewritten, by kind."""

    things: dict[str, set[str]] = field(default_factory=dict)

    def add(self, kind: str, key: object) -> None:
        """Count a thing, once."""
        self.things.setdefault(kind, set()).add(str(key))


def rewrite(
    session: Session, words: Words, change: Rewrite, done: Rewritten, *, only: Mapping[str, Any] | None = None
) -> None:
    """Rewrite *words* and their twins where *change* makes a difference, in the rows that equal *only*."""
    for table in (words.table, f"{PREFIX}{words.table}"):
        for column in words.columns if session.connection.columns(table) else ():
            for row in _rewrite_column(session, table, column, change, only or {}):
                done.add(words.kind, row[words.key])


def _rewrite_column(
    session: Session, table: str, column: str, change: Rewrite, only: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The rows that were rewritten, as they were."""
    from incidents.store.tables import METADATA  # noqa: PLC0415 - nobody else who writes pays for SQLModel

    names = [each.name for each in METADATA.tables[table].primary_key]
    where = "".join(f" AND {name} = :{name}" for name in only)
    rows = list(map(dict, session.connection.fetch(f"SELECT * FROM {table} WHERE {column} IS NOT NULL{where}", only)))
    changed = [row for row in rows if change(row[column]) != row[column]]
    taken = {row[column] for row in rows}
    for row in changed:
        after = change(row[column])
        if (table, column) in _DISTINCT:
            after = _find_free(after, taken)
            taken.add(after)
        change_rows(session.connection, table, {name: row[name] for name in names}, {column: after})
    return changed


def _find_free(word: str, taken: set[str]) -> str:
    """*word*, with a number behind it where it is *taken*: two spellings of one name may both go."""
    numbered = (f"{word} {number}" for number in count(2))
    return next(each for each in chain([word], numbered) if each not in taken)
