"""A process is only forked where that is safe and pays."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from types import FrameType

import pytest

from incidents.cli.errors import Terminated
from incidents.desk.forking import begin, can_fork, start


class Struck(multiprocessing.context.ForkProcess):
    """A process that somebody ends by SIGTERM before it can do anything."""

    def run(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        begin()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_a_fork_that_is_ended_at_its_birth_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    def terminate(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        process = Struck()
        assert start(process)
        process.join()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert process.exitcode == -signal.SIGTERM
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_signals_wait_no_longer_than_a_process_takes_to_start() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    process = Struck()
    start(process)
    process.join()
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


@pytest.fixture
def _fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that speaks for a fork, whatever machine this is and whatever threads other tests have left."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", lambda: 0, raising=False)


@pytest.mark.usefixtures("_fit")
def test_a_process_with_one_thread_and_a_second_processor_can_be_forked() -> None:
    assert can_fork()


@pytest.mark.usefixtures("_fit")
@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        (os, "cpu_count", lambda: 1),
        (os, "cpu_count", lambda: None),
        (sys, "platform", "darwin"),
        (threading, "active_count", lambda: 2),
    ],
)
def test_one_thing_that_speaks_against_it_is_enough(
    where: object, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, value)
    assert not can_fork()


@pytest.mark.usefixtures("_fit")
def test_no_process_is_forked_where_the_system_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert not can_fork()
