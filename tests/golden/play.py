"""Play a scenario of command lines in an empty folder, and print a transcript.

Run it as ``python -m tests.golden.play FILE``.

A line that starts with ``$ `` is a command line of ``incidents``; ``> NAME`` begins a file that is written, up to the
line ``.``; every other line is a comment. Commands run one after the other, each in a fork of a process that has
imported the program already, with a clock that stands still and is a minute later for each command. The transcript
keeps stdout, stderr, the exit code and every file that a command made or changed. What is random or belongs to the
machine (hashes of revisions, the folder's name) is masked.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import runpy
import shlex
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIMIT = 12_000
"""Characters of a file up to which it is kept as it is; a longer one is kept by its hash."""
TEXT = frozenset(
    {".csv", ".json", ".jsonl", ".geojson", ".md", ".txt", ".toml", ".bib", ".cff", ".svg", ".html", ".tsv"}
)
ENVIRONMENT = {
    "COLUMNS": "100",
    "INCIDENTS_CODER": "amal",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "TERM": "dumb",
    "TZ": "UTC",
}
PASSED_ON = ("PATH", "PYTHONPATH", "INCIDENTS_CACHE")
MASKS = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "<sha256>"),
    (re.compile(r"\b[0-9a-f]{12,63}\b"), "<digits>"),
    (re.compile(r"\b\d[\d,.]* (?:KB|MB|GB|bytes|pages)\b"), "<size>"),
    (re.compile(r"SQLite \d[\d.]*"), "SQLite <version>"),
    (re.compile(r"Python \d[\d.]*"), "Python <version>"),
)


class Clock:
    """A clock that stands still during a command, and is a minute later in the next one."""

    command = 0

    def now(self) -> datetime:
        return START + timedelta(minutes=self.command)

    def today(self) -> date:
        return self.now().date()

    def seconds(self) -> float:
        return float(self.command)


def play(scenario: Path, clock: Clock) -> str:
    """Return the transcript of *scenario*."""
    with tempfile.TemporaryDirectory(prefix="golden-") as name:
        folder = Path(name).resolve()
        os.environ.update(ENVIRONMENT | {"HOME": str(folder / "home"), "XDG_STATE_HOME": str(folder / "home/state")})
        os.chdir(folder)
        _lay_out(folder)
        _warm()
        return "\n".join(_steps(scenario.read_text(encoding="utf-8"), folder, clock))


def _lay_out(folder: Path) -> None:
    """Put the fixed data into the folder: the sample articles and small files in two layouts."""
    (folder / "home").mkdir()
    (folder / "sample").mkdir()
    for path in sorted((ROOT / "data" / "sample").iterdir()):
        (folder / "sample" / path.name).write_bytes(path.read_bytes())
    for name in ("native.csv", "acled.csv"):
        (folder / name).write_bytes((ROOT / "tests" / "golden" / name).read_bytes())


def _warm() -> None:
    """Import what most commands need, so that forks need not."""
    for name in ("incidents.cli.app", "incidents.coder.pipeline", "sqlite3"):
        importlib.import_module(name)


def _steps(text: str, folder: Path, clock: Clock) -> Iterator[str]:
    lines = iter(text.splitlines())
    known = _files(folder)
    for line in lines:
        if line.startswith("> "):
            _write(folder / line[2:], lines)
            known = _files(folder)
        elif line.startswith("$ "):
            clock.command += 1
            yield f"{line}\n{_run(shlex.split(line[2:]), folder)}"
            now = _files(folder)
            yield from (_show(folder, name) for name in sorted(now) if known.get(name) != now[name])
            yield from (f"--- {name} is gone\n" for name in sorted(known) if name not in now)
            known = now


def _write(path: Path, lines: Iterator[str]) -> None:
    content = []
    for line in lines:
        if line == ".":
            break
        content.append(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in content), encoding="utf-8")


def _run(arguments: list[str], folder: Path) -> str:
    """Run one command in a fork; return its exit code and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            _be_the_command(arguments, out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        printed = [("stdout", out.read()), ("stderr", err.read())]
    said = "".join(f"--- {name}\n{_mask(data.decode(), folder)}" for name, data in printed if data)
    return f"exit code {os.waitstatus_to_exitcode(status)}\n{_end_line(said)}"


def _be_the_command(arguments: list[str], out: int, err: int) -> NoReturn:
    code = 70
    try:
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(source, target)
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
        sys.argv = ["incidents", *arguments]
        code = _call_the_program()
    except BaseException:  # noqa: BLE001 - whatever a command ends with belongs in the transcript
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def _call_the_program() -> int:
    try:
        runpy.run_module("incidents", run_name="__main__")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    return 0


def _files(folder: Path) -> dict[str, str]:
    """The files in the folder, each with its hash; those of databases and of the user's home are left out."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and "home" not in path.parts]
    kept = [path for path in paths if ".db" not in path.name and not any(".db" in part for part in path.parts)]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def _show(folder: Path, name: str) -> str:
    data = (folder / name).read_bytes()
    if Path(name).suffix not in TEXT:
        return f"--- file {name}, not a text\n"
    text = _mask(data.decode("utf-8"), folder)
    if len(text) > LIMIT:
        return f"--- file {name}, sha256 {hashlib.sha256(text.encode()).hexdigest()}\n"
    return f"--- file {name}\n{_end_line(text)}"


def _mask(text: str, folder: Path) -> str:
    text = text.replace(str(folder), "<folder>").replace(str(ROOT), "<project>")
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text.replace("\r\n", "\\r\n").replace("\r", "\\r")


def _end_line(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\\\n"


def stop_clock() -> Clock:
    """Replace the functions of the program's clock, before anybody has imported them."""
    stopped, clock = Clock(), importlib.import_module("incidents.services.clock")
    for name in ("read_now", "read_today", "read_seconds"):
        setattr(clock, name, getattr(stopped, name.removeprefix("read_")))
    return stopped


if __name__ == "__main__":
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    os.environ.clear()
    os.environ.update(kept)
    sys.path.insert(0, str(ROOT))
    sys.stdout.write(play(Path(sys.argv[1]).resolve(), stop_clock()))
