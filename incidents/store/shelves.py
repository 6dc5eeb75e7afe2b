"""Blocks of shapes put together to what a load writes: rows of events, texts of reports and of the log.

Keeps the shapes of the blocks that came before. Does not write, and knows no numbers of actors and reports. Rows of
facets go on as they are: whoever writes them keeps those that came before, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from incidents.domain.codes import DRAFT
from incidents.domain.columns import FIELDS, Column, Columns, tell
from incidents.domain.event import Event
from incidents.domain.sheaf import Listed, Sheaf
from incidents.store.chain import digest_keys, make_salts, write_text
from incidents.store.facets import FACETS
from incidents.store.shapes import OWN, TOLD, escape, shape

_NO_WORDS = '"evidence": []'  # of a report, behind the summary: the words of a row are its cells
_NO_WORDS_QUOTED = escape(escape(_NO_WORDS))
_REPORTS, _STATUS = "reports", "status"  # keys of a description that are of no field
_NO_REPORTS = escape('"reports":[]')


class Shelf:
    """The shapes of one field so far, each kind of piece in a list of its own; *codes* are those of the block."""

    def __init__(self, field: str) -> None:
        self.own: dict[str, list[Any]] = {name: [] for name in OWN[field]}
        self.told: dict[str, list[str]] = {name: [] for name in TOLD[field]}
        self.account: list[str] = []
        self.quoted: list[str] = []
        self.codes: Sequence[int] = ()

    def take(self, column: Column) -> None:
        """Keep what is new of *column*, and forget what counts no more."""
        self.codes = column.codes
        for kept in (*self.own.values(), *self.told.values(), self.account, self.quoted):
            del kept[column.start :]
        if column.new:
            own, told, accounts, _ = zip(*column.new, strict=True)
            _add(self.own.values(), own)
            _add(self.told.values(), told)
            _add((self.account, self.quoted), accounts)

    def of_block(self, pieces: Sequence[Any]) -> Iterator[Any]:
        """Of *pieces*, one of the shelf's lists, those of the block's events in order."""
        return map(pieces.__getitem__, self.codes)


def _add(lists: Iterable[list[Any]], new: Sequence[Sequence[Any]]) -> None:
    for kept, values in zip(lists, zip(*new, strict=True), strict=False):
        kept.extend(values)


def _groups(column: Column) -> Column:
    """Only the rows of a facet's shapes."""
    return Column(column.start, [rows for *_, rows in column.new], column.codes)


class Shelves:
    """A shelf for each field. Without *is_reported* no report of each event is stored."""

    def __init__(self, *, is_reported: bool) -> None:
        self._shelves = {field: Shelf(field) for field in FIELDS}
        self._is_reported = is_reported

    def bind(self, events: Columns, statuses: Sequence[str], *, has_reports: bool) -> Sheaf:
        """The next block, in those states. Without reports it is worked out here what stands for an event in the log.

        Every block is bound, also one of which nothing is stored.
        """
        shapes = shape(events, is_reported=self._is_reported)
        for field, column in shapes.items():
            self._shelves[field].take(column)
        told: Mapping[str, Listed]
        if has_reports or self._is_reported:
            told = {"before": list(self._before()), "behind": list(self._behind(statuses))}
        else:
            salts = make_salts(len(statuses))
            told = {"salts": salts, "digests": list(map(digest_keys, salts, self._tell(statuses)))}
        return Sheaf(
            own={
                name: list(shelf.of_block(values))
                for shelf in self._shelves.values()
                for name, values in shelf.own.items()
            },
            facets={facet.field: _groups(shapes[facet.field]) for facet in FACETS},
            accounts=list(self._account("account", _NO_WORDS)) if self._is_reported else (),
            quoted=list(self._account("quoted", _NO_WORDS_QUOTED)) if self._is_reported else (),
            **told,
        )

    def _account(self, kind: str, no_words: str) -> Iterator[str]:
        """What a report of each event is, as JSON, or the same *quoted*: the inside of a JSON text within another."""
        *before, confidence = (shelf.of_block(getattr(shelf, kind)) for shelf in self._shelves.values())
        inner = map(", ".join, zip(*before, repeat(no_words), confidence, strict=False))
        return (f"{{{text}}}" for text in inner)

    def _tell(self, statuses: Iterable[str]) -> Iterator[str]:
        """What the log says of each event, new, without judgements and reports, between the braces of a JSON text."""
        pieces = self._pieces() | {_REPORTS: repeat(_NO_REPORTS), _STATUS: map(_tell_status, statuses)}
        return map(",".join, zip(*(pieces[name] for name in sorted(pieces)), strict=False))

    def _before(self) -> Iterator[str]:
        """What it says before the reports."""
        pieces = self._pieces()
        told = zip(*(pieces[name] for name in sorted(pieces) if name < _REPORTS), strict=True)
        return (f"{{{','.join(each)}," for each in told)

    def _behind(self, statuses: Iterable[str]) -> Iterator[str]:
        """What it says behind them."""
        pieces = self._pieces() | {_STATUS: map(_tell_status, statuses)}
        told = zip(*(pieces[name] for name in sorted(pieces) if name > _REPORTS), strict=True)
        return (f",{','.join(each)}}}" for each in told)

    def _pieces(self) -> dict[str, Iterator[str]]:
        """What it says of the fields, by the first key of each piece."""
        return {name: shelf.of_block(listed) for shelf in self._shelves.values() for name, listed in shelf.told.items()}


def bind_all(events: Sequence[Event], *, status: str = DRAFT) -> Sheaf:
    """The sheaf of *events* for reports of each."""
    return Shelves(is_reported=True).bind(tell(events), [status] * len(events), has_reports=True)


@lru_cache(maxsize=16)
def _tell_status(status: str) -> str:
    return escape(f'"status":{write_text(status)}')
