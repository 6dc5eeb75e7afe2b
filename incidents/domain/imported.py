"""Rows of other people's datasets on their way into the database, and what is there of them already."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.article import Article
from incidents.domain.event import DRAFT, Event

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A dataset: its *name* in the database, its *label* for people, and under which licence its rows come."""

    name: str
    label: str
    licence: str
    may_be_shared: bool
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of rows, cited as an article: the layout it has and its header."""

    article: Article
    terms: Terms
    profile: str
    header: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A row as it is to be stored: its identifier in the dataset, its line and cells, and the event that it reports."""

    identifier: str
    line: int
    cells: Cells
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """The newest row of an identifier: its report, what it said, and the event that rests on it (None: unlinked).

    *header* names its cells.
    """

    identifier: str
    report: str
    header: Cells
    cells: Cells
    account: Event
    event_id: str | None

    def says(self, cells: Cells, header: Cells) -> bool:
        """Whether it has said all that *cells* under *header* say, wherever the columns stand and whichever are out."""
        if (header, len(cells)) == (self.header, len(self.cells)) or len(cells) != len(header):
            return cells == self.cells
        own = dict(zip(self.header, self.cells, strict=False))
        return all(own.get(name, "") == cell for name, cell in zip(header, cells, strict=True))


@dataclass(frozen=True, slots=True)
class Cited:
    """An article that a file cites and does not bring: its *number* where the file was written, and its *outlet*."""

    number: int
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvent:
    """An event that comes with its own identifier and state, from another database of incidents."""

    event_id: str
    event: Event
    status: str = DRAFT
    version: int = 1
    updated_at: str | None = None
    citations: tuple[Cited, ...] = ()
