"""The lower layer: outlets, their articles, and what each article says. Rows are added, never overwritten."""

from datetime import date

from sqlalchemy import CheckConstraint
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
