"""A command on a pseudo-terminal, in a fork of a process that has read the program and the codebook already.

What a person does at a terminal is tested by the real program in a process of its own; only its start-up, a second of
imports and word lists for each test, is shared. One such process stands for all tests of a session.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing import reduction
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).resolve().parents[2]


def start(screen: int, arguments: tuple[str, ...], folder: Path) -> BaseProcess:
    """``incidents`` with *arguments* in *folder*, on the terminal open as *screen*, which becomes its own."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.cli.warmth"])
    process = context.Process(target=_run, args=(arguments, str(folder), dict(os.environ), _Screen(screen)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(_ROOT))  # for the first start, of the process that all others are forks of
        process.start()
    return process


class _Screen:
    """An open file that travels to a process as it is started."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[object, ...]:
        return _receive, (reduction.DupFd(self.number),)


def _receive(sent: Any) -> _Screen:  # noqa: ANN401 - multiprocessing's own
    return _Screen(sent.detach())


def _run(arguments: tuple[str, ...], folder: str, environment: dict[str, str], screen: _Screen) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    os.login_tty(screen.number)  # Ctrl-C is a signal, as it is for people
    sys.stdin = sys.__stdin__ = os.fdopen(0, closefd=False)  # type: ignore[misc]  # a screen asks for the latter
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", buffering=1, closefd=False)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", buffering=1, closefd=False)  # type: ignore[misc]
    sys.argv = ["incidents", *arguments]
    from incidents.cli.start import run  # noqa: PLC0415 - in the fork, where all of it has been read before

    run()
