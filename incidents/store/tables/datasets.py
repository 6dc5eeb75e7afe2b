"""Where imported rows are from: datasets with their licences, the files that were imported, and the rows themselves.

A file is an article whose reports are its rows: what a row says about an event is a report like any other. Rows are
added, never overwritten; of several with one identifier the last report is the current one.
"""

from sqlalchemy import Index
from sqlmodel import Field

from incidents.store.tables.naming import Row


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
