"""Files with articles: the articles in a folder, and the bytes of a file or of standard input, within a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from incidents.errors import BadSource

MOST_BYTES = 10_000_000
ARTICLE_SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml"})
_SHORTER = "an article has some thousand words: cut the file, and give one article a file"
# Files with these suffixes hold rows, not prose: reading them as prose would suggest nonsense.
_DATA_SUFFIXES = {
    ".csv",
    ".tsv",
    ".json",
    ".jsonl",
    ".ndjson",
    ".geojson",
    ".xml",
    ".rss",
    ".db",
    ".sqlite",
    ".toml",
    ".yaml",
}


def list_sources(sources: Iterable[str]) -> tuple[str, ...]:
    """Replace each folder among *sources* by the articles in it and below it, in the order of their paths.

    Only files with the suffix of an article are taken, and no hidden ones. A folder without any stays in the list, to
    be refused when it is read.
    """
    return tuple(source for given in sources for source in (_articles_in(Path(given)) or [given]))


def read_file(path: Path) -> bytes:
    """Return the bytes of the file at *path*, at most MOST_BYTES. Raises BadSource if it is no readable file."""
    try:
        _refuse_other_than_files(path)
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(str(path))
        with path.open("rb") as stream:
            return read_stream(stream, name=str(path))
    except PermissionError:
        raise BadSource(f"{path} may not be read", mend=f"allow yourself to read it: chmod u+r '{path}'") from None
    except OSError as problem:
        raise BadSource(f"{path} cannot be read: {problem.strerror}") from None


def read_stream(stream: BinaryIO, *, name: str) -> bytes:
    """Return all bytes of *stream*, at most MOST_BYTES. Raises BadSource if there are more, or none."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    if not data:
        raise BadSource(f"{name} is empty", mend="give a file with the text of an article")
    return data


def _refuse_other_than_files(path: Path) -> None:
    if path.is_dir():
        raise BadSource(f"{path} is a folder without articles", mend="give files that end in .txt or .html")
    if not path.exists():
        raise BadSource(f"{path} does not exist", mend="check the name, or give a URL, or - for standard input")
    if not (path.is_file() or path.is_fifo()):
        raise BadSource(f"{path} is a device, not a file", mend="give a file with the text of an article")
    if path.suffix.lower() in _DATA_SUFFIXES:
        raise BadSource(f"{path} is a data file, not an article", mend="give a .txt or .html file with one article")


def _too_large(name: str) -> BadSource:
    return BadSource(f"{name} is larger than {MOST_BYTES // 1_000_000} MB", mend=_SHORTER)


def _articles_in(folder: Path) -> list[str]:
    return sorted(map(str, _files(folder))) if folder.is_dir() else []


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in ARTICLE_SUFFIXES and not is_hidden and path.is_file():
            yield path
