"""A person at a terminal: runs a command on a pseudo-terminal, reads the screen, types answers."""

from __future__ import annotations

import os
import pty
import select
import time
from pathlib import Path

from tests.cli import warm

_MOMENT, _PATIENCE = 0.2, 60.0  # seconds
CTRL_C, CTRL_D = "\x03", "\x04"


class Person:
    """Somebody who runs ``incidents`` with *arguments* in *folder*."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self._keyboard, screen = pty.openpty()
        self._process = warm.start(screen, arguments, folder)
        os.close(screen)
        self.seen = ""
        self._read_to = 0
        self._has_left = False

    def waits_for(self, words: str) -> Person:
        """Read until *words* appear after what was read before; fails when they do not come."""
        deadline = time.monotonic() + _PATIENCE
        while words not in self.seen[self._read_to :]:
            assert time.monotonic() < deadline, f"{words!r} did not appear in:\n{self.seen}"
            assert self._read(), f"{words!r} did not appear before the end of:\n{self.seen}"
        self._read_to = self.seen.index(words, self._read_to) + len(words)
        return self

    def types(self, line: str) -> Person:
        """Type *line* and Enter; it waits on the terminal until it is read."""
        os.write(self._keyboard, f"{line}\n".encode())
        return self

    def presses(self, keys: str) -> Person:
        """Press *keys*, after the moment that it takes a person."""
        time.sleep(_MOMENT)  # an interrupt before the program waits for input is only noticed at the next key
        os.write(self._keyboard, keys.encode())
        return self

    def leaves(self) -> int:
        """Read to the end; the exit code."""
        deadline = time.monotonic() + _PATIENCE
        while self._read():
            assert time.monotonic() < deadline, f"still running after:\n{self.seen}"
        return self.goes_home()

    def goes_home(self) -> int:
        """Let go of the keyboard, and end what then still runs; the exit code."""
        if not self._has_left:
            os.close(self._keyboard)
            self._has_left = True
        self._process.join(timeout=5)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        return self._process.exitcode or 0

    def _read(self) -> bool:
        readable, _, _ = select.select([self._keyboard], [], [], 1.0)
        if not readable:
            return self._process.is_alive()
        try:
            data = os.read(self._keyboard, 65536)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.seen += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data)
