"""The log: who changed what, when, by which command and why. Rows are only ever added."""

from sqlalchemy import Index
from sqlmodel import Field

from incidents.store.tables.naming import Row


class Revision(Row, table=True):
    """One transaction that changed something; *made_at* is an ISO 8601 instant in UTC."""

    id: int | None = Field(default=None, primary_key=True)
    made_at: str
    made_by: str
    command: str
    reason: str | None = None


class Change(Row, table=True):
    """One field of one thing: *old* and *new* are JSON. Without a *field* the whole thing was added.

    *kind* is article, report, event, actor or places (a list of them), and *key* the thing's identifier.
    """

    __table_args__ = (Index(None, "kind", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(foreign_key="revision.id", index=True)
    kind: str
    key: str
    field: str | None = None
    old: str | None = None
    new: str | None = None
