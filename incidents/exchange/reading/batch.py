"""Lines of a table taken many at a time: who looks at columns need not look at each of millions of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from incidents.exchange.reading.even import EvenRows, Rows, join_rows

Cells = tuple[str, ...]
Column = Sequence[str]
SIZE, LEAST = 1000, 500  # lines: of a batch, and of one that is worth to be looked at column by column
Item = TypeVar("Item")


class Line(NamedTuple):
    """One row: the *number* of the line, or of the spreadsheet's row, on which it begins, and its *cells*."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Batch:
    """Lines that follow each other: their *numbers*, and the cells of each in *rows*."""

    numbers: Sequence[int]
    rows: Rows

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def columns(self) -> Sequence[Column] | None:
        """The cells column by column; None where a line has more of them than another."""
        if isinstance(self.rows, EvenRows):
            return self.rows.columns()
        try:
            return list(zip(*self.rows, strict=True))
        except ValueError:
            return None

    def column(self, place: int) -> Column:
        """The cells at one *place* of every line, which each must have."""
        return [row[place] for row in self.rows] if self.columns is None else self.columns[place]

    def line(self, place: int) -> Line:
        """The line at that *place*."""
        return Line(self.numbers[place], tuple(self.rows[place]))

    def lines(self) -> Iterator[Line]:
        """Each of them."""
        return map(Line, self.numbers, map(tuple, self.rows))

    def pick(self, places: Sequence[int]) -> Batch:
        """Only the lines at those *places*."""
        if len(places) == len(self):
            return self
        return Batch([self.numbers[place] for place in places], [self.rows[place] for place in places])


def batch(lines: Iterable[Line]) -> Batch:
    """*lines* as one."""
    listed = list(lines)
    return Batch([line.number for line in listed], [line.cells for line in listed])


class Lines(Iterable[Line]):
    """Lines that can be taken once: one by one, and then what is left of them by *batches*."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._batches = iter(batches)
        self._begun: Iterator[Line] = iter(())
        self._lines = self._go()

    def __iter__(self) -> Iterator[Line]:
        return self._lines

    def batches(self, least: int = LEAST) -> Iterator[Batch]:
        """Those that were not taken yet, at least so many at a time as long as there are; none is empty."""
        held: list[Batch] = []
        for each in filter(None, self._left()):
            held.append(each)
            if sum(map(len, held)) >= least:
                yield _join(held)
                held = []
        if held:
            yield _join(held)

    def change(self, change: Callable[[Batch], Batch]) -> Lines:
        """The lines that *change* makes of them."""
        return Lines(map(change, self._left()))

    def behind(self, lines: Sequence[Line]) -> Lines:
        """The same lines with others before them."""
        return Lines(chain([batch(lines)], self._left()))

    def _left(self) -> Iterator[Batch]:
        return chain(map(batch, [self._begun]), self._batches)

    def _go(self) -> Iterator[Line]:
        for each in self._batches:
            self._begun = each.lines()
            yield from self._begun


def _join(batches: Sequence[Batch]) -> Batch:
    if len(batches) == 1:
        return batches[0]
    return Batch([*chain.from_iterable(each.numbers for each in batches)], join_rows([each.rows for each in batches]))


def batch_up(lines: Iterable[Line], size: int = SIZE) -> Lines:
    """*lines*, so many at a time."""
    return Lines(_batches(iter(lines), size))


def _batches(lines: Iterator[Line], size: int) -> Iterator[Batch]:
    while True:
        taken, fault = take(lines, size)
        yield batch(taken)
        if fault is not None:
            raise fault
        if not taken:
            return


def take(items: Iterator[Item], count: int) -> tuple[list[Item], Exception | None]:
    """The next of *items*, up to *count*, and what went wrong behind them: it is to be told after them."""
    taken: list[Item] = []
    try:
        taken.extend(islice(items, count))  # what came before a fault is in it, too
    except Exception as error:  # noqa: BLE001 - whoever asks raises it
        return taken, error
    return taken, None
