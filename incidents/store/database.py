"""Which database is meant, a SQLite file or a PostgreSQL server, and the header of a SQLite file.

Opens no database. A file is named as it was given, by a text or a path.
"""

from __future__ import annotations

import re
from os import PathLike
from os.path import expanduser, isdir
from typing import NamedTuple

from incidents.errors import BadDatabase

DEFAULT = "incidents.db"
StrPath = str | PathLike[str]
"""The name of a file, as whoever has it gives it."""
_POSTGRESQL = ("postgresql://", "postgres://")
_SQLITE = "sqlite:///"


class Database(NamedTuple):
    """Where the rows are: exactly one of *path* (SQLite) and *url* (PostgreSQL)."""

    path: StrPath | None = None
    url: str | None = None

    def __str__(self) -> str:
        """The path or URL as it may be shown: without a password."""
        return str(self.path) if self.url is None else re.sub(r"(//[^:@/]*):[^@/]*@", r"\1:***@", self.url)

    def command(self, words: str) -> str:
        """*words* as the user types them to mean this database: ``incidents init --database news.db``."""
        from shlex import quote  # noqa: PLC0415 - only for what went wrong

        option = "" if str(self) == DEFAULT else f" --database {quote(str(self))}"
        return f"incidents {words}{option}"


def locate(value: str | None = None) -> Database:
    """The database that *value* names: a path, ``sqlite:///path`` or ``postgresql://...``; without one ./incidents.db.

    Does not read the environment: the command line does. Raises BadDatabase for any other kind of URL.
    """
    if not value:
        return Database(path=DEFAULT)
    if value.startswith(_POSTGRESQL):
        return Database(url=value)
    if value.startswith(_SQLITE):
        return Database(path=_name(value.removeprefix(_SQLITE)))
    if "://" in value:
        kind = value.partition("://")[0]
        raise BadDatabase(
            f"databases of the kind {kind!r} are not supported",
            mend="give the path of a file, or postgresql://user@host/name",
        )
    return Database(path=_name(expanduser(value)))


def _name(path: str) -> str:
    """*path* without the slashes behind it, as completion leaves them: no file is opened by such a name."""
    return path.rstrip("/") or path


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
