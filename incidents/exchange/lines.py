"""Cells as texts, and texts as lines of CSV: UTF-8, commas, LF after every row, quotes only where needed (RFC 4180).

LF and not CRLF: such a file works with ``diff``, ``wc`` and ``git``, and every reader of CSV takes it. Formulas are
neutralised by ``guard``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from incidents.codebook.model import Profile
from incidents.exchange.conversions import Cell
from incidents.exchange.guard import SIGNS, guard
from incidents.exchange.report import Lines, Report

_CRLF = "\r\n"
_QUOTE = '"'
_QUOTED = (_QUOTE, ",", "\r")


def write_lines(lines: Iterable[Lines], profile: Profile, out: TextIO, *, has_tags: bool = False) -> Report:
    """Write *lines*, made already, under the header of *profile*.

    See ``export.export``.
    """
    report = Report()
    write_header(profile, out, has_tags=has_tags)
    for events, text, left_out in lines:
        out.write(text)
        report.written += events
        report.leave_out(left_out)
    return report


def write_header(profile: Profile, out: TextIO, *, has_tags: bool) -> None:
    """Write the names of the columns, and with *has_tags* their hashtags, of which there is one at least."""
    out.write(_line(column.name for column in profile.columns))
    if has_tags:
        out.write(_line(column.hxl or "" for column in profile.columns))


def sheet_writer(out: TextIO) -> Any:  # noqa: ANN401 - what csv.writer makes has no name
    """A writer of rows to *out* that ends them with LF and quotes every line end within a cell, a lone CR too."""
    import csv  # noqa: PLC0415 - lines that are made already need no writer

    return csv.writer(_LineFeeds(out), lineterminator=_CRLF)


def show_cell(cell: Cell) -> str:
    """A cell as text: blank for unknown, numbers as they are, true and false in words, text behind the guard."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(cell)
    if isinstance(cell, bool):
        return str(cell).lower()
    return _show_number(cell)


def show_texts(cells: Sequence[str | None]) -> list[str]:
    """Texts as they stand in a line of CSV: behind the guard, in quotes where they need them, blank for unknown."""
    texts = ["" if cell is None else cell for cell in cells]
    return list(map(quote, map(guard, texts))) if _need_care(texts) else texts


def _need_care(texts: Sequence[str]) -> bool:
    """Whether any of them may have to be quoted or guarded: told for all at once, in a third of the time."""
    together = "\n".join(texts)
    is_plain = not any(sign in together for sign in _QUOTED) and together.count("\n") == len(texts) - 1
    return not is_plain or not SIGNS.isdisjoint([text[:1] for text in texts])


def quote(text: str) -> str:
    """*text*, in quotes where RFC 4180 wants them, as ``sheet_writer`` has it."""
    if '"' in text or "," in text or "\n" in text or "\r" in text:
        return f'"{text.replace(_QUOTE, _QUOTE * 2)}"'
    return text


def _line(cells: Iterable[str]) -> str:
    return f"{','.join(map(quote, cells))}\n"


def _show_number(number: float) -> str:
    """Every digit that Python would show, but never as 4e-05, which a spreadsheet may take for a text."""
    shown = repr(number)
    if "e" not in shown:
        return shown
    from decimal import Decimal  # noqa: PLC0415 - for very few numbers

    return f"{Decimal(shown):f}"


class _LineFeeds:
    """Ends rows with LF, though the writer believes in CRLF: it quotes a lone CR only while CR ends its lines."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> int:
        return self._out.write(row.removesuffix(_CRLF) + "\n")
