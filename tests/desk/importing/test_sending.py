"""What is sent to another process is on its way while that is busy, in its order, and all of it at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Thread

import pytest

from incidents.desk.importing import sending
from incidents.desk.importing.sending import Sending

LARGE = bytes(1 << 22)  # more than a pipe holds


@pytest.fixture
def pipe() -> Iterator[tuple[Connection, Connection]]:
    receiver, sender = Pipe(duplex=False)
    with receiver, sender:
        yield receiver, sender


def test_who_sends_goes_on_while_nobody_receives(pipe: tuple[Connection, Connection]) -> None:
    receiver, sender = pipe
    ahead = Sending[tuple[int, bytes]](sender)
    for number in range(3):
        ahead.send((number, LARGE))
    assert [receiver.recv()[0] for _ in range(3)] == [0, 1, 2]


def test_who_sends_waits_when_too_much_is_waiting(
    pipe: tuple[Connection, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_AHEAD", 1)
    receiver, sender = pipe
    sent: list[int] = []

    def send() -> None:
        ahead = Sending[tuple[int, bytes]](sender)
        for number in range(4):
            ahead.send((number, LARGE))
            sent.append(number)

    thread = Thread(target=send, daemon=True)
    thread.start()
    thread.join(timeout=0.2)
    assert len(sent) < 4
    assert [receiver.recv()[0] for _ in range(4)] == [0, 1, 2, 3]
    thread.join()


def test_the_end_waits_until_all_is_sent(pipe: tuple[Connection, Connection]) -> None:
    receiver, sender = pipe
    received: list[int] = []
    thread = Thread(target=lambda: received.extend(len(receiver.recv()) for _ in range(2)))
    thread.start()
    ahead = Sending[bytes](sender)
    ahead.send(LARGE)
    ahead.send(b"")
    ahead.end()
    thread.join()
    assert received == [len(LARGE), 0]


def test_who_receives_is_told_of_the_end(pipe: tuple[Connection, Connection]) -> None:
    receiver, sender = pipe
    Sending[int](sender).end()
    with pytest.raises(EOFError):
        receiver.recv()


def test_who_sends_is_told_whatever_goes_wrong_on_the_way(
    pipe: tuple[Connection, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_packed: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(sending, "_AHEAD", 1)
    monkeypatch.setattr(pipe[1], "send_bytes", fail)
    ahead = Sending[int](pipe[1])
    with pytest.raises(MemoryError):
        deque(map(ahead.send, range(3)))


def test_who_sends_is_told_that_the_other_side_is_gone(
    pipe: tuple[Connection, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_AHEAD", 1)
    receiver, sender = pipe
    receiver.close()
    ahead = Sending[int](sender)
    with pytest.raises(BrokenPipeError):
        deque(map(ahead.send, range(3)))
    ahead.end()
