"""Questions on the codebook, events looked at again after a definition changed, and how people took suggestions."""

from sqlmodel import Field

from incidents.store.tables.naming import Row


class Query(Row, table=True):
    """A question on a *term* of the codebook, and its *answer*. *revision_id* is the revision that made it so."""

    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    id: int | None = Field(default=None, primary_key=True)
    term: str
    text: str
    event_id: str | None = None
    asked_by: str
    asked_at: str
    answer: str | None = None
    answered_by: str | None = None
    answered_at: str | None = None
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Recheck(Row, table=True):
    """An event that somebody held against a definition as *codebook_version* has it."""

    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    id: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(index=True)
    term: str
    codebook_version: str
    checked_by: str
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Trial(Row, table=True):
    """How one person took the suggestion for one event, or coded it without seeing one; rows are only ever added.

    *arm* is with, without or planted; *told* and *kept* are JSON lists of fields. Of a planted value *planted* names
    the field and *caught* says whether it was changed. No words and no names: nothing here needs to be erased.
    """

    id: int | None = Field(default=None, primary_key=True)
    article: str
    arm: str
    told: str
    kept: str
    planted: str | None = None
    caught: bool | None = None
    seconds: float
    decided_at: str
    decided_by: str
