"""Plays the console sessions of a document again, as on a terminal 100 columns wide, and puts in what was printed.

A session is a fenced block called ``console``; a line that starts with ``$ `` is a command. All sessions of a document
share one empty folder, in which the sample articles stand under ``data/sample``. Times are shown as one fixed time.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from incidents.geo.gazetteer import open_gazetteer
from incidents.resources import DATA

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?(Z|\+00:00)?")
_ANY_INSTANT = "2026-11-23T09:14:00Z"
_SIZE = struct.pack("HHHH", 50, 100, 0, 0)


def replay(document: Path) -> str:
    """The text of *document* with each command's output put in anew."""
    open_gazetteer().close()  # built before, or the first command would show its progress
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir()
        (Path(folder) / "data" / "sample").symlink_to(DATA / "sample")
        return _BLOCK.sub(
            lambda block: f"```console\n{_play(block[1], Path(folder))}```", document.read_text(encoding="utf-8")
        )


def _play(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{_run(command[2:], folder)}" for command in commands)


def _run(command: str, folder: Path) -> str:
    """What *command* prints on a terminal, both streams, with Unix line ends."""
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, _SIZE)
    with subprocess.Popen(
        ["sh", "-c", command], cwd=folder, env=_surroundings(), stdout=there, stderr=there
    ) as process:
        os.close(there)
        printed = b"".join(iter(lambda: _read(here), b""))
        process.wait()
    os.close(here)
    return _INSTANT.sub(_ANY_INSTANT, printed.decode().replace("\r\n", "\n"))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def _surroundings() -> dict[str, str]:
    ours = {"NO_COLOR": "1", "INCIDENTS_CODER": "amal", "TERM": "xterm", "COLUMNS": "100", "LINES": "50"}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**os.environ, **ours, "PATH": path}
