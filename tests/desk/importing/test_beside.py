"""Another process does what it is sent, or nothing, and never holds up those who wait for it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from incidents.desk.importing import forked
from incidents.desk.importing.apart import made_apart
from incidents.desk.importing.beside import Worker, working_beside


@pytest.fixture(autouse=True)
def _forkable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever threads other tests have left."""
    monkeypatch.setattr(forked, "can_fork", lambda: True)


class Diary:
    """Writes to a file who did what; fails at 13, and dies at 14."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, item: int) -> None:
        if item == 13:
            raise ValueError(item)
        if item == 14:
            os.kill(os.getpid(), signal.SIGKILL)
        self._write(f"{item}")

    def finish(self) -> None:
        self._write(f"done by {os.getpid()}")

    def give_up(self) -> None:
        self._path.unlink(missing_ok=True)

    def _write(self, text: str) -> None:
        with self._path.open("a") as file:
            file.write(f"{text}\n")


class Relay:
    """Hands on what it hears."""

    def __init__(self, worker: Worker[int]) -> None:
        self._worker = worker

    def note(self, item: int) -> None:
        self._worker.send(item)

    def end(self) -> None:
        self._worker.end()

    def settle(self) -> None:
        self._worker.settle()


class Dying(Relay):
    """Is killed when all that it heard is with those who wait, and before it has said the end."""

    def end(self) -> None:
        pass

    def settle(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary"


def test_all_is_done_in_order_by_another_process(diary: Path) -> None:
    with working_beside(Diary(diary)) as worker:
        for number in range(3):
            worker.send(number)
        worker.end()
        assert worker.wait()
    *numbers, last = diary.read_text().splitlines()
    assert numbers == ["0", "1", "2"]
    assert last not in {"", f"done by {os.getpid()}"}


def test_a_process_that_is_forked_later_sends_too(diary: Path) -> None:
    with working_beside(Diary(diary)) as worker, made_apart(lambda: iter([1, 2]), Relay(worker)) as items:
        assert list(items) == [1, 2]
        assert worker.wait()
    assert diary.read_text().startswith("1\n2\ndone")


def test_nobody_waits_for_what_a_killed_process_had_not_sent_yet(diary: Path) -> None:
    with working_beside(Diary(diary)) as worker, made_apart(lambda: iter([1, 2]), Dying(worker)) as items:
        assert list(items) == [1, 2]
        assert not worker.wait()
    assert not diary.exists()


@pytest.mark.parametrize("end", [13, 14], ids=["fails", "is killed"])
def test_who_sends_to_a_process_that_is_gone_goes_on(diary: Path, end: int) -> None:
    with working_beside(Diary(diary)) as worker:
        worker.send(end)
        assert not worker.wait()
        for number in range(3):
            worker.send(number)
        worker.end()
        assert not worker.wait()
    assert not diary.exists()


def test_a_process_that_is_told_of_no_end_takes_back_what_it_did(diary: Path) -> None:
    with working_beside(Diary(diary)) as worker:
        worker.send(1)
        assert not worker.wait()
    assert not diary.exists()


def test_nothing_is_done_when_there_is_no_room_for_another_process(
    diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forked, "start", lambda _process: False)
    with working_beside(Diary(diary)) as worker:
        assert not worker.is_started
        worker.send(1)
        worker.end()
        assert not worker.wait()
    assert not diary.exists()


def test_it_ends_with_the_block_although_it_was_told_of_no_end(diary: Path) -> None:
    with working_beside(Diary(diary)) as worker:
        process = worker._process  # noqa: SLF001 - nobody else needs it
    assert process is not None
    assert process.exitcode == -signal.SIGTERM
