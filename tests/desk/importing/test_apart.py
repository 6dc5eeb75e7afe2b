"""Items made by another process come in their order, and so does what goes wrong there."""

from __future__ import annotations

import os
import signal
import sqlite3
import struct
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path

import pytest

from incidents.desk.importing import apart, forked, importing
from incidents.desk.importing.apart import made_apart
from incidents.domain.filters import Selection
from incidents.errors import BadSource
from incidents.services.project import Project
from incidents.store import laying, loading
from incidents.store.annex import Annex
from incidents.store.annexing import agrees
from incidents.store.reading import Reader
from incidents.store.roll import Told
from tests.desk.importing.conftest import Load
from tests.desk.importing.rows import GED, write_csv


@pytest.fixture(autouse=True)
def _forkable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever threads other tests have left."""
    monkeypatch.setattr(forked, "can_fork", lambda: True)


def test_items_come_in_order_from_another_process() -> None:
    with made_apart(lambda: ((number, os.getpid()) for number in range(3))) as items:
        made = list(items)
    assert [number for number, _ in made] == [0, 1, 2]
    assert {process for _, process in made} != {os.getpid()}


def test_items_are_made_here_when_there_is_no_room_for_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "start", lambda _process: False)
    with made_apart(lambda: iter([os.getpid()])) as items:
        assert list(items) == [os.getpid()]


def test_an_error_is_raised_where_its_item_would_have_come() -> None:
    def fail() -> Iterator[int]:
        yield 1
        raise BadSource("line 7 is no row", mend="mend it")

    with made_apart(fail) as items:
        assert next(items) == 1
        with pytest.raises(BadSource, match="line 7 is no row\n  mend it"):
            next(items)


def test_a_file_whose_drive_hangs_up_is_no_other_side_that_is_gone() -> None:
    def hang_up() -> Iterator[int]:
        yield 1
        raise ConnectionResetError("the drive hung up")

    with made_apart(hang_up) as items, pytest.raises(ConnectionResetError, match="the drive hung up"):
        list(items)


def test_a_process_that_is_killed_is_no_end_of_the_items() -> None:
    def kill() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    with made_apart(kill) as items, pytest.raises(BadSource, match="was killed"):
        list(items)


def test_a_process_that_is_killed_in_the_middle_of_an_item_is_the_same() -> None:
    receiver, sender = Pipe(duplex=False)
    os.write(sender.fileno(), struct.pack("!i", 100) + b"half of it")
    sender.close()
    with receiver, pytest.raises(BadSource, match="was killed"):
        next(apart._receive(receiver))  # noqa: SLF001 - no moment to kill is sure to be in the middle


def test_the_process_ends_with_the_block_although_items_are_left() -> None:
    with made_apart(lambda: iter(os.getpid, None)) as items:
        process = next(items)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


class Notes:
    """Writes what it hears to a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, item: int) -> None:
        with self._path.open("a") as file:
            file.write(f"{item} ")

    def end(self) -> None:
        self.note(0)

    def settle(self) -> None:
        """Has nothing on its way."""


def test_somebody_is_told_of_the_items_in_the_other_process(tmp_path: Path) -> None:
    with made_apart(lambda: iter([1, 2]), Notes(tmp_path / "notes")) as items:
        assert items.is_apart
        assert list(items) == [1, 2]
    assert (tmp_path / "notes").read_text() == "1 2 0 "


def test_nobody_is_told_where_there_is_no_other_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked, "can_fork", lambda: False)
    with made_apart(lambda: iter([1, 2]), Notes(tmp_path / "notes")) as items:
        assert not items.is_apart
        assert list(items) == [1, 2]
    assert not (tmp_path / "notes").exists()


def test_a_first_large_load_is_searched_and_leaves_nothing_beside(
    desk: Project, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[bool] = []

    def look(connection: sqlite3.Connection, path: Path, told: Told) -> bool:
        taken.append(agrees(connection, path, told))
        return taken[-1]

    monkeypatch.setattr(importing, "_LARGE", 0)
    monkeypatch.setattr(laying, "BATCH", 2)
    monkeypatch.setattr(loading, "agrees", look)
    rows = [{**GED, "id": str(number), "source_headline": "x"} for number in (1, 2, 2, 3)]
    load(write_csv(tmp_path / "ged.csv", rows), rejects=tmp_path / "rejects.csv")
    with Reader.open(desk.database) as reader:
        where = next(iter(reader.records())).event.place.name
        assert reader.count(Selection(text=where)) == 3
    assert taken == [True]
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_a_load_whose_annex_is_killed_is_searched_all_the_same(
    desk: Project, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_LARGE", 0)
    monkeypatch.setattr(laying, "BATCH", 2)
    monkeypatch.setattr(Annex, "add", lambda _annex, _portion: os.kill(os.getpid(), signal.SIGKILL))
    load(write_csv(tmp_path / "ged.csv", [{**GED, "id": str(number)} for number in (1, 2, 3)]))
    with Reader.open(desk.database) as reader:
        where = next(iter(reader.records())).event.place.name
        assert reader.count(Selection(text=where)) == 3


def test_a_large_file_is_imported_as_a_small_one(
    desk: Project, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_LARGE", 0)
    rows = [{**GED, "id": str(number), "best": "x" if number == 3 else "4"} for number in range(1, 6)]
    outcome = load(write_csv(tmp_path / "ged.csv", rows), rejects=tmp_path / "rejects.csv")
    assert (outcome.added, [problem.line for problem in outcome.problems]) == (4, [4])
    with Reader.open(desk.database) as reader:
        assert [record.origins[0].identifier for record in reader.records()] == ["1", "2", "4", "5"]
