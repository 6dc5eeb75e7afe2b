"""The lines of a whole database, made by two processes at once: this one takes the earlier half, a fork the later.

Both read one state of the database. Where that cannot be had, or the fork fails at anything, this process makes all
lines itself, so that the bytes never depend on it. The fork ends with this process, however that ends.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryFile
from typing import Any, TextIO

from incidents.desk.forking import begin, start
from incidents.domain.selection import EVERYTHING
from incidents.exchange.bare import BareLayout
from incidents.exchange.report import Lines, Report
from incidents.store.database import Database
from incidents.store.halves import Half
from incidents.store.querying import Querying

_CHARACTERS = 1 << 20  # of the fork's lines that are held at a time


@dataclass(frozen=True, slots=True)
class _Export:
    """What both processes know: *bare* lines of every event of the file *database*, whose halves *middle* parts."""

    database: Database
    bare: BareLayout
    middle: str

    def make_half(self, reader: Querying, *, is_later: bool) -> Iterator[Lines]:
        return map(self.bare.make, reader.bare(EVERYTHING, self.bare.asked, Half(self.middle, is_later)))


def make_shared(database: Database, bare: BareLayout, middle: str) -> Generator[Lines, None, None]:
    """The lines of every event of the file *database*, in two halves that *middle* parts."""
    export = _Export(database, bare, middle)
    with TemporaryFile("w+", encoding="utf-8", newline="") as sheet:
        # Before anything is open: a fork must not share what SQLite knows of a file.
        with _forked(export, sheet) as fork, Querying.open(database) as reader:
            mark = reader.mark()
            is_begun = _receive(fork, told=True) is not None
            with reader.snapshot():
                is_one_state = is_begun and reader.mark() == mark
                yield from export.make_half(reader, is_later=False)
                made = _receive(fork) if is_one_state else None
                if made is None:
                    yield from export.make_half(reader, is_later=True)
                    return
        yield made
        sheet.seek(0)
        while text := sheet.read(_CHARACTERS):
            yield Lines(0, text)


@contextmanager
def _forked(export: _Export, sheet: TextIO) -> Iterator[Connection]:
    """A line to a fork that waits for a word, says when it reads, and how many events it has written to *sheet*."""
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
    """What the fork says, once it is *told* to begin; None when it is there no more."""
    try:
        if told:
            fork.send(None)
        return fork.recv()
    except (EOFError, OSError):
        return None


def _work(export: _Export, sheet: TextIO, channel: Connection, other: Connection) -> None:
    begin()
    other.close()
    try:
        channel.recv()
        channel.send(_write_later(export, sheet, channel))
    except Exception:  # noqa: BLE001 - whatever it is, the other process will find it out by itself, and tell
        channel.close()


def _write_later(export: _Export, sheet: TextIO, channel: Connection) -> Lines:
    """Write the lines of the later half to *sheet*; what they are of, without their text."""
    report = Report()
    with Querying.open(export.database) as reader, reader.snapshot():
        channel.send(reader.mark())
        for events, text, left_out in export.make_half(reader, is_later=True):
            if channel.poll():  # nothing is sent any more: this is the end of the other process
                raise EOFError
            sheet.write(text)
            report.written += events
            report.leave_out(left_out)
    sheet.flush()
    return Lines(report.written, "", report.left_out)
