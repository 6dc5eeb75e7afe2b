"""The desk in a real terminal, under tmux: what it shows, keys, and being killed in the midst of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import make_article

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed: .ci/run installs it")
PATIENCE = 60.0  # seconds


class Terminal:
    """A terminal of 80 x 24 in *folder*, seen through tmux."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened = 0

    def opens(self, *arguments: str) -> Terminal:
        """Run ``incidents`` with *arguments* in it."""
        self._opened += 1  # a server of its own each time: one that was just killed may still be about to end
        command = [sys.executable, "-m", "incidents", *arguments]
        self._do("new-session", "-d", "-x", "80", "-y", "24", "-c", str(self._folder), *command)
        return self

    def presses(self, *keys: str) -> Terminal:
        """Press *keys*, as tmux names them."""
        self._do("send-keys", *keys)
        return self

    def shows(self, words: str) -> str:
        """Wait until *words* are on the screen; what is on it then."""
        deadline = time.monotonic() + PATIENCE
        while words not in (seen := self._do("capture-pane", "-p")):
            assert time.monotonic() < deadline, f"{words!r} did not appear on:\n{seen}"
            time.sleep(0.1)
        return seen

    def is_killed(self) -> Terminal:
        """Kill what runs in it, without a chance to save anything."""
        os.kill(int(self._do("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)
        self.closes()
        return self

    def closes(self) -> None:
        """Close the terminal with whatever runs in it."""
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)

    @property
    def _tmux(self) -> list[str]:
        return ["tmux", "-L", f"incidents-{os.getpid()}-{self._opened}", "-f", "/dev/null"]

    def _do(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True, encoding="utf-8")
        return done.stdout


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv("INCIDENTS_CODER", "amal")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    made = make_article()
    head = f"Title: {made.title}\nPublisher: {made.publisher}\nDate: {made.published_on}\n\n"
    (tmp_path / "mosul.txt").write_text(head + made.text, encoding="utf-8")
    opened = Terminal(tmp_path)
    yield opened
    opened.closes()


def test_work_goes_on_after_it_was_killed(terminal: Terminal) -> None:
    terminal.opens("desk", "mosul.txt").shows("event 1 of 1")
    terminal.presses("Enter", "Enter").shows("2/12")
    terminal.presses("e").shows("esc back")
    terminal.presses("Escape").is_killed()
    seen = terminal.opens("desk", "mosul.txt").shows("taken up where you were")
    assert "2/12" in seen
    terminal.presses("S").shows("IRQ1 is stored as a draft")
    terminal.presses("q")
