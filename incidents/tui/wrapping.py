"""Text wrapped into the lines of a pane: which characters are on which line, and which are below which.

A line holds whole words where it can, and is measured in terminal columns, of which a character takes none, one or two.
Offsets count characters of the unchanged text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

_PIECE = re.compile(r"\S+|[^\S\n]+|\n")


@dataclass(frozen=True, slots=True)
class WrappedText:
    """A *text* and its *lines*, each as the offsets of its first character and of the one after its last."""

    text: str
    lines: tuple[tuple[int, int], ...]

    def line_of(self, offset: int) -> int:
        """Return the number of the line with the character at *offset*."""
        return max(0, bisect_right(self.lines, (offset, len(self.text))) - 1)

    def column_of(self, offset: int) -> int:
        """Return the column of the character at *offset*."""
        start, _ = self.lines[self.line_of(offset)]
        return cell_len(self.text[start:offset])

    def offset_at(self, line: int, column: int) -> int:
        """Return the offset of the character at *column* of *line*; the last of the line for a column after it."""
        start, end = self.lines[min(max(line, 0), len(self.lines) - 1)]
        for offset in range(start, end):
            if cell_len(self.text[start : offset + 1]) > column:
                return offset
        return max(start, end - 1)


def wrap(text: str, width: int) -> WrappedText:
    """Wrap *text* into lines of at most *width* columns."""
    return WrappedText(text, tuple(_lines(text, max(width, 2))))


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
    """Yield how many characters of a word that is wider than a line go on each full line, before the rest."""
    while cell_len(word) > width:
        count = 1
        while cell_len(word[: count + 1]) <= width:
            count += 1
        yield count
        word = word[count:]


def wrap_lines(text: str, width: int) -> list[str]:
    """Return the lines of *text* in at most *width* columns."""
    return [text[start:end] for start, end in wrap(text, width).lines]
