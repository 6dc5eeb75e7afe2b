"""Blocks of shapes put together to what a load writes: rows of events, texts of reports and of the log.

Keeps the shapes of the blocks that came before. Does not write, and knows no numbers of actors and reports. Rows of
facets go on as they are: whoever writes them keeps those that came before, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from incidents.domain.columns import FIELDS, Column, Columns, EventBatch, Listed, Picker, Texts, pick_values, to_columns
from incidents.domain.documents import DRAFT
from incidents.domain.events import Event
from incidents.store.facets import FACETS
from incidents.store.log import digest_all, make_salts, write_text
from incidents.store.shapes import OWN, TOLD, account, escape, shape

_NO_WORDS = '"evidence": []'  # of a report, behind the summary: the words of a row are its cells
_NO_WORDS_QUOTED = escape(escape(_NO_WORDS))
_REPORTS, _STATUS = "reports", "status"  # keys of a description that are of no field
_NO_REPORTS = escape('"reports":[]')
Piece = str | Sequence[str]  # what all events of a block say, or each of them


class Shelf:
    """The shapes of one field so far, each kind of piece in a list of its own. *codes* are those of the block."""

    def __init__(self, field: str, *, is_reported: bool) -> None:
        self._field = field
        self._is_reported = is_reported
        self.own: dict[str, list[Any]] = {name: [] for name in OWN[field]}
        self.told: dict[str, list[str]] = {name: [] for name in TOLD[field]}
        self.account: list[str] = []
        self.quoted: list[str] = []
        self._same: int | None = None
        self._pick_own: Picker = tuple

    def take(self, column: Column) -> Column:
        """Keep what is new of *column*, and forget what counts no more; the column with rows of a facet."""
        self._same = _find_same(column.codes)
        self._pick_own = tuple if isinstance(column.codes, range) else pick_values(column.codes)
        shapes = shape(self._field, column.new)
        _keep((*self.own.values(), *self.told.values()), (*shapes.own, *shapes.told), column.start)
        if self._is_reported:
            _keep((self.account, self.quoted), account(self._field, column.new), column.start)
        return Column(column.start, shapes.rows, column.codes)

    def of_block(self, pieces: list[Any]) -> Listed:
        """Of *pieces*, one of the shelf's lists, those of the block's events in order."""
        return self._pick_own(pieces)

    def tell(self) -> dict[str, Piece]:
        """What the log says of the block's events, by the first key of each piece."""
        if self._same is not None:
            return {name: pieces[self._same] for name, pieces in self.told.items()}
        return {name: self._pick_own(pieces) for name, pieces in self.told.items()}


def _find_same(codes: Sequence[int]) -> int | None:
    """What all events of a block say, if they say the same."""
    return codes[0] if codes and codes[0] == codes[-1] and codes.count(codes[0]) == len(codes) else None


def _keep(lists: Iterable[list[Any]], new: Iterable[Sequence[Any]], start: int) -> None:
    for kept, values in zip(lists, new, strict=True):
        kept[start:] = values


class Shelves:
    """A shelf for each field. Without *is_reported* no report of each event is stored."""

    def __init__(self, *, is_reported: bool) -> None:
        self._shelves = {field: Shelf(field, is_reported=is_reported) for field in FIELDS}
        self._is_reported = is_reported

    def bind(self, events: Columns, statuses: Sequence[str], *, has_reports: bool) -> EventBatch:
        """The next block, in those states. Without reports it is worked out here what stands for an event in the log.

        Every block is bound, also one of which nothing is stored.
        """
        groups = {field: self._shelves[field].take(column) for field, column in events.items()}
        told: Mapping[str, Listed]
        if has_reports or self._is_reported:
            told = {"before": list(self._before(len(statuses))), "behind": list(self._behind(statuses))}
        else:
            salts = make_salts(len(statuses))
            told = {"salts": Texts(salts), "digests": Texts(digest_all(salts, self._tell(statuses)))}
        return EventBatch(
            own={
                name: shelf.of_block(values) for shelf in self._shelves.values() for name, values in shelf.own.items()
            },
            facets={facet.field: groups[facet.field] for facet in FACETS},
            accounts=list(self._account("account", _NO_WORDS)) if self._is_reported else (),
            quoted=list(self._account("quoted", _NO_WORDS_QUOTED)) if self._is_reported else (),
            **told,
        )

    def _account(self, kind: str, no_words: str) -> Iterator[str]:
        """What a report of each event is, as JSON, or the same *quoted*: the inside of a JSON text within another."""
        *before, confidence = (shelf.of_block(getattr(shelf, kind)) for shelf in self._shelves.values())
        inner = map(", ".join, zip(*before, repeat(no_words), confidence, strict=False))
        return (f"{{{text}}}" for text in inner)

    def _tell(self, statuses: Sequence[str]) -> Iterator[str]:
        """What the log says of each event, new, without judgements and reports, between the braces of a JSON text."""
        pieces = self._pieces() | {_REPORTS: _NO_REPORTS, _STATUS: _tell_statuses(statuses)}
        return _join([pieces[name] for name in sorted(pieces)], len(statuses))

    def _before(self, count: int) -> Iterator[str]:
        """What it says of each of *count* before the reports."""
        pieces = self._pieces()
        told = _join([pieces[name] for name in sorted(pieces) if name < _REPORTS], count)
        return (f"{{{each}," for each in told)

    def _behind(self, statuses: Sequence[str]) -> Iterator[str]:
        """What it says behind them."""
        pieces = self._pieces() | {_STATUS: _tell_statuses(statuses)}
        told = _join([pieces[name] for name in sorted(pieces) if name > _REPORTS], len(statuses))
        return (f",{each}}}" for each in told)

    def _pieces(self) -> dict[str, Piece]:
        """What it says of the fields."""
        return {name: told for shelf in self._shelves.values() for name, told in shelf.tell().items()}


def _join(pieces: Iterable[Piece], count: int) -> Iterator[str]:
    """*pieces* put together for each of *count* events; neighbours that are the same for all of them are one piece."""
    together: list[Iterable[str]] = []
    same: list[str] = []
    for piece in (*pieces, None):
        if isinstance(piece, str):
            same.append(piece)
            continue
        if same:
            together.append(repeat(",".join(same), count))
            same = []
        if piece is not None:
            together.append(piece)
    return map(",".join, zip(*together, strict=True))


def bind_all(events: Sequence[Event], *, status: str = DRAFT) -> EventBatch:
    """The sheaf of *events* for reports of each."""
    return Shelves(is_reported=True).bind(to_columns(events), [status] * len(events), has_reports=True)


def _tell_statuses(statuses: Sequence[str]) -> Piece:
    told = {status: escape(f'"status":{write_text(status)}') for status in set(statuses)}
    return next(iter(told.values())) if len(told) == 1 else list(map(told.__getitem__, statuses))
