"""Work that another process does with what it is sent, while those that send it and wait for it go on.

Where this process cannot be forked, or that one is killed, the work is not done, and that is no error. The other one
ends with this one, however that ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, Protocol, TypeVar

from incidents.desk.importing.forked import forked, make_pipe
from incidents.desk.importing.sending import Sending

Item = TypeVar("Item")
Taken_contra = TypeVar("Taken_contra", contravariant=True)
_GIVES_WAY = 5  # as ``nice``: while others wait for each other, this work can wait; it takes a tenth off the whole


class Work(Protocol[Taken_contra]):
    """What is to be done: *add* with each item, *finish* after the last, or *give_up* when the last never comes."""

    def add(self, item: Taken_contra, /) -> None:
        """Do what is to be done with an item."""

    def finish(self) -> None:
        """Do what is left."""

    def give_up(self) -> None:
        """Take back what was done."""


class Worker(Generic[Item]):
    """The process that works, for the one that started it, and for those that are forked from that one."""

    def __init__(self, sender: Connection, process: BaseProcess | None) -> None:
        self._sending = Sending[Item | None](sender)
        self._process = process
        self._is_there = process is not None

    @property
    def is_started(self) -> bool:
        """Whether there ever was such a process."""
        return self._process is not None

    def send(self, item: Item) -> None:
        """Hand over the next item. Waits while the process is far behind."""
        self._put(item)

    def end(self) -> None:
        """Say that there are no more."""
        self._put(None)

    def settle(self) -> None:
        """Wait until it has all of them: whoever sends and ends before takes along what is on its way."""
        self._sending.end()

    def wait(self) -> bool:
        """Wait until all is done, when the end was said; False when it never will be. No more can be sent."""
        if self._process is None:
            return False
        self.settle()  # or it would wait for this process, where the one that sent was killed before it was done
        self._process.join()
        return self._process.exitcode == 0

    def _put(self, item: Item | None) -> None:
        if self._is_there:
            try:
                self._sending.send(item)
            except OSError:
                self._is_there = False


@contextmanager
def working_beside(work: Work[Item]) -> Iterator[Worker[Item]]:
    """Another process for *work* while the block lasts."""
    receiver, sender = make_pipe()
    with sender, forked(_work, work, receiver, sender) as process:
        receiver.close()  # so that whoever sends is told when the other side is gone
        yield Worker(sender, process)


def _work(work: Work[Item], receiver: Connection, sender: Connection) -> None:
    os.nice(_GIVES_WAY)
    sender.close()  # so that it is told when all the others are gone
    try:
        while (item := receiver.recv()) is not None:
            work.add(item)
        work.finish()
    except Exception:  # noqa: BLE001 - whatever it is, those who wait will do the work themselves, and find it out
        work.give_up()
        sys.exit(1)
