"""A text broken into the lines of a pane: which characters stand in which line, and what lies under what.

A line holds whole words where it can, and is measured in columns, of which a letter takes none, one or two. Offsets
count characters of the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

_PIECE = re.compile(r"\S+|[^\S\n]+|\n")


@dataclass(frozen=True, slots=True)
class Broken:
    """*text* in *lines*, each from one character to before another."""

    text: str
    lines: tuple[tuple[int, int], ...]

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the character at *offset*."""
        return max(0, bisect_right(self.lines, (offset, len(self.text))) - 1)

    def column_of(self, offset: int) -> int:
        """The column at which that character stands."""
        start, _ = self.lines[self.line_of(offset)]
        return cell_len(self.text[start:offset])

    def offset_at(self, line: int, column: int) -> int:
        """The character at *column* of the line of that number; the last of the line for a column behind it."""
        start, end = self.lines[min(max(line, 0), len(self.lines) - 1)]
        for offset in range(start, end):
            if cell_len(self.text[start : offset + 1]) > column:
                return offset
        return max(start, end - 1)


def break_text(text: str, width: int) -> Broken:
    """*text* in lines of at most *width* columns."""
    return Broken(text, tuple(_lines(text, max(width, 2))))


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    start = end = 0
    for piece in _PIECE.finditer(text):
        if piece[0] == "\n":
            yield start, end
            start = end = piece.end()
        if piece[0].isspace():
            continue
        if end > start and cell_len(text[start : piece.end()]) > width:
            yield start, end
            start = piece.start()
        for cut in _cuts(text[start : piece.end()], width):
            yield start, start + cut
            start += cut
        end = piece.end()
    yield start, end


def _cuts(word: str, width: int) -> Iterator[int]:
    """How many letters of a word that is wider than a line fill each of the lines before its rest."""
    while cell_len(word) > width:
        count = 1
        while cell_len(word[: count + 1]) <= width:
            count += 1
        yield count
        word = word[count:]
