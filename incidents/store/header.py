"""The first bytes of a SQLite file, which say that it is one, and whose. Opens no database."""

from __future__ import annotations

from os.path import isdir

from incidents.store.database import StrPath

# Bytes 68 to 71 of a SQLite file say whose it is; "INCD". Migration 0001 writes it.
APPLICATION_ID = 0x494E4344
_MAGIC = b"SQLite format 3\0"
_SIZE = 100


def read_header(path: StrPath) -> bytes:
    """The header of the file at *path*, or as much of it as there is. Raises OSError."""
    if isdir(path):  # Windows would say "permission denied"
        raise IsADirectoryError
    with open(path, "rb") as file:
        return file.read(_SIZE)


def is_sqlite(header: bytes) -> bool:
    """Whether it is that of a SQLite file."""
    return len(header) == _SIZE and header.startswith(_MAGIC)


def is_ours(header: bytes) -> bool:
    """Whether it is that of a SQLite file which this program made."""
    return is_sqlite(header) and int.from_bytes(header[68:72], "big") == APPLICATION_ID
