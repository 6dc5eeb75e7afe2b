"""Twins: beside each table of articles, reports and events, one for the rows that it held and holds no more.

A twin has the columns and the indexes of its table, whatever they are, and says from which revision on
(``revision_id``) and until before which (``until_revision``) the row stood. It refers to no other table.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Index, Integer, MetaData, Table

from incidents.store.things import KINDS, PREFIX


def make_twins(metadata: MetaData) -> None:
    """Declare the twin of each table that makes up a thing."""
    for kind in KINDS.values():
        for name in kind.tables:
            _make_twin(metadata.tables[name], metadata)


def _make_twin(table: Table, metadata: MetaData) -> None:
    indexes = [Index(None, *(column.name for column in index.columns)) for index in table.indexes]
    name = f"{PREFIX}{table.name}"
    Table(name, metadata, *_columns(table), *indexes, Index(None, "until_revision", "revision_id"))


def _columns(table: Table) -> Iterator[Column[object]]:
    for column in table.columns:
        if column.name != "revision_id":
            yield Column(
                column.name,
                column.type,
                primary_key=column.primary_key,
                nullable=column.nullable,
                autoincrement=False,
            )
    yield Column("revision_id", Integer, nullable=False)
    yield Column("until_revision", Integer, primary_key=True, autoincrement=False)
