"""``SHA256SUMS``: the hash of every file of a folder, and what differs from it later, added files among it.

The format is that of ``sha256sum``: its ``--check`` says the same of changed and missing files.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from incidents.errors import BadSource

SUMS = "SHA256SUMS"
CHANGED, MISSING, ADDED = "changed", "missing", "added"
_BLOCK = 1 << 20
_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<name>.+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not as the list says: *what* is changed, missing or added."""

    file: str
    what: str


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    summed = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            summed.update(block)
    return summed.hexdigest()


def write_sums(folder: Path) -> str:
    """Write the list of every file of *folder*, by name, and return the SHA-256 of the list itself."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in _files(folder)]
    (folder / SUMS).write_bytes("".join(lines).encode())
    return digest(folder / SUMS)


def verify(folder: Path) -> tuple[Fault, ...]:
    """Return what differs from the list, by file.

    Raises BadSource when *folder* holds no list, or a file cannot be read.
    """
    listed = _read_sums(folder)
    present = set(_files(folder))
    gone = [Fault(name, MISSING) for name in sorted(set(listed) - present)]
    more = [Fault(name, ADDED) for name in sorted(present - set(listed))]
    both = sorted(present & set(listed))
    other = [Fault(name, CHANGED) for name in both if not _is_same(folder / name, listed[name])]
    return (*other, *gone, *more)


def _is_same(path: Path, summed: str) -> bool:
    """Return whether *path* is a file of that sum; a link is not, wherever it leads: a release has none."""
    try:
        return path.is_file() and not path.is_symlink() and digest(path) == summed
    except OSError as error:
        raise BadSource(f"{path} cannot be read: {error.strerror}") from error


def _files(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(name for path in paths if (name := path.relative_to(folder).as_posix()) != SUMS)


def _read_sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSource(
            f"{folder} is no release: {SUMS} cannot be read", mend="name the folder of a release"
        ) from error
    found = [_LINE.fullmatch(line) for line in lines]
    if not found or None in found:
        raise BadSource(f"{folder / SUMS} is no list of sums", mend="name the folder of a release")
    return {line["name"]: line["sum"] for line in found if line is not None}
