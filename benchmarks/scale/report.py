"""The table of results as Markdown, with the machine and the versions that they hold for."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from shutil import which

_PACKAGES = ("duckdb", "pandas", "sqlmodel", "sqlalchemy", "typer", "pyarrow")


@dataclass(frozen=True, slots=True)
class Result:
    """One line: *ratios* of ours to the peer's, run by run, or a *figure* where there is no peer; what is wanted."""

    what: str
    peer: str
    target: str
    is_met: bool
    ratios: Sequence[float] = ()
    figure: str = ""
    note: str = ""


def write_table(events: int, results: Iterable[Result]) -> str:
    """A heading and a table."""
    lines = [
        f"## {events:,} events",
        "",
        "| what | against | measured | target | |",
        "|---|---|---|---|---|",
        *(_line(each) for each in results),
    ]
    return "\n".join(lines) + "\n"


def _line(result: Result) -> str:
    measured = result.figure or _spread(result.ratios)
    note = f" ({result.note})" if result.note else ""
    verdict = "met" if result.is_met else "not met"
    return f"| {result.what} | {result.peer} | {measured}{note} | {result.target} | {verdict} |"


def _spread(ratios: Sequence[float]) -> str:
    middle = statistics.median(ratios)
    return f"{_show(middle)} [{_show(min(ratios))} .. {_show(max(ratios))}]"


def _show(ratio: float) -> str:
    return f"{ratio:.3f}" if ratio < 0.1 else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}"


def describe_machine(load: float) -> str:
    """Where and with what it was measured."""
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at the start; Python"
        f" {platform.python_version()}, SQLite {sqlite3.sqlite_version}, shell {_shell()}; {packages}.\n"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _shell() -> str:
    if which("sqlite3") is None:
        return "missing"
    told = subprocess.run(["sqlite3", "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S607
    return told.split()[0]


def say(text: str) -> None:
    """Tell on stderr how far it is."""
    sys.stderr.write(f"{text}\n")
