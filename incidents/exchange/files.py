"""Output files: standard output, files and folders that appear whole or not at all, and files that grow by lines.

Text is UTF-8 with line ends as the writer has them. A file or folder is drafted beside its place and moved there when
it is whole and on the disk: an error, a full disk or Ctrl-C leaves the old file as it was and nothing beside it; what a
killed process left goes with the next write to the same place. Does not know what is written.
"""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from stat import S_IMODE
from typing import TextIO

from incidents.errors import BadOutput
from incidents.store.database import is_ours, read_header
from incidents.store.files import drafting

STDOUT = "-"


@contextmanager
def open_output(target: str | None) -> Iterator[TextIO]:
    """Open the stream to write *target* to: a path, or standard output for None and ``-``.

    Raises BadOutput when it cannot be written; a file is in its place only when the block ends without an error.
    Whoever closes a pipe early gets BrokenPipeError through: that is no fault.
    """
    is_standard = target is None or target == STDOUT
    try:
        with _standard_output() if target is None or is_standard else open_file(target) as out:
            yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "to standard output" if is_standard else target
        raise BadOutput(f"cannot write {name}: {error.strerror}") from error


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    yield sys.stdout
    sys.stdout.flush()


@contextmanager
def open_file(target: str) -> Iterator[TextIO]:
    """Open the stream to write the file *target* with, in UTF-8.

    Raises BadOutput for a name that is none, else OSError.
    """
    path = _name(target)
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced; a folder says so itself
        with path.open("w", encoding="utf-8", newline="") as out:
            yield out
    else:
        with _replacing(path.resolve()) as out:
            yield out


@contextmanager
def open_path(target: str) -> Iterator[Path]:
    """Yield a path where nothing is yet, for writers that open their file themselves; it becomes *target* at the end.

    Raises BadOutput when that cannot be.
    """
    path = _name(target)
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "Is a directory")
        with _drafting(path.resolve()) as draft:
            yield draft
    except OSError as error:
        raise BadOutput(f"cannot write {target}: {error.strerror or error}") from error


@contextmanager
def open_folder(target: Path) -> Iterator[Path]:
    """Yield a new folder to fill, which becomes *target* at the end; an error on the way leaves nothing.

    Raises BadOutput when there is something at *target* already, or the folder cannot be made.
    """
    if target.exists():
        raise BadOutput(f"{target} is there already", mend="name another folder with -o")
    _require_folder(target)
    try:
        with drafting(target) as folder:
            draft = folder / target.name
            draft.mkdir()
            yield draft
            draft.rename(target)
    except OSError as error:
        raise BadOutput(f"cannot write {target}: {error.strerror or error}") from error


def _name(target: str) -> Path:
    if not target:
        raise BadOutput("the name of the file to write is empty", mend="name one, such as -o events.csv; - is stdout")
    path = Path(target)
    _require_folder(path)
    return path


def _require_folder(path: Path) -> None:
    if not path.parent.is_dir():
        folder = shlex.quote(str(path.parent))
        raise BadOutput(f"cannot write {path}: there is no folder {path.parent}", mend=f"mkdir -p {folder}")


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    with _drafting(path) as draft, draft.open("x", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def _drafting(path: Path) -> Iterator[Path]:
    """Yield a name to write under; the file is moved to *path* when it is complete and on the disk."""
    _spare_database(path)
    with drafting(path) as folder:
        draft = folder / path.name
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(S_IMODE(path.stat().st_mode))
        draft.replace(path)


def _spare_database(path: Path) -> None:
    """Refuse to put a file in the place of a database, whose work would be gone by a slip of ``-o``."""
    if path.is_file() and is_ours(read_header(path)):
        raise BadOutput(f"{path.name} is a database of incidents; nothing was written", mend="name another file")
