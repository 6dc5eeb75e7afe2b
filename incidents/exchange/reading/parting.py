"""A CSV text parted into rows of cells, as ``csv.reader`` does it strictly, in a fraction of the time.

Most lines hold no quotation mark: such a line is a row, and its cells are what stands between the separators. Only the
others go through ``csv.reader``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from incidents.exchange.reading.batch import Batch
from incidents.exchange.reading.even import Rows, even_out, join_rows, part_lines

_QUOTE = '"'
_FAR = 1000  # letters, for which nothing else is begun
_LINE = re.compile("[^\r\n]*(?:\r\n?|\n)?")


class Parting:
    """The rows of a text that comes in pieces, once, many at a time.

    *begins* is the line on which the next one, or a fault, begins. Iterating raises csv.Error, for a cell longer than
    ``csv.field_size_limit`` too, and what *texts* raise.
    """

    def __init__(self, texts: Iterator[str], separator: str) -> None:
        self.begins = 1
        self._texts = texts
        self._separator = separator
        self._quoted = csv.reader(self._feed(), delimiter=separator, strict=True)
        self._text = ""  # rows were made of it up to _at
        self._at = 0
        self._is_last = False

    def __iter__(self) -> Iterator[tuple[Batch, str]]:
        """The rows of some lines with the text that they were."""
        while not self._is_last or self._at < len(self._text):
            self._text, self._at = self._text[self._at :], 0
            fault = self._read_on()
            numbers, parts = list[int](), list[Rows]()
            try:
                self._part(numbers, parts)
            except (csv.Error, UnicodeError, OSError) as error:
                fault = fault or error
            if numbers:
                yield Batch(numbers, join_rows(parts)), self._text[: self._at]
            if fault is not None:
                raise fault

    def _read_on(self) -> Exception | None:
        """Take at least as much text as there is, so that a long line is not put together over and over.

        What goes wrong is to be told after the rows before it.
        """
        pieces, wanted = [self._text], len(self._text)
        try:
            for piece in self._texts:
                pieces.append(piece)
                wanted -= len(piece)
                if wanted <= 0:
                    return None
        except (UnicodeError, OSError) as error:
            return error
        else:
            self._is_last = True
            return None
        finally:
            self._text = "".join(pieces)

    def _part(self, numbers: list[int], parts: list[Rows]) -> None:
        """Add the rows of all lines that are there whole, and where they begin."""
        # A sign of return at the end may be half of one.
        end = len(self._text) if self._is_last else 1 + max(self._text.rfind("\n"), self._text.rfind("\r", 0, -1))
        while self._at < end:
            quoted = self._find_quoted(end)
            if quoted > self._at:
                parts.append(self._part_plain(quoted))
                numbers += range(self.begins, self.begins + len(parts[-1]))
                self.begins += len(parts[-1])
            else:
                self._part_quoted(end, numbers, parts)

    def _part_quoted(self, end: int, numbers: list[int], parts: list[Rows]) -> None:
        """Add rows by ``csv.reader`` from here on, as long as there are quotation marks not far ahead."""
        rows, is_near = list[list[str]](), True
        try:
            while is_near:
                before = self._quoted.line_num
                rows.append(next(self._quoted) or [""])
                numbers.append(self.begins)
                self.begins += self._quoted.line_num - before
                is_near = self._text.find(_QUOTE, self._at, min(self._at + _FAR, end)) >= 0
        finally:
            parts.append(even_out(rows))

    def _find_quoted(self, end: int) -> int:
        """Where the next line begins that ``csv.reader`` has to part; *end* if there is none."""
        if end - self._at > csv.field_size_limit():
            return self._at
        quote = self._text.find(_QUOTE, self._at, end)
        before = (self._text.rfind(sign, self._at, quote) for sign in "\r\n")
        return end if quote < 0 else max(self._at, 1 + max(before))

    def _part_plain(self, end: int) -> Rows:
        """The rows of the lines from here to *end*, which have no quotation mark."""
        text = self._text[self._at : end]
        self._at = end
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return part_lines(text if text.endswith("\n") else f"{text}\n", self._separator)

    def _feed(self) -> Iterator[str]:
        """Lines for rows that have quotation marks, which may go over several, and beyond those that are there."""
        while line := self._read_line():
            self._at += len(line)
            yield line

    def _read_line(self) -> str:
        """The line that begins here, empty at the end of the text."""
        line = self._text[self._at : self._text.find("\n", self._at) + 1]
        if line and line.find("\r", 0, -2) < 0:
            return line
        while True:
            found = _LINE.match(self._text, self._at)
            line = "" if found is None else found[0]
            if self._is_last or line.endswith("\n") or self._at + len(line) < len(self._text):
                return line
            fault = self._read_on()
            if fault is not None:
                raise fault
