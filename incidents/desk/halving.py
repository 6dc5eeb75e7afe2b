"""The lines of a whole database, made by two processes at once: this one takes the earlier half, a fork the later.

Both read one state of the database. Where that cannot be had, or the fork fails at anything, this process makes all
lines itself, or those that are left, so that the bytes never depend on it. The fork ends with this process, however
that ends.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

from incidents.desk.forking import begin, start
from incidents.domain.selection import EVERYTHING
from incidents.exchange.bare import BareLayout
from incidents.exchange.report import Lines, Report
from incidents.store.database import Database
from incidents.store.halves import Half
from incidents.store.querying import Querying

_BYTES = 1 << 21  # of the fork's lines that are told of, and held, at a time


@dataclass(frozen=True, slots=True)
class _Export:
    """What both processes know: *bare* lines of every event of the file *database*, whose halves *middle* parts."""

    database: Database
    bare: BareLayout
    middle: str

    def make_half(self, reader: Querying, *, is_later: bool) -> Iterator[Lines]:
        return map(self.bare.make, reader.bare(EVERYTHING, self.bare.asked, Half(self.middle, is_later).condition))


class _Told(NamedTuple):
    """Where on the sheet more whole lines end; with the last, what all of them are of, without their text."""

    ends: tuple[int, ...]
    made: Lines | None = None


def make_shared(database: Database, bare: BareLayout, middle: str) -> Generator[Lines, None, None]:
    """The lines of every event of the file *database*, in two halves that *middle* parts."""
    export = _Export(database, bare, middle)
    # Before anything is open: a fork must not share what SQLite knows of a file.
    with TemporaryFile() as sheet, _forked(export, sheet) as fork, Querying.open(database) as reader:
        mark = reader.mark()
        is_begun = _receive(fork, told=True) is not None
        with reader.snapshot():
            is_one_state = is_begun and reader.mark() == mark
            yield from export.make_half(reader, is_later=False)
            taken = (yield from _take_over(fork, sheet)) if is_one_state else 0
            if taken is not None:
                yield from _leave_out(export.make_half(reader, is_later=True), taken)


def _take_over(fork: Connection, sheet: BinaryIO) -> Generator[Lines, None, int | None]:
    """The lines that the fork writes to *sheet*, as it does; None when these were all, else how many characters."""
    at = taken = 0
    told = _receive(fork, told=True)
    while told is not None:
        for end in told.ends:
            text = os.pread(sheet.fileno(), end - at, at).decode()
            at, taken = end, taken + len(text)
            yield Lines(0, text)
        if told.made is not None:
            yield told.made
            return None
        told = _receive(fork)
    return taken


def _leave_out(lines: Iterable[Lines], characters: int) -> Iterator[Lines]:
    """*lines* without so many *characters* at their beginning, which were handed out already."""
    for events, text, left_out in lines:
        yield Lines(events, text[characters:], left_out)
        characters = max(0, characters - len(text))


@contextmanager
def _forked(export: _Export, sheet: BinaryIO) -> Iterator[Connection]:
    """A line to a fork that waits for a word, says when it reads, and then how much it has written to *sheet*."""
    context = get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(export, sheet, theirs, ours), daemon=True)
    is_started = start(process)
    theirs.close()  # so that who waits for a process that is not there, or no more, is told
    try:
        yield ours
    finally:
        if is_started:
            process.kill()
            process.join()
        ours.close()


def _receive(fork: Connection, *, told: bool = False) -> Any:  # noqa: ANN401 - whatever is sent
    """What the fork says, once it is *told* to go on; None when it is there no more."""
    try:
        if told:
            fork.send(None)
        return fork.recv()
    except (EOFError, OSError):
        return None


def _work(export: _Export, sheet: BinaryIO, channel: Connection, other: Connection) -> None:
    begin()
    other.close()
    try:
        channel.recv()
        _write_later(export, sheet, channel)
    except Exception:  # noqa: BLE001 - whatever it is, the other process will find it out by itself, and tell
        channel.close()


def _write_later(export: _Export, sheet: BinaryIO, channel: Connection) -> None:
    """Write the lines of the later half to *sheet*, and tell of them: of some at a time, and of all at the end."""
    report, teller = Report(), Teller(channel, sheet)
    size = told = 0
    with Querying.open(export.database) as reader, reader.snapshot():
        channel.send(reader.mark())
        for events, text, left_out in export.make_half(reader, is_later=True):
            size += sheet.write(text.encode())
            report.written += events
            report.leave_out(left_out)
            if size - told >= _BYTES:
                told = size
                teller.tell(size)
    teller.tell(size, Lines(report.written, "", report.left_out))


class Teller:
    """Tells through *channel* what is on the *sheet*, but nothing before the other process asks for it.

    That makes its own half first, and a channel full of what it does not hear yet would hold this process up.
    """

    def __init__(self, channel: Connection, sheet: BinaryIO) -> None:
        self._channel, self._sheet = channel, sheet
        self._ends: list[int] = []
        self._is_asked = False

    def tell(self, end: int, made: Lines | None = None) -> None:
        """Whole lines end there, and all of them with *made*. Raises EOFError when the other process has ended."""
        self._ends.append(end)
        if not self._is_asked and (made is not None or self._channel.poll()):
            self._channel.recv()
            self._is_asked = True
        if self._is_asked:
            self._sheet.flush()
            self._channel.send(_Told(tuple(self._ends), made))
            self._ends.clear()
