"""Cases as data: ``tests/cases/*.toml``, a few sentences each and what must come out of them.

A file's head says what its keys mean. Every case has a ``name``, a ``phenomenon`` and a ``text``; ``published_on`` is
the day of publication, ``title`` the headline.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One case; *expect* holds every key that is not the case's own."""

    file: str
    name: str
    text: str
    published_on: date | None
    title: str | None
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def read_cases(prefix: str) -> list[Case]:
    """The cases of all files whose name begins with *prefix*, in order."""
    return [
        _case(path.stem, row)
        for path in sorted(FOLDER.glob(f"{prefix}*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def _case(file: str, row: dict[str, Any]) -> Case:
    own = {"name", "phenomenon", "text", "published_on", "title"}
    assert row["phenomenon"], row
    expect = {key: value for key, value in row.items() if key not in own}
    return Case(file, row["name"], row["text"], row.get("published_on"), row.get("title"), expect)
