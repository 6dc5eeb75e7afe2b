"""Folders among the sources become the articles in them. Does not open an article; ``source`` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

ARTICLES = frozenset({".txt", ".html", ".htm", ".xhtml"})


def list_sources(sources: Iterable[str]) -> tuple[str, ...]:
    """*sources* in their order, each folder replaced by the articles below it, by path.

    Only files whose names end as articles' do are taken, no hidden ones. A folder without any stays, to be refused
    where it is read.
    """
    return tuple(source for given in sources for source in (_articles_in(Path(given)) or [given]))


def _articles_in(folder: Path) -> list[str]:
    return sorted(map(str, _files(folder))) if folder.is_dir() else []


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in ARTICLES and not is_hidden and path.is_file():
            yield path
