"""Rows of other people's datasets on their way into the database, and what it holds of them already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from incidents.domain.articles import Article
from incidents.domain.documents import DRAFT
from incidents.domain.events import Event

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


class NewRow(NamedTuple):
    """A row as it is to be stored: its *identifier* in the dataset, line, cells, and the event that it reports."""

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


class Brought(NamedTuple):
    """A row that a dataset brought before, by its identifier, and the event that rests on it: its country and day."""

    identifier: str
    event_id: str
    country: str | None
    day: str | None


class Cited(NamedTuple):
    """An article that a file cites and does not bring: its *number* where the file was written, and its *outlet*."""

    number: int
    outlet: str | None = None


class State(NamedTuple):
    """What another database of incidents says of an event beside what happened."""

    status: str = DRAFT
    version: int = 1
    updated_at: str | None = None
    citations: tuple[Cited, ...] = ()


class NamedEvent(NamedTuple):
    """An event that comes with a state and an identifier of its own: *key* is that, its prefix and its number."""

    key: tuple[str, str, int]
    state: State
    event: Event
