"""Hold what the tables say against what the log says, and quotes against their texts. Changes nothing.

The chain of hashes is walked by ``chain_walk``, before this: a log that was altered proves nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from incidents.domain.article import Article
from incidents.store.as_of import AsOfLink
from incidents.store.describing import find_descriptions
from incidents.store.link import Link, Row
from incidents.store.retracing import State, is_same, trace_back
from incidents.store.select import is_in
from incidents.store.things import KINDS, PREFIX
from incidents.store.verdict import Fault

_BATCH = 500
_KEYS = "SELECT DISTINCT key FROM change WHERE kind = :kind ORDER BY key"
_CHANGES = "SELECT * FROM change WHERE kind = :kind AND {} ORDER BY id"
_TEXTS = "SELECT id, sha256, title, text, erased_at FROM article ORDER BY id"
_QUOTES = (
    "SELECT report.article_id, evidence.report_id, evidence.position, start_offset, end_offset, quote FROM evidence"
    " JOIN report ON report.id = evidence.report_id WHERE {} ORDER BY report_id, position"
)


def check_things(link: Link) -> Iterator[Fault]:
    """Every article, report and event whose tables do not say what the log leads to, now and at each past version."""
    then, since = AsOfLink(link, 0), _chained_at(link)
    for kind in (*KINDS, "actor"):
        keys = (row["key"] for row in link.rows(_KEYS, {"kind": kind}))
        while batch := list(islice(keys, _BATCH)):
            yield from _check_batch(link, then, kind, batch, since)
    yield from _check_unlogged(link)
    yield from _check_beginnings(link, since)


def check_texts(link: Link) -> Iterator[Fault]:
    """Every article whose text is not that of its hash, and every quote that is not in its article at its place."""
    rows = link.rows(_TEXTS, {})
    while batch := list(islice(rows, _BATCH // 10)):
        texts = {row["id"]: row["text"] for row in batch}
        for row in batch:
            whole = Article(id="", text=row["text"], title=row["title"])
            if row["erased_at"] is None and whole.sha256 != row["sha256"]:
                yield Fault(where=f"article {row['id']}", what="its title and text are not those of its hash")
        where = is_in("report.article_id", list(texts), name="id")
        for row in link.rows(_QUOTES.format(where.sql), where.parameters):
            if texts[row["article_id"]][row["start_offset"] : row["end_offset"]] != row["quote"]:
                what = f"the words of evidence {row['position']} are not in article {row['article_id']} at their place"
                yield Fault(where=f"report {row['report_id']}", what=what)


def check_pages(link: Link) -> Iterator[Fault]:
    """Every page that is not what its hash says; those that were erased are not looked at."""
    for row in link.rows("SELECT sha256, data FROM page WHERE data IS NOT NULL ORDER BY sha256", {}):
        try:
            is_right = hashlib.sha256(zlib.decompress(row["data"])).hexdigest() == row["sha256"]
        except (zlib.error, TypeError):
            is_right = False
        if not is_right:
            yield Fault(where=f"page {row['sha256'][:12]}", what="its bytes are not those of its hash")


def _check_batch(link: Link, then: AsOfLink, kind: str, keys: Sequence[str], since: int) -> Iterator[Fault]:
    where = is_in("key", keys, name="key")
    changes: dict[str, list[Row]] = defaultdict(list)
    for row in link.rows(_CHANGES.format(where.sql), {"kind": kind, **where.parameters}):
        changes[row["key"]].append(row)
    try:
        now, past = find_descriptions(link, kind, keys), _find_past(link, then, kind, keys)
    except (ValueError, TypeError, KeyError, sqlite3.OperationalError) as error:  # a row that no command wrote
        if len(keys) == 1:
            yield Fault(where=_name(kind, keys[0]), what=f"cannot be read: {error}")
        else:
            for key in keys:
                yield from _check_batch(link, then, kind, [key], since)
        return
    for key in keys:
        kept = {revision: state for (thing, revision), state in past.items() if thing == key}
        fault = _trace(kind, now.get(key), changes[key], kept, since)
        if fault is not None:
            yield Fault(where=_name(kind, key), what=fault)


def _name(kind: str, key: object) -> str:
    return str(key) if kind == "event" else f"{kind} {key}"


def _trace(kind: str, now: State, changes: Sequence[Row], kept: dict[int, State], since: int) -> str | None:
    """Why the log does not lead from nothing to *now*, past the versions that are *kept*; None when it does.

    Versions are kept since the revision *since*.
    """
    odd = None
    try:
        for revision, state in trace_back(now, changes):
            is_due = kind in KINDS and state is not None and revision > since
            if (is_due or revision in kept) and not is_same(state, kept.pop(revision, None)):
                odd = odd or f"what is kept of it from before revision {revision} is not what the log says"
    except ValueError as error:
        return str(error)
    if kept:
        odd = odd or f"there is a version until revision {min(kept)} of which the log knows nothing"
    return odd


def _find_past(link: Link, then: AsOfLink, kind: str, keys: Sequence[str]) -> dict[tuple[str, int], State]:
    """The versions that are kept, by key and the revision until which they stood."""
    if kind not in KINDS:
        return {}
    column = KINDS[kind].column
    where = is_in(column, [KINDS[kind].key(key) for key in keys], name="key")
    sql = f"SELECT {column} AS key, until_revision FROM {PREFIX}{KINDS[kind].root} WHERE {where.sql}"
    until: dict[int, list[str]] = defaultdict(list)
    for row in link.rows(sql, where.parameters):
        until[row["until_revision"]].append(str(row["key"]))
    return {
        (key, revision): found
        for revision, those in sorted(until.items())
        for key, found in find_descriptions(then.at(revision - 1), kind, those).items()
    }


def _check_unlogged(link: Link) -> Iterator[Fault]:
    for name, kind in KINDS.items():
        for table in (kind.root, f"{PREFIX}{kind.root}"):
            identifier = f"{table}.{kind.column}"
            sql = (
                f"SELECT {identifier} AS key FROM {table} WHERE NOT EXISTS (SELECT 1 FROM change"
                f" WHERE change.kind = :kind AND change.key = CAST({identifier} AS text)) ORDER BY {identifier}"
            )
            for row in link.rows(sql, {"kind": name}):
                yield Fault(where=_name(name, row["key"]), what="is not in the log")


def _check_beginnings(link: Link, since: int) -> Iterator[Fault]:
    """A version began with the last change before the one that ended it; they are kept since the revision *since*."""
    for name, kind in KINDS.items():
        for table, column in kind.tables.items():
            sql = (
                f"SELECT DISTINCT past.{column} AS key, past.until_revision AS ended FROM {PREFIX}{table} AS past"
                " WHERE (past.revision_id > :since OR :since = 0) AND past.revision_id <> coalesce("
                "(SELECT max(change.revision_id)"
                f" FROM change WHERE change.kind = :kind AND change.key = CAST(past.{column} AS text)"
                " AND change.revision_id < past.until_revision), -1) ORDER BY 1, 2"
            )
            for row in link.rows(sql, {"kind": name, "since": since}):
                what = f"the version until revision {row['ended']} did not begin where it says"
                yield Fault(where=_name(name, row["key"]), what=what)


def _chained_at(link: Link) -> int:
    """The revision that chained an older log; before it no versions were kept. 0 when the log was always chained."""
    sql = "SELECT coalesce(max(revision_id), 0) AS revision FROM change WHERE kind = 'log'"
    return next(int(row["revision"]) for row in link.rows(sql, {}))
