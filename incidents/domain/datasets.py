"""Rows of other people's datasets on their way into the database, and what it holds of them already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from incidents.domain.articles import Article
from incidents.domain.columns import EventBatch
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRows:
    """Rows as they are to be stored: identifiers in the dataset, lines, cells, and the events that they report.

    *cells* are JSON lists of texts.
    """

    identifiers: Sequence[str]
    lines: Sequence[int]
    cells: Sequence[str]
    events: EventBatch


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


class Keys(NamedTuple):
    """Identifiers of events, and the prefix and the number that make up each."""

    event_ids: Sequence[str]
    prefixes: Sequence[str]
    numbers: Sequence[int]

    def pick(self, places: Sequence[int]) -> Keys:
        """Those at some places."""
        return Keys(
            [self.event_ids[place] for place in places],
            [self.prefixes[place] for place in places],
            [self.numbers[place] for place in places],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvents:
    """Events that come with their own identifiers and states."""

    keys: Keys
    states: Sequence[State]
    events: EventBatch
