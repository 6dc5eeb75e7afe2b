"""Files that a process makes beside a database and takes away again, and what is left of them when it was killed."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from incidents.store.drive import is_remote

UNFINISHED, ANNEX = "unfinished", "annex"
_BESIDE = ("-journal", "-wal", "-shm")  # what SQLite keeps beside a file


def name_beside(path: Path, kind: str) -> Path:
    """A file of this process beside the database at *path*."""
    return path.with_name(f".{path.name}.{os.getpid()}.{kind}")


def discard(file: Path) -> None:
    """Delete a file of this process, if there is one: a process that was killed may have had the same number."""
    for ending in ("", *_BESIDE):
        with suppress(FileNotFoundError, NotADirectoryError):
            file.with_name(f"{file.name}{ending}").unlink()


def clear(path: Path) -> None:
    """Delete what processes that are gone have left beside the database at *path*, if they were of this machine."""
    if os.name != "posix" or is_remote(path):  # elsewhere nobody can tell
        return
    named = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.(?:{UNFINISHED}|{ANNEX})(?:{'|'.join(_BESIDE)})?")
    with suppress(OSError):
        for file in sorted(path.parent.iterdir()):
            found = named.fullmatch(file.name)
            if found is not None and not _is_alive(int(found[1])):
                file.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):  # of somebody else
        return True
    return True
