"""Verify a database: walk the log's chain of hashes, and hold every table against the log. Changes nothing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from incidents.domain.articles import Article
from incidents.store.as_of import AsOfLink
from incidents.store.connection import Link, Row, open_to_read
from incidents.store.database import Database
from incidents.store.filters import is_in
from incidents.store.log import Chain, digest, write_json
from incidents.store.state import check
from incidents.store.things import KINDS, PREFIX
from incidents.store.versions import Description, find_descriptions, leave_out_silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What does not fit, and *where*: a revision, an event, an article or a report."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was looked at, and the *faults*, the first broken one first; *head* is the last hash of the chain.

    *erased* changes hold no values any more: they are in the chain, and can be held against nothing.
    """

    revisions: int
    changes: int
    erased: int
    head: str
    faults: tuple[Fault, ...]


_ALL_CHANGES = "SELECT * FROM change ORDER BY revision_id, id"
_REVISIONS = "SELECT * FROM revision ORDER BY id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far the chain is whole: *revisions*, *changes*, and *head*, its last hash; *fault* is where it breaks."""

    revisions: int
    changes: int
    head: str
    is_expected_there: bool
    fault: Fault | None = None


class _Walker:
    """Two streams side by side: the revisions, and the changes of each."""

    def __init__(self, link: Link, expected: str | None) -> None:
        self._changes = link.rows(_ALL_CHANGES, {})
        self._waiting: Row | None = None
        self._expected = expected
        self.revisions, self.changes, self.head = 0, 0, ""
        self.is_expected_there = expected is None

    def walk(self, rows: Iterator[Row]) -> Fault | None:
        """Where the chain breaks, None when it does not."""
        self._waiting = next(self._changes, None)
        for row in rows:
            fault = self._step(row)
            if fault is not None:
                return fault
        if self._waiting is not None:
            return Fault(where=f"change {self._waiting['id']}", what="belongs to a revision that is not there")
        return None

    def _step(self, row: Row) -> Fault | None:
        chain = Chain(self.head, row)
        count = 0
        while self._waiting is not None and self._waiting["revision_id"] == row["id"]:
            chain.add(self._waiting)
            self._waiting = next(self._changes, None)
            count += 1
        if chain.seal() != row["hash"]:
            who = f"{row['made_at']}, {row['made_by']}, {row['command']}"
            what = f"its hash does not fit: it, one of its changes, or the revision before was altered ({who})"
            return Fault(where=f"revision {row['id']}", what=what)
        self.revisions, self.changes, self.head = self.revisions + 1, self.changes + count, row["hash"]
        self.is_expected_there = self.is_expected_there or self.head == self._expected
        return None


def walk_chain(link: Link, expected: str | None = None) -> Walk:
    """The chain up to its end or its first break; whether *expected*, a hash noted earlier, is in it."""
    walker = _Walker(link, expected)
    try:
        fault = walker.walk(link.rows(_REVISIONS, {}))
    except sqlite3.OperationalError as error:  # text that is no text any more
        fault = Fault(where=f"the log, after revision {walker.revisions}", what=f"cannot be read: {error}")
    return Walk(
        revisions=walker.revisions,
        changes=walker.changes,
        head=walker.head,
        is_expected_there=walker.is_expected_there,
        fault=fault,
    )


UNKNOWN = "\0unknown"  # no value of a description has this letter alone in front
State = Description | None


def trace_back(now: State, changes: Sequence[Row]) -> Iterator[tuple[int, State | str]]:
    """Each revision that changed the thing, the latest first, with what the thing was before it.

    Raises ValueError with a sentence at the first change that does not lead to what came after it.
    """
    state: State | str = now
    latest_first = sorted(changes, key=lambda change: change["id"], reverse=True)
    for revision, group in groupby(latest_first, lambda change: change["revision_id"]):
        for change in group:
            state = _before(state, change)
        yield revision, state
    if state is not None and state != UNKNOWN and changes and changes[0]["action"] == "added":
        raise ValueError("was there before it was added")


def is_same(state: State | str, found: State) -> bool:
    """Whether a traced state is what was *found*, as far as it is known. Saying nothing is the same as not saying."""
    if state == UNKNOWN:
        return True
    if not isinstance(state, dict) or found is None:
        return state == found
    return all(state.get(key) == UNKNOWN or _told(state, key) == _told(found, key) for key in {*state, *found})


def _before(state: State | str, change: Row) -> State | str:
    if state == UNKNOWN and change["action"] != "added":
        return UNKNOWN
    return _STEPS[change["action"]](state, change)


def _before_added(state: State | str, change: Row) -> State:
    if state is None:
        raise ValueError(f"was added in revision {change['revision_id']} and is not there")
    is_known = isinstance(state, dict) and UNKNOWN not in state.values()
    if is_known and not _is_erased(change) and not _has_digest(state, change):
        raise ValueError(f"is not what was added in revision {change['revision_id']}")
    return None


def _has_digest(state: State | str, change: Row) -> bool:
    if change["new"] is not None:  # a log from before the chain holds the thing itself, perhaps in fewer words
        added: Mapping[str, Any] = json.loads(change["new"])
        return isinstance(state, dict) and all(_told(state, key) == _told(added, key) for key in added if key in state)
    return bool(digest(change["salt"], None, write_json(state)) == change["digest"])


def _before_changed(state: State | str, change: Row) -> State:
    field, revision = change["field"], change["revision_id"]
    if state is None or isinstance(state, str):
        raise ValueError(f"was changed in revision {revision} and is not there")
    if _is_erased(change):
        return {**state, field: UNKNOWN}
    if state.get(field) != UNKNOWN and _told(state, field) != _quiet(json.loads(change["new"])):
        raise ValueError(f"does not have the {field} that revision {revision} gave it")
    return leave_out_silent({**state, field: json.loads(change["old"])})


def _before_removed(state: State | str, change: Row) -> State | str:
    if state is not None:
        raise ValueError(f"was removed in revision {change['revision_id']} and is there")
    if _is_erased(change):
        return UNKNOWN
    removed: Description = json.loads(change["old"])
    return removed


def _is_erased(change: Row) -> bool:
    return change["salt"] is None


def _told(state: Mapping[str, Any], key: str) -> object:
    return _quiet(state.get(key))


def _quiet(value: object) -> object:
    return None if value in ([], {}) else value


_STEPS = {"added": _before_added, "changed": _before_changed, "removed": _before_removed}


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


_ERASED = "SELECT count(*) AS erased FROM change WHERE salt IS NULL"


def verify(database: Database, *, expected: str | None = None) -> Verdict:
    """The verdict on *database*. *expected* is a hash that was noted earlier and must be in the chain.

    Raises BadDatabase unless the database is there and up to date.
    """
    check(database)
    with open_to_read(database) as link, link.snapshot():
        walk = walk_chain(link, expected)
        (row,) = link.rows(_ERASED, {})
        return Verdict(
            revisions=walk.revisions,
            changes=walk.changes,
            erased=int(row["erased"]),
            head=walk.head,
            faults=tuple(_find_faults(link, walk, expected)),
        )


def _find_faults(link: Link, walk: Walk, expected: str | None) -> Iterator[Fault]:
    if walk.fault is not None:
        yield walk.fault
        return
    if not walk.is_expected_there:
        yield Fault(where="the log", what=f"the hash {expected} is not in its chain: this is another log")
    yield from _as_far_as_it_reads(check_things(link))
    yield from _as_far_as_it_reads(check_texts(link))
    yield from _as_far_as_it_reads(check_pages(link))


def _as_far_as_it_reads(faults: Iterator[Fault]) -> Iterator[Fault]:
    """*faults*, and one more where a row cannot even be read, as when its text is no text."""
    try:
        yield from faults
    except sqlite3.OperationalError as error:
        yield Fault(where="a row that no command wrote", what=f"cannot be read: {error}")
