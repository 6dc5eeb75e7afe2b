"""The team: members, codings apart from events, assignments, questions, and what was decided on suggestions."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from incidents.store.tables.naming import Row


class Member(Row, table=True):
    """A person by the *name* they sign with, and their *role*, a code of ``roles``.

    *revision_id* is the revision that made the row what it is.
    """

    name: str = Field(primary_key=True)
    role: str
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


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


class Verdict(Row, table=True):
    """One decision on one suggested event; *article* is the hash of its article, which need not be stored.

    *confidence* (an object), *kept* and *features* (lists of texts) are JSON. No words of the article and no names:
    nothing here needs to be erased with either. *decided_at* is an ISO 8601 instant in UTC.
    """

    id: int | None = Field(default=None, primary_key=True)
    article: str
    decision: str
    proposed_by: str
    confidence: str
    kept: str
    proposed_type: str | None = None
    final_type: str | None = None
    features: str
    decided_at: str
    decided_by: str
    codebook_version: str | None = None


class Effort(Row, table=True):
    """One article or group of articles: *task* is desk or triage, *article* the hash of the (first) article."""

    id: int | None = Field(default=None, primary_key=True)
    article: str
    task: str
    keys: int
    seconds: float
    events: int
    rows: int
    untouched: int
    done_at: str
    done_by: str
