"""Read a thing as the log describes it, from its tables, at the moment that the link sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from incidents.domain.article import Article
from incidents.domain.event import Record
from incidents.store.description import Description, describe_article, describe_event, describe_report
from incidents.store.keys import number_of
from incidents.store.link import Link, Row
from incidents.store.query import Query
from incidents.store.records import read_records
from incidents.store.rows import read_day
from incidents.store.select import is_in
from incidents.store.things import KINDS, Kind

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
