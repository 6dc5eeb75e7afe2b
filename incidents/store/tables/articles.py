"""Outlets, articles and what each says; how they came in, the datasets they were imported from, their fingerprints.

Rows are added, never overwritten, but for the state of what came in. A file that is imported is an article whose
reports are its rows; of several rows with one identifier the last report is the current one. Fingerprints follow from
the texts.
"""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary
from sqlmodel import Field

from incidents.store.tables.naming import Row


class Outlet(Row, table=True):
    """Who publishes; *scale* is a code of ``source_scales``, None until somebody says."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    scale: str | None = None


class Article(Row, table=True):
    """One published text, known again by its hash; *path* is the file or URL that was read.

    *erased_at* says that words of it were erased, and when.
    """

    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    outlet_id: int | None = Field(default=None, foreign_key="outlet.id", index=True)
    title: str | None = None
    text: str
    published_on: date | None = None
    language: str | None = None
    path: str | None = None
    added_at: str
    added_by: str
    erased_at: str | None = None


class Report(Row, table=True):
    """One article's account of one event: *account* is the whole event document as JSON, kept as it was accepted."""

    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    id: int | None = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    account: str
    main: bool
    proposed_by: str
    accepted_by: str
    created_at: str
    codebook_version: str | None = None


class Evidence(Row, table=True):
    """The words behind a value of a report: characters *start_offset* to *end_offset* of the article's text."""

    __table_args__ = (CheckConstraint("0 <= start_offset AND start_offset <= end_offset", name="offsets"),)

    report_id: int = Field(foreign_key="report.id", primary_key=True)
    position: int = Field(primary_key=True)
    field: str
    value: str | None = None
    start_offset: int
    end_offset: int
    quote: str
    proposed_by: str
    accepted_by: str


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


class Dataset(Row, table=True):
    """A dataset under the terms it came with; *licence* is an SPDX expression where there is one."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    label: str
    licence: str
    may_be_shared: bool
    citation: str


class ImportedFile(Row, table=True):
    """A file whose rows were imported: the layout it was read under, and its *header*, a JSON list of texts."""

    article_id: int = Field(foreign_key="article.id", primary_key=True)
    dataset_id: int = Field(foreign_key="dataset.id", index=True)
    profile: str
    header: str


class ImportedRow(Row, table=True):
    """The row behind a report: what its dataset calls it, its line, and its *cells* as they were, a JSON list."""

    __table_args__ = (Index(None, "dataset_id", "identifier", "report_id"),)

    report_id: int = Field(foreign_key="report.id", primary_key=True)
    dataset_id: int = Field(foreign_key="dataset.id")
    identifier: str
    line: int
    cells: str


class ArticlePrint(Row, table=True):
    """The numbers by which an article's words are compared: *digits* in hexadecimal; *size* runs of words."""

    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    digits: str
    size: int


class ArticleBand(Row, table=True):
    """A few of these numbers in one: only articles that have a band in common are compared."""

    band: int = Field(sa_type=BigInteger, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True, index=True)


class ArticleTwin(Row, table=True):
    """Two articles that share their words, the later one first; *overlap* is how much of the shorter one."""

    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    other_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True, index=True)
    overlap: float
