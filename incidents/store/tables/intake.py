"""Articles as they come in: what triage made of each, the pages they were read from, and which sources were read.

An ``intake`` has a history as events have; pages and visits have none: a page is known by its hash, and a visit only
saves reading the same source twice.
"""

from sqlalchemy import LargeBinary
from sqlmodel import Field

from incidents.store.tables.naming import Row


class Intake(Row, table=True):
    """One article that came in from *origin*, and its *state*, a code of ``article_states``.

    *reason* says why it is in that state, *decided_by* who said so. *url* is where it was read, *page* the hash of
    the bytes that it was read from. *revision_id* is the revision that made the row what it is.
    """

    article_id: int = Field(foreign_key="article.id", primary_key=True)
    state: str = Field(index=True)
    reason: str | None = None
    origin: str
    url: str | None = None
    page: str | None = None
    decided_by: str | None = None
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Page(Row, table=True):
    """The bytes of a page, packed by zlib; *data* is None when they were erased. *kind* is the media type told."""

    sha256: str = Field(primary_key=True)
    kind: str
    size: int
    data: bytes | None = Field(default=None, sa_type=LargeBinary)
    kept_at: str


class Visit(Row, table=True):
    """A source that was read: its *outcome* (stored, refused), and the hash of the article that came of it."""

    source: str = Field(primary_key=True)
    outcome: str
    article: str | None = None
    note: str | None = None
    visited_at: str
