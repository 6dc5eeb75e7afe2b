"""Whole processes, measured: time by the clock, processor time and peak memory of commands, in turn, in one run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
INCIDENTS = (PYTHON, "-m", "incidents")
# As an installed package is: with its bytecode.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

# A process is said to have needed what the one that began it did: it is begun by a small one.
_LAUNCHER = """\
import os, sys, time
start = time.perf_counter()
child = os.fork()
if not child:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: *wall* and *cpu* in seconds, *memory* in MB at its peak."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, where, with which text on its standard input, and what is done before each run."""

    words: Sequence[str]
    folder: Path
    text: str | None = None
    prepare: Callable[[], None] | None = None


def run(command: Command) -> Run:
    """Run it, its output thrown away; RuntimeError unless it ends well."""
    if command.prepare is not None:
        command.prepare()
    done = subprocess.run(
        (PYTHON, "-S", "-E", "-c", _LAUNCHER, *command.words),
        cwd=command.folder,
        env=_ENVIRONMENT,
        input=command.text,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command.words)[:200]}: {done.stderr[-500:]}")
    return Run(*map(float, done.stdout.split()))


def compare(commands: Mapping[str, Command], runs: int) -> dict[str, list[Run]]:
    """*runs* of each command, in turn, after one of each that does not count."""
    warm = runs > 1
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(runs + warm):
        for name, command in commands.items():
            measured = run(command)
            if number or not warm:
                found[name].append(measured)
    return found


def median(runs: Sequence[Run], what: str = "wall") -> float:
    """The middle of *what* over *runs*."""
    return statistics.median(getattr(each, what) for each in runs)


def ratios(ours: Sequence[Run], theirs: Sequence[Run], what: str = "wall") -> list[float]:
    """Ours over theirs, pair by pair."""
    return [getattr(one, what) / getattr(other, what) for one, other in zip(ours, theirs, strict=True)]
