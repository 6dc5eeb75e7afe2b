"""What two processes write is what one writes, byte for byte, whatever becomes of the second."""

from __future__ import annotations

import errno
import os
import signal
from datetime import date
from multiprocessing import Pipe, active_children
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from incidents.desk import Desk, Layout, forking, halving
from incidents.desk.layouts import find_bare
from incidents.domain.selection import EVERYTHING, Selection
from incidents.domain.when import When
from incidents.exchange.report import Report
from incidents.store import bare, halves
from incidents.store.bare import Asked
from incidents.store.query import Query
from incidents.store.querying import Querying
from tests.builders import make_event

LAYOUT = Layout()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk with events of four days, and some without one."""
    days = [date(2021, 1, number) for number in (4, 1, 3, 1, 2)]
    for when in (None, *(When(day, day, "day") for day in days), None):
        desk.add(make_event(when=when))
    return desk


@pytest.fixture
def alone(filled: Desk, tmp_path: Path) -> bytes:
    return export(filled, tmp_path / "alone.csv")


@pytest.fixture
def shared(alone: bytes, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What one process writes; from here on two of them do."""
    monkeypatch.setattr(halves, "LEAST", 2)
    monkeypatch.setattr(forking, "can_fork", lambda: True)
    return alone


def no_room() -> int:
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")


def export(desk: Desk, path: Path) -> bytes:
    report = desk.publish(EVERYTHING, LAYOUT, str(path))
    assert report.written == 7
    return path.read_bytes()


def test_two_processes_write_what_one_writes(filled: Desk, shared: bytes, tmp_path: Path) -> None:
    assert export(filled, tmp_path / "shared.csv") == shared


def test_the_later_half_is_the_work_of_the_other(
    filled: Desk, shared: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = os.getpid()
    read = Querying.bare

    def watched(self: Querying, selection: Selection, asked: Asked, also: Query) -> object:
        assert (os.getpid() == own) is ("<" in also.sql)
        return read(self, selection, asked, also)

    monkeypatch.setattr(Querying, "bare", watched)
    assert export(filled, tmp_path / "shared.csv") == shared


def test_one_does_it_all_when_the_other_is_killed(
    filled: Desk, shared: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halving, "_write_later", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    assert export(filled, tmp_path / "shared.csv") == shared


def test_one_does_what_is_left_when_the_other_is_killed_on_its_way(
    filled: Desk, shared: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, pieces = os.getpid(), iter(range(9))

    def watched(_report: Report, _more: object) -> None:
        if os.getpid() != own and next(pieces) == 2:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(Report, "leave_out", watched)
    monkeypatch.setattr(halving, "_BYTES", 1)
    monkeypatch.setattr(bare, "_BATCH", 1)
    assert export(filled, tmp_path / "shared.csv") == shared


def test_what_the_other_makes_is_taken_over_piece_by_piece(
    filled: Desk, shared: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halving, "_BYTES", 1)
    monkeypatch.setattr(bare, "_BATCH", 1)
    assert export(filled, tmp_path / "shared.csv") == shared


def test_the_other_is_not_held_up_by_what_nobody_hears_yet() -> None:
    ours, theirs = Pipe()
    with ours, theirs, TemporaryFile() as sheet:
        teller = halving.Teller(theirs, sheet)
        for end in range(9):
            teller.tell(end)
        assert not ours.poll()
        ours.send(None)
        teller.tell(9)
        assert ours.recv().ends == tuple(range(10))


def test_one_does_it_all_when_there_is_no_room_for_another(
    filled: Desk, shared: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fork", no_room)
    assert export(filled, tmp_path / "shared.csv") == shared


def test_one_does_it_all_when_somebody_wrote_in_between(
    filled: Desk, shared: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = iter(range(9))
    monkeypatch.setattr(Querying, "mark", lambda _: next(marks))
    assert export(filled, tmp_path / "shared.csv") == shared


def test_the_other_ends_with_an_export_that_is_broken_off(filled: Desk) -> None:
    layout = find_bare(LAYOUT, codebook=filled.codebook)
    assert layout is not None
    lines = halving.make_shared(filled.database, layout, "2021-01-02")
    next(lines)
    assert len(active_children()) == 1
    lines.close()
    assert not active_children()


def test_a_small_database_is_the_work_of_one(filled: Desk) -> None:
    with filled.open_reader() as reader:
        assert reader.middle() is None
