"""Blocks of shapes taken apart into what a load writes: rows of events and facets, texts of reports and of the log.

Keeps the shapes of the blocks that came before. Does not write, and knows no numbers of actors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from incidents.domain.columns import FIELDS, Column, Columns
from incidents.store.chain import write_json, write_text
from incidents.store.shapes import OWN, TOLD, escape

_NO_WORDS = '"evidence": []'  # of a report, behind the summary: the words of a row are its cells
_NO_WORDS_QUOTED = escape(escape(_NO_WORDS))


class Shelf:
    """The shapes of one field so far, each kind of piece in a list of its own; *codes* are those of the block."""

    def __init__(self, field: str) -> None:
        self.own: dict[str, list[Any]] = {name: [] for name in OWN[field]}
        self.told: dict[str, list[str]] = {name: [] for name in TOLD[field]}
        self.account: list[str] = []
        self.quoted: list[str] = []
        self.rows: list[tuple[Any, ...]] = []
        self.codes: Sequence[int] = ()

    def take(self, column: Column) -> None:
        """Keep what is new of *column*, and forget what counts no more."""
        self.codes = column.codes
        for kept in (*self.own.values(), *self.told.values(), self.account, self.quoted, self.rows):
            del kept[column.start :]
        if column.new:
            own, told, accounts, rows = zip(*column.new, strict=True)
            _add(self.own.values(), own)
            _add(self.told.values(), told)
            _add((self.account, self.quoted), accounts)
            self.rows += rows

    def of_block(self, pieces: Sequence[Any]) -> Iterator[Any]:
        """Of *pieces*, one of the shelf's lists, those of the block's events in order."""
        return map(pieces.__getitem__, self.codes)


def _add(lists: Iterable[list[Any]], new: Sequence[Sequence[Any]]) -> None:
    for kept, values in zip(lists, zip(*new, strict=True), strict=False):
        kept.extend(values)


class Shelves:
    """A shelf for each field."""

    def __init__(self) -> None:
        self._shelves = {field: Shelf(field) for field in FIELDS}

    def take(self, events: Columns) -> None:
        """Let *events* be the block."""
        for field, shelf in self._shelves.items():
            shelf.take(events[field])

    def column(self, field: str, name: str) -> Iterator[Any]:
        """One column of the events' own rows."""
        shelf = self._shelves[field]
        return shelf.of_block(shelf.own[name])

    def columns(self) -> Iterator[Iterator[Any]]:
        """The columns of the events' own rows, as ``rows.EVENT_COLUMNS`` names them."""
        for shelf in self._shelves.values():
            yield from map(shelf.of_block, shelf.own.values())

    def facet(self, field: str) -> tuple[list[tuple[Any, ...]], Sequence[int]]:
        """The rows of each value of a facet, and which of them each event of the block has."""
        return self._shelves[field].rows, self._shelves[field].codes

    def accounts(self) -> Iterator[str]:
        """What a report of each event is, as JSON."""
        return _join((shelf.of_block(shelf.account) for shelf in self._shelves.values()), _NO_WORDS)

    def quoted_accounts(self) -> Iterator[str]:
        """The same as it stands in the log: the inside of a JSON text within another."""
        return _join((shelf.of_block(shelf.quoted) for shelf in self._shelves.values()), _NO_WORDS_QUOTED)

    def told(self, statuses: Iterable[str], reports: Iterable[Sequence[str]]) -> Iterator[str]:
        """What the log says of each event, new and without judgements: the inside of a JSON text."""
        pieces: dict[str, Iterable[str]] = {
            name: shelf.of_block(listed) for shelf in self._shelves.values() for name, listed in shelf.told.items()
        }
        pieces |= {"status": map(_tell_status, statuses), "reports": map(_tell_reports, reports)}
        inner = map(",".join, zip(*(pieces[name] for name in sorted(pieces)), strict=True))
        return (f"{{{text}}}" for text in inner)


def _join(parts: Iterable[Iterator[str]], no_words: str) -> Iterator[str]:
    *before, confidence = parts
    inner = map(", ".join, zip(*before, repeat(no_words), confidence, strict=False))
    return (f"{{{text}}}" for text in inner)


@lru_cache(maxsize=16)
def _tell_status(status: str) -> str:
    return escape(f'"status":{write_text(status)}')


def _tell_reports(reports: Sequence[str]) -> str:
    return escape(f'"reports":{write_json(sorted(reports, key=int))}') if reports else _NO_REPORTS


_NO_REPORTS = escape('"reports":[]')


def tell_reports(
    accounts: Iterable[tuple[int, bool, str]], quoted: Iterable[str], *, accepted_by: str, **rest: str | None
) -> Iterator[str]:
    """What the log says of reports without words: the inside of a JSON text.

    Of each account the article's number, whether the event is what that is about, and *quoted* what it says; *rest* are
    the codebook's version and who proposed it.
    """
    start = escape(f'{{"accepted_by":{write_text(accepted_by)},"account":"')
    ends = {main: escape(f",{write_json({**rest, 'evidence': [], 'main': main})[1:]}") for main in (True, False)}
    for (article, main, _), account in zip(accounts, quoted, strict=True):
        yield f'{start}{account}\\",\\"article\\":\\"{article}\\"{ends[main]}'
