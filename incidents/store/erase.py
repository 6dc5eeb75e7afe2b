"""Erase words for good, because the law asks for it: an article's text, or a name wherever it stands.

What stays: the article's row with its hash, the offsets of the evidence, every number, and the chain of the log, whose
digests cannot be turned back into words. Earlier versions are rewritten too. That it was done is noted, and of which
things; what was erased is not. It cannot be undone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from incidents.domain.text import black_out, whole_words
from incidents.errors import BadUsage, NotFound
from incidents.store.fingerprints import forget_print
from incidents.store.inbox import forget_pages
from incidents.store.keys import number_of
from incidents.store.log import Session, digest_of_change, digest_of_reason
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


def rewrite_account(account: str, in_quotes: Rewrite, elsewhere: Rewrite | None = None) -> str:
    """An account with its quotes rewritten, and its other words; the same text where nothing differs."""
    document = json.loads(account)
    quotes = [each["quote"] for each in document.get("evidence", ())]
    after = document if elsewhere is None else _walk(document, elsewhere)
    for evidence, quote in zip(after.get("evidence", ()), quotes, strict=True):
        evidence["quote"] = in_quotes(quote)
    return account if after == json.loads(account) else json.dumps(after, ensure_ascii=False)


def rewrite_cells(cells: str, change: Rewrite) -> str:
    """A row as it was imported with its cells rewritten; the same text where nothing differs."""
    before = json.loads(cells)
    after = _walk(before, change)
    return cells if after == before else json.dumps(after, ensure_ascii=False, separators=(",", ":"))


def _walk(value: Any, change: Rewrite) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, dict):
        return {key: _walk(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_walk(each, change) for each in value]
    return change(value) if isinstance(value, str) else value


def find_texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a JSON value
    """Every text in a JSON value, keys apart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from find_texts(each)


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


Counts = dict[str, int]
# What the log holds of a thing itself: digests of what was added, all of what was removed, the events of a coding.
_HELD = (
    "SELECT id FROM change WHERE kind = :kind AND key = :key AND (action <> 'changed' OR kind = 'coding')"
    " AND salt IS NOT NULL"
)
_VALUES = "SELECT id, old, new FROM change WHERE old IS NOT NULL OR new IS NOT NULL"
_REASONS = "SELECT id, reason FROM revision WHERE reason IS NOT NULL AND id <> :own"


def erase_article(session: Session, article_id: str) -> Counts:
    """Erase the text of an article and every quote from it; how many things that touches. Raises NotFound."""
    number, done = number_of(article_id), Rewritten()
    if session.connection.value("SELECT 1 FROM article WHERE id = :id", {"id": number}) is None:
        raise NotFound(f"there is no article {article_id!r}", mend="see its number: incidents why EVENT")
    rewrite(session, TEXTS, black_out, done, only={"id": number})
    for report in session.connection.values("SELECT id FROM report WHERE article_id = :id", {"id": number}):
        rewrite(session, QUOTES, black_out, done, only={"report_id": report})
        rewrite(session, ACCOUNTS, lambda account: rewrite_account(account, black_out), done, only={"id": report})
    for coding in session.connection.values("SELECT id FROM coding WHERE article_id = :id", {"id": number}):
        rewrite(session, CODED, lambda account: rewrite_account(account, black_out), done, only={"coding_id": coding})
    forget_print(session, article_id)
    return _finish(session, done, entries=0)


def erase_name(session: Session, name: str) -> Counts:
    """Erase *name* wherever it stands as whole words, in any case; how many things that touches.

    In texts and quotes blocks take its place, elsewhere ``[erased 12]``, 12 being the revision, so that one party stays
    one party. Raises NotFound when it stands nowhere, BadUsage for what is no name.
    """
    pattern, mark, done = _pattern(name), f"[erased {session.log.revision}]", Rewritten()

    def strike(words: str) -> str:
        return pattern.sub(mark, words)

    def blot_out(words: str) -> str:
        return pattern.sub(lambda found: black_out(found[0]), words)

    for words in NAMES:
        rewrite(session, words, strike, done)
    _count_what_is_named(session, done)
    for words in (TEXTS, QUOTES):
        rewrite(session, words, blot_out, done)
    for words in (ACCOUNTS, CODED):
        rewrite(session, words, lambda account: rewrite_account(account, blot_out, strike), done)
    rewrite(session, CELLS, lambda cells: rewrite_cells(cells, strike), done)
    entries = _forget_entries(session, pattern)
    if not done.things and not entries:
        raise NotFound(f"{name!r} stands nowhere in the base", mend="look for it: incidents query --text NAME")
    return _finish(session, done, entries=entries)


def _count_what_is_named(session: Session, done: Rewritten) -> None:
    """Events that say another name now because their actor has one, and articles because their outlet has one."""
    for table in ("event_actor", "event_claim", f"{PREFIX}event_actor", f"{PREFIX}event_claim"):
        _count_those_of(session, done, "event", f"SELECT DISTINCT event_id FROM {table} WHERE actor_id = :key", "actor")
    for table in ("article", f"{PREFIX}article"):
        _count_those_of(session, done, "article", f"SELECT id FROM {table} WHERE outlet_id = :key", "outlet")


def _count_those_of(session: Session, done: Rewritten, kind: str, sql: str, owner: str) -> None:
    for key in sorted(done.things.get(owner, ())):
        for found in session.connection.values(sql, {"key": int(key)}):
            done.add(kind, found)


def _pattern(name: str) -> re.Pattern[str]:
    try:
        return whole_words(name)
    except ValueError:
        raise BadUsage(f"{name!r} is no name", mend='type it as it is written: incidents erase name "..."') from None


def _forget_entries(session: Session, pattern: re.Pattern[str]) -> int:
    """Take the name out of what the log says itself, its values and reasons; how many entries had it."""
    session.log.flush()
    rows = session.connection.fetch(_VALUES)
    numbers = [row["id"] for row in rows if any(_says(pattern, row[value]) for value in ("old", "new"))]
    forget_values(session, numbers)
    reasons = session.connection.fetch(_REASONS, {"own": session.log.revision})
    revisions = [row["id"] for row in reasons if pattern.search(row["reason"])]
    for revision in revisions:
        forget_reason(session, revision)
    return len(numbers) + len(revisions)


def _says(pattern: re.Pattern[str], value: str | None) -> bool:
    return value is not None and any(pattern.search(each) for each in find_texts(json.loads(value)))


def _finish(session: Session, done: Rewritten, *, entries: int) -> Counts:
    """Drop the keys to the digests of what was rewritten, by which words could be guessed, and note what was done."""
    session.log.flush()
    for kind, keys in sorted(done.things.items()):
        for key in sorted(keys):
            numbers = session.connection.values(_HELD, {"kind": kind, "key": key})
            forget_values(session, numbers)
            session.log.changed("erasure", f"{kind} {key}", {"words": "there"}, {"words": "erased"})
    forget_words(session)
    for number in done.things.get("article", ()):
        forget_pages(session, number)
        for table in ("article", f"{PREFIX}article"):
            change_rows(session.connection, table, {"id": int(number)}, {"erased_at": session.signature.at})
    return {kind: len(keys) for kind, keys in sorted(done.things.items())} | {"entry of the log": entries}
