"""Lines of a CSV text parted into rows of cells, as ``csv.reader`` does it strictly, in a third of the time.

Most lines hold no quotation mark: such a line is a row, and its cells are what stands between the separators. Only the
others go through ``csv.reader``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import repeat

from incidents.exchange.reading.batch import SIZE, Batch, take

_QUOTE = '"'


class Parting:
    """The rows of *lines*, which keep their ends, once, many at a time.

    *begins* is the line on which the next one, or a fault, begins. Iterating raises csv.Error, for a cell longer than
    ``csv.field_size_limit`` too, and what *lines* raise.
    """

    def __init__(self, lines: Iterator[str], separator: str, *, size: int = SIZE) -> None:
        self.begins = 1
        self._lines = lines
        self._separator = separator
        self._size = size
        self._quoted = csv.reader(self._feed(), delimiter=separator, strict=True)
        self._texts: list[str] = []
        self._at = 0

    def __iter__(self) -> Iterator[tuple[Batch, str]]:
        """The rows of some lines with the text that they were."""
        while True:
            self._texts, fault = take(self._lines, self._size)
            first = self.begins
            numbers, rows = list[int](), list[list[str]]()
            try:
                self._part(first, numbers, rows)
            except (csv.Error, UnicodeError, OSError) as error:
                fault = error
            if rows:
                yield Batch(numbers, rows), "".join(self._texts)
            if fault is not None:
                raise fault
            if not self._texts:
                return

    def _part(self, first: int, numbers: list[int], rows: list[list[str]]) -> None:
        """Add the rows of the texts that were taken, the first of which is line *first*, and where they begin."""
        self._at = 0
        longest = csv.field_size_limit()
        for place in [place for place, text in enumerate(self._texts) if _QUOTE in text or len(text) > longest]:
            if place >= self._at:  # else it is of the row before
                self._add_plain(first, place, numbers, rows)
                self.begins = first + place
                rows.append(next(self._quoted))
                numbers.append(self.begins)
                self.begins = first + self._at
        self._add_plain(first, len(self._texts), numbers, rows)

    def _add_plain(self, first: int, end: int, numbers: list[int], rows: list[list[str]]) -> None:
        """Add the rows of the texts from where the last one ended to *end*, which have no quotation mark."""
        texts = [text.rstrip("\r\n") for text in self._texts[self._at : end]]
        rows += map(str.split, texts, repeat(self._separator))
        numbers += range(first + self._at, first + end)
        self._at = end
        self.begins = first + end

    def _feed(self) -> Iterator[str]:
        """Lines for rows that have quotation marks, which may go over several, and beyond those that were taken."""
        while True:
            if self._at == len(self._texts):
                line = next(self._lines, None)
                if line is None:
                    return
                self._texts.append(line)
            self._at += 1
            yield self._texts[self._at - 1]
