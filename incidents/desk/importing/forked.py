"""Processes forked from this one that work for it: how they begin and end, and the pipes between them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from incidents.desk.forking import begin, can_fork, start

_ROOM = 1 << 20  # bytes, as many as Linux lets anybody have: about one block of rows


@contextmanager
def forked(work: Callable[..., None], *args: Any) -> Iterator[BaseProcess | None]:  # noqa: ANN401 - whatever *work* takes
    """Another process that does *work*, and is ended with the block; None where this one cannot be forked."""
    process = get_context("fork").Process(target=_begin, args=(work, *args), daemon=True) if can_fork() else None
    if process is None or not start(process):
        yield None
        return
    try:
        yield process
    finally:
        process.terminate()
        process.join()


def make_pipe() -> tuple[Connection, Connection]:
    """Where to receive, and where to send. Whoever sends is held up when a block or two are on their way."""
    receiver, sender = get_context().Pipe(duplex=False)
    with suppress(ImportError, OSError):  # other systems
        from fcntl import F_SETPIPE_SZ, fcntl  # noqa: PLC0415 - as above

        fcntl(sender.fileno(), F_SETPIPE_SZ, _ROOM)
    return receiver, sender


def _begin(work: Callable[..., None], *args: Any) -> None:  # noqa: ANN401 - as above
    begin()
    gc.disable()  # as in ``without_sweeping``; this process ends when the work does
    work(*args)
