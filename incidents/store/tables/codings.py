"""Codings that are no events yet: what each person found in an article, and who is to code what until when."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from incidents.store.tables.naming import Row


class Coding(Row, table=True):
    """What *coder* made of an article in their *turn*: *state* is open, done, or result, an adjudicator's.

    No query shows it. *revision_id* is the revision that made it what it is.
    """

    __table_args__ = (UniqueConstraint("article_id", "coder", "turn"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id")
    coder: str
    turn: int
    state: str
    coded_at: str
    codebook_version: str | None = None
    reason: str | None = None
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class CodingEvent(Row, table=True):
    """One event of a coding: *account* is the whole event document as JSON, with the words behind it."""

    coding_id: int = Field(foreign_key="coding.id", primary_key=True)
    position: int = Field(primary_key=True)
    account: str


class Assignment(Row, table=True):
    """*coder* is to code an article until *due_at*; *mode* is single or double, *stratum* and *seed* how drawn."""

    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    coder: str
    mode: str
    stratum: str | None = None
    seed: int | None = None
    due_at: str
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
