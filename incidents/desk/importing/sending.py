"""Sending to another process what it takes when it has time: whoever sends goes on meanwhile, some items ahead."""

from __future__ import annotations

import pickle
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Condition, Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")
_AHEAD = 1 << 24  # bytes: some thirty blocks of rows, which are made while a database is opened; few of wide ones


class Sending(Generic[Item]):
    """Sends items through a *pipe*, in their order, by a thread that begins with the first.

    It may be made in one process, and used in another that is forked from that one.
    """

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._room = Condition()
        self._held = 0  # bytes that wait or are on their way
        self._thread: Thread | None = None
        self._error: Exception | None = None

    def send(self, item: Item) -> None:
        """Send *item* soon; waits when too much is waiting.

        Raises what went wrong with one before: OSError once the other side is gone.
        """
        if self._error is not None:
            raise self._error
        if self._thread is None:
            self._thread = Thread(target=self._work, daemon=True)
            self._thread.start()
        packed = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        with self._room:
            self._room.wait_for(lambda: self._held == 0 or self._held + len(packed) <= _AHEAD)
            self._held += len(packed)
        self._waiting.put(packed)

    def end(self) -> None:
        """Wait until all is sent, or the other side is gone, and close the pipe: nothing can be sent afterwards."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None
        self._pipe.close()

    def _work(self) -> None:
        while (packed := self._waiting.get()) is not None:
            if self._error is None:
                try:
                    self._pipe.send_bytes(packed)
                except Exception as error:  # noqa: BLE001 - whoever sends the next one hears of it
                    self._error = error
            with self._room:
                self._held -= len(packed)
                self._room.notify()
