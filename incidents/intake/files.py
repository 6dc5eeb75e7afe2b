"""The bytes of a file or of standard input, within a limit.

Does not look into them.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from incidents.errors import BadSource

MOST_BYTES = 10_000_000
_SHORTER = "an article has some thousand words: cut the file, and give one article a file"
# Files of these names hold rows, not prose: reading them as prose would suggest nonsense.
_DATA = {".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".geojson", ".xml", ".rss", ".db", ".sqlite", ".toml", ".yaml"}


def read_file(path: Path) -> bytes:
    """The bytes of the file at *path*, at most MOST_BYTES; raises BadSource for what is no readable file."""
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
    """All that *stream* gives, at most MOST_BYTES; raises BadSource beyond, or when there is nothing."""
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
    if path.suffix.lower() in _DATA:
        raise BadSource(f"{path} is a data file, not an article", mend="give a .txt or .html file with one article")


def _too_large(name: str) -> BadSource:
    return BadSource(f"{name} is larger than {MOST_BYTES // 1_000_000} MB", mend=_SHORTER)
