"""The schema as SQL text, for people to read and for ``schema/built/tables.sql``.

Makes no table: ``migrations/`` does, and a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import DDLElement, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from incidents.store.tables import METADATA

_HEAD = "-- The tables of incidents, as SQLite has them. Generated; change incidents/store/tables/ instead.\n"
_TAIL = (
    "-- Beside these, migrations/sqlite.sql makes event_spot, an R*Tree of the points of events, event_words and\n"
    "-- article_words, full text, event_term, the numbers of events in it, and event_tally, counts by country, month\n"
    "-- and status. Triggers keep all of them right within each transaction.\n"
)


def tables_sql() -> str:
    """Every table with its indexes, parents before children; the same text on each run."""
    return "\n".join([_HEAD, *(_statements(table) for table in METADATA.sorted_tables), _TAIL])


def _statements(table: Table) -> str:
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    elements: list[DDLElement] = [CreateTable(table), *map(CreateIndex, indexes)]
    return "\n".join(_tidy(str(element.compile(dialect=sqlite.dialect()))) for element in elements) + "\n"


def _tidy(sql: str) -> str:
    return "\n".join(line.rstrip().replace("\t", "    ") for line in sql.strip().splitlines()) + ";"
