"""Whether a database is in order as a database: its pages, references, tables, indexes, what is kept beside them.

Looks and changes nothing. Whether the log is true is ``verification``'s question.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from incidents.domain.problems import Gravity, Remark, fault, well, worry
from incidents.errors import BadDatabase
from incidents.store.ahead import AHEAD, ROLLBACK, kept_journal
from incidents.store.connection import Link, open_to_read
from incidents.store.database import Database
from incidents.store.state import check, head
from incidents.store.tables import METADATA

_AGAIN = "copy it into a new one, which has all: incidents db copy OLD NEW"
_RESTORE = "restore a backup: incidents restore FILE"

_JOURNALS = {
    AHEAD: "written ahead: others read while somebody writes",
    ROLLBACK: "rollback: whoever reads and whoever writes wait for each other, as on a network drive or in a backup",
}

_LOOSE_ARTICLES = (
    "SELECT count(*) AS n FROM article WHERE id NOT IN (SELECT article_id FROM report WHERE article_id IS NOT NULL)"
    " AND id NOT IN (SELECT article_id FROM intake)"
)
# A row of a dataset in whose place a newer edition has come rests beside its event by design.
_LOOSE_REPORTS = (
    "SELECT count(*) AS n FROM report WHERE id NOT IN (SELECT report_id FROM report_event) AND NOT EXISTS (SELECT 1"
    " FROM imported_row AS older JOIN imported_row AS newer ON newer.dataset_id = older.dataset_id"
    " AND newer.identifier = older.identifier AND newer.report_id > older.report_id"
    " WHERE older.report_id = report.id)"
)
_LOOSE_PAGES = "SELECT count(*) AS n FROM page WHERE sha256 NOT IN (SELECT page FROM intake WHERE page IS NOT NULL)"
_LOOSE = {"articles that nothing rests on": _LOOSE_ARTICLES, "reports of no event": _LOOSE_REPORTS}

# What migrations make beside the tables of ``METADATA``.
_MADE_BESIDE = {
    "sqlite": {"event_spot", "event_words", "article_words", "event_term", "event_tally"},
    "postgresql": {"event_tally", "ix_event_words", "ix_article_words"},
}

# What is kept beside the tables, and what it must come to. PostgreSQL finds words and points by indexes of the tables.
_KEPT_BY_SERVERS = {"counts by month"}
_BESIDE = {
    "full text": ("SELECT count(*) AS n FROM event_term", "SELECT count(*) AS n FROM event"),
    "counts by month": ("SELECT coalesce(sum(events), 0) AS n FROM event_tally", "SELECT count(*) AS n FROM event"),
    "points": (
        "SELECT count(*) AS n FROM event_spot",
        "SELECT count(*) AS n FROM (SELECT DISTINCT latitude, longitude FROM event WHERE latitude IS NOT NULL)",
    ),
}


def examine_health(database: Database) -> Iterator[Remark]:
    """A remark on each thing that is looked at; only the first where the database cannot be used at all."""
    try:
        check(database)
        yield well("schema", f"revision {head()}, up to date")
        yield from _look(database)
    except BadDatabase as error:
        yield fault("database", error.what, mend=error.mend or _RESTORE)


def _look(database: Database) -> Iterator[Remark]:
    with open_to_read(database) as link, link.snapshot():
        if link.dialect.name == "sqlite":
            yield _look_at_journal(database)
            yield _look_at_pages(link)
            yield _look_at_references(link)
        parts = _look_for_parts(link)
        yield parts
        if parts.gravity is Gravity.WELL:  # else what is missing would be asked
            if link.dialect.name == "sqlite":
                yield _look_at_tree(link)
            yield from _look_beside(link)
            yield from _look_for_loose(link)


def _look_at_journal(database: Database) -> Remark:
    return well("journal", _JOURNALS[kept_journal(Path(database.path or ""))])


def _look_at_pages(link: Link) -> Remark:
    said = [row["integrity_check"] for row in link.rows("PRAGMA integrity_check(5)", {})]
    if said == ["ok"]:
        return well("pages", "every page fits")
    return fault("pages", "; ".join(said), mend=_RESTORE)


def _look_at_references(link: Link) -> Remark:
    broken = sorted({row["table"] for row in link.rows("PRAGMA foreign_key_check", {})})
    if not broken:
        return well("references", "every row has what it refers to")
    return fault("references", f"rows of {', '.join(broken)} refer to rows that are gone", mend=_RESTORE)


def _look_at_tree(link: Link) -> Remark:
    said = next(str(row["said"]) for row in link.rows("SELECT rtreecheck('event_spot') AS said", {}))
    if said == "ok":
        return well("tree of points", "every point is where a search looks for it")
    return fault("tree of points", said.replace("\n", "; "), mend=_AGAIN)


def _look_for_parts(link: Link) -> Remark:
    there, tables = set(_names(link)), set(METADATA.tables)
    indexes = {str(index.name) for table in METADATA.tables.values() for index in table.indexes}
    wanted = tables | indexes | _MADE_BESIDE[link.dialect.name]
    if missing := sorted(wanted - there):
        mend = _AGAIN if tables <= there else _RESTORE
        return fault("tables and indexes", f"missing: {', '.join(missing)}", mend=mend)
    return well("tables and indexes", f"all {len(wanted)} are there")


def _names(link: Link) -> Iterator[str]:
    sql = (
        "SELECT name FROM sqlite_schema"
        if link.dialect.name == "sqlite"
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
        " UNION ALL SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
    )
    return (row["name"] for row in link.rows(sql, {}))


def _look_beside(link: Link) -> Iterator[Remark]:
    for name, (kept, due) in _BESIDE.items():
        if link.dialect.name == "postgresql" and name not in _KEPT_BY_SERVERS:
            continue
        has, needs = _count(link, kept), _count(link, due)
        if has == needs:
            yield well(name, f"{has:,} kept, as many as there are")
        else:
            yield fault(name, f"{has:,} kept where {needs:,} are due", mend=_AGAIN)


def _look_for_loose(link: Link) -> Iterator[Remark]:
    for what, sql in {**_LOOSE, "pages of no article": _LOOSE_PAGES}.items():
        number = _count(link, sql)
        yield well(what, "none") if number == 0 else worry(what, f"{number:,}")


def _count(link: Link, sql: str) -> int:
    return next(int(row["n"]) for row in link.rows(sql, {}))
