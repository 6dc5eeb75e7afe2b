"""How long a person at the desk waits for the next article, with a large base behind it.

usage: python -m benchmarks.opening [--pause SECONDS] [--events EVENTS] [ARTICLE ...]

Makes a base of EVENTS events (200,000) as ``radius.py`` does, opens ``incidents desk`` with the articles (by default
those of ``../shared/gold``) in a terminal of 120 x 40, and goes from one to the next with a key, having looked at each
for SECONDS (2; 0 is somebody who only leafs). Time runs from the key, as the terminal sends it, to the bytes that come
back: until the article stands in the head, until the form of its first event is there, and then until one more key, for
another view, has been answered. The first two articles are left out. What other programs took of the machine is in the
figures; on Linux the form is told a second time less what the program waited for a core.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.radius import EVENTS, fill
from incidents.services.project import Project
from incidents.store import sqlite

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "gold" / "articles"
LINES, COLUMNS = 40, 120
PATIENCE = 60.0  # seconds
WAITS = ("its head", "its form", "its form, less waiting for a core", "a key answered after")
FORM = ("event 1 of", "no event", "nothing is suggested")


class Terminal:
    """A terminal in which *command* runs; tells how long it takes until words come back."""

    def __init__(self, command: Sequence[str]) -> None:
        self._keyboard, screen = pty.openpty()
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "INCIDENTS_CODER": "nobody"}
        self._process = subprocess.Popen(
            command, stdin=screen, stdout=screen, stderr=screen, env=environment, start_new_session=True
        )
        os.close(screen)
        self._seen = ""
        self._pressed = time.perf_counter()

    def presses(self, key: str) -> None:
        """Press *key*: time runs from here, and only what comes back from here on is looked at."""
        self._read(0.0)
        self._seen = ""
        self._pressed = time.perf_counter()
        os.write(self._keyboard, key.encode())

    def waits_for(self, *words: str) -> float:
        """Milliseconds from the key until any of *words* is on its way to the screen."""
        while not any(word in self._seen for word in words):
            if time.perf_counter() - self._pressed > PATIENCE or self._process.poll() is not None:
                raise SystemExit(f"{words} did not come; what came last:\n{self._seen[-2000:]}")
            self._read(1.0)
        return (time.perf_counter() - self._pressed) * 1e3

    def waited_for_a_core(self) -> float:
        """Milliseconds that the program stood in line for a core so far; 0 where the system does not tell."""
        told = Path(f"/proc/{self._process.pid}/schedstat")
        return int(told.read_text("ascii").split()[1]) / 1e6 if told.is_file() else 0.0

    def rests(self, seconds: float) -> None:
        """Look at the screen for *seconds*, reading what still comes."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def ends(self) -> None:
        """End what runs in it."""
        self._process.kill()
        self._process.wait()

    def _read(self, seconds: float) -> None:
        while select.select([self._keyboard], [], [], seconds)[0]:
            self._seen += os.read(self._keyboard, 65536).decode(errors="replace")
            seconds = 0.0


def leaf(terminal: Terminal, count: int, pause: float) -> list[tuple[float, ...]]:
    """Go through *count* articles; the milliseconds that each took, by ``WAITS``."""
    terminal.waits_for(f"1/{count}")
    spent = []
    for number in range(2, count + 1):
        terminal.rests(pause)
        before = terminal.waited_for_a_core()
        terminal.presses("l")
        head, form = terminal.waits_for(f"{number}/{count}"), terminal.waits_for(*FORM)
        stood = terminal.waited_for_a_core() - before
        terminal.presses("v")
        spent.append((head, form, form - stood, terminal.waits_for("\u2500")))
        for _ in range(2):
            terminal.presses("v")
            terminal.waits_for("\u2500")
    return spent[1:]


def main(events: int, pause: float, articles: Sequence[str]) -> None:
    """Print how long a person waits."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "many.db"
        Project.open(str(path), by="nobody").create()
        with closing(sqlite.connect(path, mode="rw")) as connection:
            fill(connection, events)
        terminal = Terminal([sys.executable, "-m", "incidents", "desk", "--database", str(path), *articles])
        try:
            spent = leaf(terminal, len(articles), pause)
        finally:
            terminal.ends()
    print(f"{events:,} events; {len(spent)} articles opened after the first two, each looked at for {pause:g} s before")
    for name, waits in zip(WAITS, zip(*spent, strict=True), strict=True):
        late = sum(wait > 150 for wait in waits)
        print(f"  {name}: median {median(waits):.0f} ms, longest {max(waits):.0f} ms; {late} over 150 ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--pause", type=float, default=2.0)
    parser.add_argument("articles", nargs="*", default=sorted(map(str, ARTICLES.glob("*.txt"))))
    given = parser.parse_args()
    main(given.events, given.pause, given.articles)
