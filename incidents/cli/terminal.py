"""What is said and asked on the terminal: data goes to stdout, talk to stderr, questions only to a person.

Whatever is printed may quote an article, and an article may hold escape sequences: here they are made visible and
harmless. Does not decide what is said.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, TextIO

from incidents.domain.text import clean, flat, hidden

__all__ = [
    "BOLD",
    "FAINT",
    "PLAIN",
    "ask",
    "clean",
    "fill_closed_streams",
    "flat",
    "forgive_encodings",
    "is_terminal",
    "put",
    "put_json",
    "say",
    "width",
]

PLAIN, BOLD, FAINT = 0, 1, 2
_WIDEST = 100


def say(text: str, *, weight: int = PLAIN) -> None:
    """Print *text* on stderr, where it does not mix with data."""
    _write(f"{_weigh(clean(text), weight, sys.stderr)}\n", sys.stderr)


def put(text: str, *, weight: int = PLAIN) -> None:
    """Print *text*, which is data for people to read, on stdout."""
    _write(f"{_weigh(clean(text), weight, sys.stdout)}\n", sys.stdout)


def put_json(document: Mapping[str, Any]) -> None:
    """Print *document* on stdout as one line of JSON, in UTF-8; nothing is altered, what is dangerous is escaped."""
    from incidents.exchange.files import open_output  # noqa: PLC0415 - help and questions need no files

    with open_output(None) as out:
        out.write(json.dumps(document, ensure_ascii=False).translate(_escaped()) + "\n")


@cache
def _escaped() -> Mapping[int, str]:
    """How JSON writes what a terminal may not get; made for the first document."""
    return {code: f"\\u{code:04x}" for code in [0x7F, *hidden()]}


def fill_closed_streams() -> None:
    """Let a standard stream that was closed before the start (``>&-``) lead nowhere, and no other file take its place.

    A file that is opened takes the lowest number that is free: here that of the closed stream.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115 - open as long as the program runs
            setattr(sys, name, nowhere)


def forgive_encodings() -> None:
    """Let a terminal that cannot show a letter show its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def is_terminal() -> bool:
    """Whether a person can be asked: both the answers and the questions are on a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str | None:
    """The person's answer without its line end; None when there is none to come (Ctrl-D)."""
    _write(clean(question), sys.stderr)
    answer = sys.stdin.readline()
    return answer.strip() if answer else None


def width() -> int:
    """Columns to fill: those of the terminal, at most 100, 80 where there is none."""
    from shutil import get_terminal_size  # noqa: PLC0415 - it reads every archive format there is

    return min(get_terminal_size().columns, _WIDEST)


def _weigh(text: str, weight: int, stream: TextIO) -> str:
    is_plain = weight == PLAIN or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return text if is_plain or not stream.isatty() else f"\x1b[{weight}m{text}\x1b[0m"


def _write(text: str, stream: TextIO) -> None:
    stream.write(text)
    if stream is sys.stderr:
        stream.flush()
