"""The log (revisions and changes), and a table for earlier rows beside each table of a thing with a history.

See ``docs/history.md`` for what is in a row, and ``store/log.py`` for what the hash of a revision covers. A table of
earlier rows has the columns and the indexes of its table, whatever they are, and says from which revision on
(``revision_id``) and until before which (``until_revision``) the row stood. It refers to no other table.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Index, Integer, MetaData, Table
from sqlmodel import Field

from incidents.store.tables.naming import Row
from incidents.store.things import KINDS, PREFIX


class Revision(Row, table=True):
    """One transaction that changed something; *made_at* is an ISO 8601 instant in UTC.

    *undoes* is the revision that this one takes back; *hash* covers the revision before, this row and its changes.
    *reason* is in the hash by *digest* alone once it is erased, and with *salt* before.
    """

    id: int | None = Field(default=None, primary_key=True)
    made_at: str
    made_by: str
    command: str
    reason: str | None = None
    undoes: int | None = None
    salt: str | None = None
    digest: str | None = None
    hash: str


class Change(Row, table=True):
    """One thing *added* or *removed*, or one field of it *changed* (*action*); *old* and *new* are JSON.

    *kind* is one of ``things.KINDS``, actor or places (a list of them), and *key* the thing's identifier. Where the
    values are not in the row, *digest* stands for them: of a thing that was added they stand in its own tables,
    and what was erased has no *salt* any more.
    """

    __table_args__ = (Index(None, "kind", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(foreign_key="revision.id", index=True)
    action: str
    kind: str
    key: str
    field: str | None = None
    old: str | None = None
    new: str | None = None
    salt: str | None = None
    digest: str | None = None


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
