"""Read a CSV file as lines of cells: any of the usual separators, quoted as in RFC 4180, decoded strictly.

What cannot be read for certain is refused with its line: a wrong encoding, a quote that never ends, a cell that is too
long. Streams: memory does not grow with the file.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from shlex import quote
from typing import BinaryIO

from incidents.exchange.guard import APOSTROPHE, unguard
from incidents.exchange.readers.sheets import LONGEST_CELL, BadSheet, Line

Progress = Callable[[int, int], None]  # bytes done, bytes in all
_HEAD = 65536
_STEP = 1000  # lines between two reports of progress
_SEPARATORS = ",;\t|"
_NUL = "\0"
_KINDS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"SQLite format 3": "a database"}
_OLE = b"\xd0\xcf\x11\xe0"
_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_FRAME = b",;\t|\n"  # what separates cells and lines, in plain letters in every language
_SURROGATE = 0xED, range(0xA0, 0xC0)  # how half of a character begins that UTF-8 has only whole
_MEND = "nothing was imported; mend the file and import it again"
_OTHER_ENCODING = "name the encoding, such as: --encoding cp1252"


def read_csv(path: Path, *, encoding: str | None = None, progress: Progress | None = None) -> Iterator[Line]:
    """Yield the lines of the file at *path* that are not blank, formulas unguarded.

    *encoding* is a name that Python knows; without one the file is UTF-8, or what its byte order mark says. Raises
    BadSheet, while reading as well.
    """
    head = _read_head(path)
    _refuse_other_kinds(path, head)
    used = encoding or _find_encoding(path, head)
    try:
        with path.open("rb") as file, io.TextIOWrapper(file, used, newline="") as text:
            yield from _read_lines(path, file, text, progress)
    except LookupError:
        raise BadSheet(f"there is no encoding {used!r}", mend="try --encoding cp1252") from None
    except UnicodeDecodeError as error:
        raise _undecodable(path, used, error) from error
    except UnicodeError as error:
        raise BadSheet(f"{path} is not {used}: {error}", mend=_OTHER_ENCODING) from error
    except OSError as error:
        raise BadSheet(f"{path} cannot be read: {error.strerror}") from error


def _read_lines(path: Path, file: BinaryIO, text: io.TextIOWrapper, progress: Progress | None) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_CELL)
    first = text.readline()
    separator = max(_SEPARATORS, key=first.count)  # the sign that stands most often in the first line
    reader = csv.reader(chain([first], text), delimiter=separator, strict=True)
    total = path.stat().st_size
    begins, told = 1, 0
    try:
        for cells in reader:
            joined = "".join(cells)
            if _NUL in joined:
                raise BadSheet(f"{path}, line {begins}: holds a NUL character, which no text has", mend=_MEND)
            own = tuple(map(unguard, cells) if APOSTROPHE in joined else cells)
            if joined.strip() and (APOSTROPHE not in joined or any(map(str.strip, own))):
                yield Line(begins, own)
            begins = reader.line_num + 1
            if progress is not None and begins - told > _STEP:
                told = begins
                progress(min(file.tell(), total), total)
    except csv.Error as error:
        raise BadSheet(f"{path}, line {begins}: {_explain(error)}", mend=_MEND) from error
    if progress is not None:
        progress(total, total)


def _explain(error: csv.Error) -> str:
    text = str(error)
    if "field limit" in text:
        return f"a cell is longer than {LONGEST_CELL:,} characters (a quote that is never closed?)"
    if "unexpected end" in text:
        return "a quoted cell begins here and never ends"
    return f"the quotes are wrong: {text}"


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise BadSheet(f"{path} cannot be read: {error.strerror}") from error


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    """Raise BadSheet for a file that begins like something else."""
    start = head.lstrip()[:200].lower()
    kind = next((kind for sign, kind in _KINDS.items() if head.startswith(sign)), None)
    if kind is None and (start.startswith((b"<!doctype", b"<html")) or b"<html" in start):
        kind = "a web page"
    if head.startswith(_OLE):
        raise BadSheet(f"{path} is an old or an encrypted workbook", mend="save it as .xlsx without a password, or CSV")
    if kind is not None:
        raise BadSheet(f"{path} is {kind}, not a table", mend="give a CSV or XLSX file")


def _find_encoding(path: Path, head: bytes) -> str:
    """Return UTF-8, or what the byte order mark of *head* says. Raises BadSheet for UTF-16 that has none."""
    marked = next((name for mark, name in _BYTE_ORDER_MARKS.items() if head.startswith(mark)), None)
    if marked is None and (unmarked := _find_utf16(head)) is not None:
        raise BadSheet(f"{path} is UTF-16 and does not say so", mend=f"import it again with: --encoding {unmarked}")
    return marked or "utf-8"


def _find_utf16(head: bytes) -> str | None:
    """Return the kind of UTF-16 that *head* looks like: each plain letter has a NUL before it, or each one behind."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    framed = sum(map(head.count, _FRAME))
    if not even + odd or max(even, odd) < framed or 10 * min(even, odd) > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _undecodable(path: Path, encoding: str, error: UnicodeDecodeError) -> BadSheet:
    """Return the error for a file that is not *encoding*, with the line, which is looked for now."""
    line, error = _find_undecodable(path, encoding, error)
    where = f"{path}, in or after line {line}"
    first, *others = error.object[error.start : error.start + 3]
    is_half = first == _SURROGATE[0] and bool(others) and others[0] in _SURROGATE[1]
    if is_half and codecs.lookup(encoding).name.startswith("utf-8"):
        found = bytes((first, *others)).hex()
        mend = f"leave such out: iconv -c -f UTF-8 -t UTF-8 {quote(str(path))} > mended.csv"
        return BadSheet(f"{where}: 0x{found} is half of a character, which is not UTF-8", mend=mend)
    return BadSheet(f"{where}: byte 0x{first:02x} is not {encoding.upper()}", mend=_OTHER_ENCODING)


def _find_undecodable(path: Path, encoding: str, error: UnicodeDecodeError) -> tuple[int, UnicodeDecodeError]:
    """Return the first line of the file that cannot be decoded, and its own error."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        for number, line in enumerate(chain(file, [b""]), start=1):
            try:
                decoder.decode(line, final=not line)
            except UnicodeDecodeError as found:
                return number if line else number - 1, found  # at the end, half of a letter of the last line
    return 1, error
