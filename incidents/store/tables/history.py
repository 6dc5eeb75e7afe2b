"""The log: who changed what, when, by which command and why. Rows are only ever added, and each is in the hash chain.

See ``docs/history.md`` for what is in a row, and ``store/chain.py`` for what its hash covers.
"""

from sqlalchemy import Index
from sqlmodel import Field

from incidents.store.tables.naming import Row


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
