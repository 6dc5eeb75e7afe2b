"""Where a row contradicts itself: columns that follow from others, computed again and compared.

Reports; changes nothing. What the database stores is computed afresh whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.codebook.model import Profile
from incidents.codebook.readings import Codes
from incidents.domain.columns import FIELDS, POINT, TYPES, Table
from incidents.domain.documents import Document
from incidents.domain.events import Event, to_document
from incidents.domain.problems import Problem
from incidents.exchange.conversions import Cell
from incidents.exchange.reading.blocks import HELD, Block
from incidents.exchange.reading.figures import whole
from incidents.exchange.reading.known import Known
from incidents.exchange.reading.reader import Reader
from incidents.exchange.rows import compile_cells

_BLANK = "blank"
# The fields that a computed column hangs on, by its source, where it is not all of them but the texts.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("region", "iso_numeric", "country"), ("country",)),
    **dict.fromkeys(("event_date", "middle_date"), ("when",)),
    "disorder_type": (TYPES,),
    "grid_cell": (POINT,),
}
_ALL = tuple(field for field in FIELDS if field not in {"summary", "confidence"})
_NOTHING = to_document(Event())
Key = tuple[Any, ...]  # cells, and then the values of fields or the codes of these
Judge = Callable[[Sequence[str], Document], str | None]


@dataclass(frozen=True, slots=True)
class _Check:
    """What is wrong with the first of some cells, beside the others and the *needed* fields of the event's document."""

    name: str
    places: tuple[int, ...]
    needed: tuple[str, ...]
    judge: Judge

    def work_out(self, keys: Sequence[Key]) -> list[str | None]:
        """The sentence for each of *keys*, None where nothing is wrong."""
        return list(map(self._judge, keys))

    def _judge(self, key: Key) -> str | None:
        cells = key[: len(self.places)]
        document = {**_NOTHING}
        for field, value in zip(self.needed, key[len(self.places) :], strict=True):
            document.update(FIELDS[field].write(value))
        return self.judge([cell.strip() for cell in cells], document)


class Differences:
    """Finds each cell of a block's rows that other cells of its row contradict. Blocks come in their order."""

    def __init__(self, profile: Profile, reader: Reader, codebook: Codebook) -> None:
        places = {fold(name): place for place, name in enumerate(reader.header)}
        checks = [*_computed(profile, reader, codebook, places), *_sums(reader, places)]
        self._known = {check: Known(check.work_out) for check in checks}
        self._table = Table(dict.fromkeys(field for check in checks for field in check.needed))

    def find(self, block: Block) -> list[Problem]:
        """A warning for each of them, row by row."""
        self._table.take(block.events)
        if not block.batch:
            return []
        found = [each for check, known in self._known.items() for each in self._apply(check, known, block)]
        return [problem for _, problem in sorted(found, key=itemgetter(0))]

    def _apply(self, check: _Check, known: Known, block: Block) -> Iterator[tuple[int, Problem]]:
        """The warnings of one check, each with the place of its row."""
        if len(known) > HELD:
            known.forget()
        cells = list(map(block.batch.column, check.places))
        codes = [block.events[field].codes for field in check.needed]
        rows = list(zip(*cells, *codes, strict=True))
        messages = self._judge(check, known, list(dict.fromkeys(rows)))
        for place, row in enumerate(rows if messages else ()):
            message = messages.get(row)
            if message is not None:
                value, line = cells[0][place].strip(), block.batch.numbers[place]
                yield place, Problem(field=check.name, message=message, value=value, line=line, is_error=False)

    def _judge(self, check: _Check, known: Known, rows: Sequence[Key]) -> Mapping[Key, str]:
        """What is wrong with those of *rows* with which anything is; the codes of values stand in them."""
        width = len(check.places)
        keys = [(*row[:width], *map(self._table.value, check.needed, row[width:])) for row in rows]
        found = [known.found[number] for number in known.number(keys)]
        return {row: message for row, message in zip(rows, found, strict=True) if message is not None}


def _computed(profile: Profile, reader: Reader, codebook: Codebook, places: Mapping[str, int]) -> Iterator[_Check]:
    """A check for each column of the file that is computed from others."""
    for column in profile.columns:
        if column.name in reader.reading.computed and fold(column.name) in places:
            make = compile_cells([column], profile, codebook)
            needed = _NEEDED.get(column.source or "", _ALL)
            yield _Check(column.name, (places[fold(column.name)],), needed, _comparing(make, reader.reading.same))


def _comparing(make: Callable[[Document], tuple[Cell, ...]], same: Codes) -> Judge:
    def judge(cells: Sequence[str], event: Document) -> str | None:
        (given,) = cells
        if not given:
            return None
        (computed,) = make(event)
        if _are_same(same.get(given.removesuffix(".0"), given), computed):
            return None
        return f"is {_BLANK if computed is None else repr(computed)} by the other columns"

    return judge


def _sums(reader: Reader, places: Mapping[str, int]) -> Iterator[_Check]:
    """A check for each column of the file that is the sum of others."""
    for total, parts in reader.reading.sums.items():
        if all(fold(column) in places for column in (total, *parts)):
            where = tuple(places[fold(column)] for column in (total, *parts))
            yield _Check(total, where, (), partial(_compare_sum, parts))


def _compare_sum(parts: Sequence[str], cells: Sequence[str], _: Document) -> str | None:
    """What is wrong with the first of *cells* as the sum of the others, which *parts* name; None when nothing is."""
    if not all(cells):
        return None
    try:
        total, *others = map(whole, cells)
    except ValueError:
        return f"cannot be the sum of {', '.join(parts)}, of which one is not a whole number"
    return None if sum(others) == total else f"is not the sum of {', '.join(parts)}: {sum(others)}"


def _are_same(given: str, computed: Cell) -> bool:
    """Whether two cells say the same, however they write it."""
    if computed is None:
        return False
    if given == str(computed) or fold(given) == fold(str(computed)):
        return True
    try:
        return float(given) == float(computed)
    except ValueError:
        return False
