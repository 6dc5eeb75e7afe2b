"""A CSV file as lines of cells: any of the usual separators, quoted as RFC 4180 says, decoded strictly.

What cannot be read for certain is refused by line: a wrong encoding, a quote that never ends, a cell too long to be
one. Streams: memory does not grow with the file. Does not know what the cells mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from incidents.exchange.guard import APOSTROPHE, unguard
from incidents.exchange.reading.batch import Batch
from incidents.exchange.reading.decoding import read_texts
from incidents.exchange.reading.encoding import OTHER, find_encoding, wrong_encoding
from incidents.exchange.reading.parting import Parting
from incidents.exchange.reading.sheet import LONGEST_CELL, BadSheet

Progress = Callable[[int, int], None]  # bytes done, bytes in all
_HEAD = 65536
_PIECE = 1 << 19  # bytes that are read at a time: of most files enough rows for a block, so that none is put together
_SEPARATORS = ",;\t|"
_NUL = "\0"
_KINDS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"SQLite format 3": "a database"}
_OLE = b"\xd0\xcf\x11\xe0"


def read_csv(path: Path, *, encoding: str | None = None, progress: Progress | None = None) -> Iterator[Batch]:
    """The lines of the file at *path*, formulas unguarded. Raises BadSheet, while reading as well.

    *encoding* is a name that Python knows; without one the file is UTF-8, or what its byte order mark says.
    """
    head = _read_head(path)
    refuse_other_kinds(path, head)
    used = encoding or find_encoding(path, head)
    try:
        with path.open("rb") as file:
            yield from _read_lines(path, file, used, progress)
    except LookupError:
        raise BadSheet(f"there is no encoding {used!r}", mend="try --encoding cp1252") from None
    except OSError as error:
        raise BadSheet(f"{path} cannot be read: {error.strerror}") from error


def refuse_other_kinds(path: Path, head: bytes) -> None:
    """Raise BadSheet for a file that begins like something else."""
    start = head.lstrip()[:200].lower()
    kind = next((kind for sign, kind in _KINDS.items() if head.startswith(sign)), None)
    if kind is None and (start.startswith((b"<!doctype", b"<html")) or b"<html" in start):
        kind = "a web page"
    if head.startswith(_OLE):
        raise BadSheet(f"{path} is an old or an encrypted workbook", mend="save it as .xlsx without a password, or CSV")
    if kind is not None:
        raise BadSheet(f"{path} is {kind}, not a table", mend="give a CSV or XLSX file")


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise BadSheet(f"{path} cannot be read: {error.strerror}") from error


def _read_lines(path: Path, file: BinaryIO, encoding: str, progress: Progress | None) -> Iterator[Batch]:
    csv.field_size_limit(LONGEST_CELL)
    texts = read_texts(file, encoding, _PIECE)
    first = _begin(path, texts, encoding)
    separator = _find_separator(first)
    rows = Parting(chain([first], texts), separator)
    total = path.stat().st_size
    try:
        for batch, text in rows:
            good = _end_before_nul(batch) if _NUL in text else batch
            yield _unguard(good) if _begins_guarded(text, separator) else good
            if len(good) < len(batch):
                line = batch.numbers[len(good)]
                raise BadSheet(f"{path}, line {line}: holds a NUL character, which no text has", mend=_MEND)
            if progress is not None:
                progress(min(file.tell(), total), total)
    except csv.Error as error:
        raise BadSheet(f"{path}, line {rows.begins}: {_explain(error)}", mend=_MEND) from error
    except UnicodeDecodeError as error:
        raise wrong_encoding(path, rows.begins, encoding, error) from error
    if progress is not None:
        progress(total, total)


def _end_before_nul(batch: Batch) -> Batch:
    """The lines of *batch* before the first that holds such a character."""
    ends = (place for place, row in enumerate(batch.rows) if _NUL in "".join(row))
    return batch.pick(range(next(ends, len(batch))))


def _begins_guarded(text: str, separator: str) -> bool:
    """Whether a cell of *text* may begin with an apostrophe."""
    return APOSTROPHE in text and (
        text.startswith(APOSTROPHE) or any(before + APOSTROPHE in text for before in (separator, *'\n\r"'))
    )


def _unguard(batch: Batch) -> Batch:
    rows = [[*map(unguard, row)] if APOSTROPHE in "".join(row) else row for row in batch.rows]
    return replace(batch, rows=rows)


_MEND = "nothing was imported; mend the file and import it again"


def _begin(path: Path, texts: Iterator[str], encoding: str) -> str:
    """The first of *texts*."""
    try:
        return next(texts, "")
    except UnicodeDecodeError as error:
        raise wrong_encoding(path, 1, encoding, error) from error
    except UnicodeError as error:
        raise BadSheet(f"{path} is not {encoding}: {error}", mend=OTHER) from error


def _find_separator(text: str) -> str:
    """The sign that stands most often in the first line."""
    first = io.StringIO(text, newline="").readline()
    return max(_SEPARATORS, key=first.count)


def _explain(error: csv.Error) -> str:
    text = str(error)
    if "field limit" in text:
        return f"a cell is longer than {LONGEST_CELL:,} characters (a quote that is never closed?)"
    if "unexpected end" in text:
        return "a quoted cell begins here and never ends"
    return f"the quotes are wrong: {text}"
