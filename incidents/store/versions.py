"""Versions of things (articles, reports, events, ...): describe them as the log does, keep and restore earlier ones.

One thing is always kept whole, all of its tables at once, and once in a revision. A thing that is one plain row, with
rows below it, is also added, changed and removed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from incidents.domain.articles import Article
from incidents.domain.events import Event, Record, to_document
from incidents.errors import NotFound
from incidents.store.connection import Link, Row, list_names
from incidents.store.filters import Query, is_in
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.records import read_day, read_records
from incidents.store.things import KINDS, PREFIX, Kind
from incidents.store.writing import add_row, add_rows, change_rows

Description = dict[str, Any]
# Neither is the event's own: the evidence is its reports', and "claim" sums up "claims".
_NOT_OWN = ("evidence", "claim", "alternatives")
# Keys that the first descriptions did not have.
_LATER = frozenset({"judgements", "merged_into", "apart"})
_EVIDENCE = ("position", "field", "value", "start_offset", "end_offset", "quote", "proposed_by", "accepted_by")
_REPORT = ("account", "proposed_by", "accepted_by", "codebook_version")


def describe_article(article: Article, *, sha256: str) -> Description:
    """An article; its text is described by its hash."""
    return {
        "sha256": sha256,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": None if article.published_on is None else article.published_on.isoformat(),
        "language": article.language,
        "path": article.path,
    }


def describe_report(report: Mapping[str, Any], evidence: Iterable[Mapping[str, Any]]) -> Description:
    """A report, as the columns of its row, with the rows of its evidence in order."""
    own = {"article": str(report["article_id"]), "main": bool(report["main"])}
    words = [{name: row[name] for name in _EVIDENCE} for row in evidence]
    return own | {name: report[name] for name in _REPORT} | {"evidence": words}


def describe_event(event: Event, *, status: str, reports: Sequence[str], **more: object) -> Description:
    """The whole event: its document without the evidence, its state, and its reports in order.

    Of *more* only what says something is taken, so that older digests stand when there is more to say.
    """
    return leave_out_silent(describe_own(event) | {"status": status, "reports": sorted(reports, key=int)} | more)


def leave_out_silent(described: Description) -> Description:
    """*described* without those of the later keys that say nothing."""
    return {key: value for key, value in described.items() if key not in _LATER or value not in (None, [], {})}


def describe_own(event: Event) -> Description:
    """What the event itself says: its document without what its reports say."""
    own = {field: value for field, value in to_document(event).items() if field not in _NOT_OWN}
    # A database gives 36 back as 36.0, and -0.0 as 0.0.
    return own | {key: own[key] + 0.0 for key in ("latitude", "longitude") if own[key] is not None}


Found = dict[str, Description]
_ARTICLES = (
    "SELECT article.id, sha256, title, path, published_on, language, outlet.name AS outlet FROM article"
    " LEFT JOIN outlet ON outlet.id = article.outlet_id WHERE {}"
)
_ALIASES = "SELECT actor_id, alias FROM actor_alias WHERE {} ORDER BY actor_id, alias"


def find_description(link: Link, kind: str, key: str) -> Description | None:
    """The thing of that *kind* and *key*; None when it is not there."""
    return find_descriptions(link, kind, [key]).get(key)


def find_descriptions(link: Link, kind: str, keys: Sequence[str]) -> Found:
    """The things of that *kind* among *keys*, by key; those that are not there are left out."""
    if not keys:
        return {}
    return _find_plain(link, KINDS[kind], keys) if kind not in _FINDERS else _FINDERS[kind](link, keys)


def _find_plain(link: Link, kind: Kind, keys: Sequence[str]) -> Found:
    """Things that are described by the columns of their row, and of the rows below it, as they are."""
    numbers = [kind.key(key) for key in keys]
    found: Found = {}
    for table, column in kind.tables.items():
        where = is_in(column, numbers, name="key")
        order = column if table == kind.root else f"{column}, position"
        for row in link.rows(f"SELECT * FROM {table} WHERE {where.sql} ORDER BY {order}", where.parameters):
            told = {name: value for name, value in dict(row).items() if name not in (column, "revision_id")}
            if table == kind.root:
                found[str(row[column])] = told | {below: [] for below in list(kind.tables)[1:]}
            else:
                found[str(row[column])][table].append(told)
    return found


def _find_articles(link: Link, keys: Sequence[str]) -> Found:
    where = is_in("article.id", [number_of(key) for key in keys], name="id")
    return {str(row["id"]): _describe_article(row) for row in link.rows(_ARTICLES.format(where.sql), where.parameters)}


def _describe_article(row: Row) -> Description:
    article = Article(
        id=str(row["id"]),
        text="",
        title=row["title"],
        publisher=row["outlet"],
        published_on=read_day(row["published_on"]),
        language=row["language"],
        path=row["path"],
    )
    return describe_article(article, sha256=row["sha256"])


def _find_reports(link: Link, keys: Sequence[str]) -> Found:
    numbers = [number_of(key) for key in keys]
    words = _group(link, "SELECT * FROM evidence WHERE {} ORDER BY report_id, position", "report_id", numbers)
    where = is_in("id", numbers, name="id")
    rows = link.rows(f"SELECT * FROM report WHERE {where.sql}", where.parameters)
    return {str(row["id"]): describe_report(row, words.get(str(row["id"]), ())) for row in rows}


def _find_events(link: Link, keys: Sequence[str]) -> Found:
    links = _group(
        link, "SELECT event_id, report_id FROM report_event WHERE {} ORDER BY event_id, report_id", "event_id", keys
    )
    where = is_in("event.event_id", keys, name="id")
    records = read_records(link, Query(sql=f"SELECT * FROM event WHERE {where.sql}", parameters=where.parameters))
    return {record.event_id: _describe_record(record, links.get(record.event_id, ())) for record in records}


def _describe_record(record: Record, links: Iterable[Row]) -> Description:
    return describe_event(
        record.event,
        status=record.status,
        reports=[str(row["report_id"]) for row in links],
        judgements=[asdict(each) for each in record.judgements],
        merged_into=record.merged_into,
        apart=list(record.apart),
    )


def _find_actors(link: Link, keys: Sequence[str]) -> Found:
    rows = _group(link, _ALIASES, "actor_id", list(map(int, keys)))
    return {key: {"aliases": [row["alias"] for row in rows.get(key, ())]} for key in keys}


def _group(
    link: Link, sql: str, key: str, values: Sequence[str | int], *, column: str | None = None
) -> Mapping[str, list[Row]]:
    where = is_in(column or key, values, name="key")
    rows = link.rows(sql.format(where.sql), where.parameters)
    return {str(value): list(group) for value, group in groupby(rows, lambda row: row[key])}


_FINDERS: Mapping[str, Callable[[Link, Sequence[str]], Found]] = {
    "article": _find_articles,
    "report": _find_reports,
    "event": _find_events,
    "actor": _find_actors,
}


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
