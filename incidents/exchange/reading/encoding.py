"""Which encoding a CSV file is in, by its first bytes, and what to type when it is another. Decodes nothing."""

from __future__ import annotations

import codecs
from pathlib import Path
from shlex import quote

from incidents.exchange.reading.sheet import BadSheet

OTHER = "name the encoding, such as: --encoding cp1252"
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_FRAME = b",;\t|\n"  # what parts cells and lines, in plain letters in every language
_SURROGATE = 0xED, range(0xA0, 0xC0)  # how half of a character begins that UTF-8 has only whole


def find_encoding(path: Path, head: bytes) -> str:
    """UTF-8, or what the byte order mark of *head* says. Raises BadSheet for UTF-16 that has none."""
    marked = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    if marked is None and (unmarked := _find_unmarked(head)) is not None:
        raise BadSheet(f"{path} is UTF-16 and does not say so", mend=f"import it again with: --encoding {unmarked}")
    return marked or "utf-8"


def _find_unmarked(head: bytes) -> str | None:
    """The kind of UTF-16 that *head* looks like: each plain letter has a NUL before it, or each has one behind it."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    framed = sum(map(head.count, _FRAME))
    if not even + odd or max(even, odd) < framed or 10 * min(even, odd) > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def wrong_encoding(path: Path, line: int, encoding: str, error: UnicodeDecodeError) -> BadSheet:
    """The error for a byte in or after *line* that is not *encoding*."""
    where = f"{path}, in or after line {line}"
    first, *others = error.object[error.start : error.start + 3]
    is_half = first == _SURROGATE[0] and bool(others) and others[0] in _SURROGATE[1]
    if is_half and codecs.lookup(encoding).name.startswith("utf-8"):
        found = bytes((first, *others)).hex()
        mend = f"leave such out: iconv -c -f UTF-8 -t UTF-8 {quote(str(path))} > mended.csv"
        return BadSheet(f"{where}: 0x{found} is half of a character, which is not UTF-8", mend=mend)
    return BadSheet(f"{where}: byte 0x{first:02x} is not {encoding.upper()}", mend=OTHER)
