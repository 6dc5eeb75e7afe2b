"""What an iterator yields, made by another process while this one goes on: in the same order, some items ahead.

Where this process cannot be forked it is made here. The other one ends with this one, however that ends.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Protocol, TypeVar

from incidents.desk.importing.forked import forked, make_pipe
from incidents.desk.importing.sending import Sending
from incidents.errors import BadSource

Item = TypeVar("Item")
Taken_contra = TypeVar("Taken_contra", contravariant=True)
Told = tuple[Item | None, Exception | None]


class Watcher(Protocol[Taken_contra]):
    """Who is told by the other process, and by no other, of each item that it has sent, and after the last."""

    def note(self, item: Taken_contra, /) -> None:
        """Hear of an item."""

    def end(self) -> None:
        """Hear that there are no more."""

    def settle(self) -> None:
        """End what was begun: the process ends."""


class Apart(Iterator[Item]):
    """Items; *is_apart* says whether another process makes them."""

    def __init__(self, items: Iterator[Item], *, is_apart: bool) -> None:
        self._items = items
        self.is_apart = is_apart

    def __next__(self) -> Item:
        """The next item."""
        return next(self._items)


@contextmanager
def made_apart(make: Callable[[], Iterable[Item]], watcher: Watcher[Item] | None = None) -> Iterator[Apart[Item]]:
    """The items of ``make()`` while the block lasts. What *make* raises is raised here, where it would have been."""
    receiver, sender = make_pipe()
    with receiver, forked(_send, make, watcher, receiver, sender) as process:
        sender.close()
        yield Apart(iter(make()) if process is None else _receive(receiver), is_apart=process is not None)


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
    make: Callable[[], Iterable[Item]], watcher: Watcher[Item] | None, receiver: Connection, sender: Connection
) -> None:
    receiver.close()  # so that a send fails when the other side is gone
    sending = Sending[Told[Item]](sender)
    with suppress(BrokenPipeError, ConnectionResetError):
        for told in _tell(make, watcher):
            sending.send(told)
    sending.end()
    if watcher is not None:
        watcher.settle()


def _tell(make: Callable[[], Iterable[Item]], watcher: Watcher[Item] | None) -> Iterator[Told[Item]]:
    """Each item, and at the end neither item nor error, or the error that came in between."""
    try:
        for item in make():
            yield item, None
            if watcher is not None:
                watcher.note(item)
        if watcher is not None:
            watcher.end()
    except Exception as error:  # noqa: BLE001 - it is raised again where the items are taken
        error.add_note(f"In the process that reads the file:\n{traceback.format_exc()}")
        yield None, error
    else:
        yield None, None
