"""What an iterator yields, made by another process while this one goes on: in the same order, a few items ahead.

Where this process cannot be forked (``forking``) it is made here. The other one ends with this one, however that ends.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeVar

from incidents.desk.forking import can_fork, start
from incidents.errors import BadSource

Item = TypeVar("Item")
Taken_contra = TypeVar("Taken_contra", contravariant=True)


class Beside(Protocol[Taken_contra]):
    """What the other process does beside: *note* with each item that it has sent, *finish* after the last."""

    def note(self, item: Taken_contra, /) -> None:
        """Do what is to be done with an item."""

    def finish(self) -> None:
        """Do what is left."""


class Apart(Iterator[Item]):
    """The items that are made apart, and what is done beside."""

    def __init__(self, items: Iterator[Item], process: BaseProcess | None) -> None:
        self._items = items
        self._process = process

    def __next__(self) -> Item:
        """The next item."""
        return next(self._items)

    def wait(self) -> bool:
        """When all items are taken, wait for what is done beside; False where no other process was there to do it."""
        if self._process is None:
            return False
        self._process.join()
        return self._process.exitcode == 0


@contextmanager
def made_apart(make: Callable[[], Iterable[Item]], beside: Beside[Item] | None = None) -> Iterator[Apart[Item]]:
    """The items of ``make()`` while the block lasts. What *make* raises is raised here, where it would have been.

    *beside* is for the other process only.
    """
    if not can_fork():
        yield Apart(iter(make()), None)
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(make, beside, receiver, sender), daemon=True)
    is_started = start(process)
    sender.close()
    try:
        yield Apart(_receive(receiver), process) if is_started else Apart(iter(make()), None)
    finally:
        receiver.close()
        if is_started:
            process.terminate()
            process.join()


def _receive(receiver: Connection) -> Iterator[Item]:
    while True:
        try:
            item, error = receiver.recv()
        except (EOFError, OSError):  # killed between two items, or in the middle of one
            raise BadSource(
                "the process that reads the file was killed, perhaps for want of memory; nothing was imported",
                mend="end what else needs memory, and import it again",
            ) from None
        if error is not None:
            raise error
        if item is None:
            return
        yield item


def _send(
    make: Callable[[], Iterable[Item]], beside: Beside[Item] | None, receiver: Connection, sender: Connection
) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for the items is interrupted, and ends this process
    gc.disable()  # as in ``without_sweeping``; this process ends when the items do
    receiver.close()  # so that a send fails when the other side is gone
    try:
        for item in make():
            sender.send_bytes(pickle.dumps((item, None), pickle.HIGHEST_PROTOCOL))
            if beside is not None:
                beside.note(item)
        sender.send((None, None))
    except (BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:  # noqa: BLE001 - it is raised again where the items are taken
        error.add_note(f"In the process that reads the file:\n{traceback.format_exc()}")
        sender.send((None, error))
    else:
        if beside is not None:
            beside.finish()
