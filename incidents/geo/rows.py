"""The lines of a shipped table as cells. Does not know what they mean."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path


def rows(path: Path) -> Iterator[list[str]]:
    """The cells of each line of a tab-separated file, compressed or not; comment lines are left out."""
    for line in _compressed(path) if path.suffix == ".xz" else path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def _compressed(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def split_names(names: str) -> tuple[str, ...]:
    """The names of one cell, which bars part."""
    return tuple(names.split("|")) if names else ()
