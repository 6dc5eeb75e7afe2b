"""What kind of thing is at the place where a database should be. Looks, and changes nothing.

``state`` answers in one word; ``check`` refuses all but a current database with one sentence and the next command.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from os.path import isdir
from typing import NamedTuple

from incidents.errors import BadDatabase
from incidents.store import revisions
from incidents.store.database import Database, StrPath
from incidents.store.link import Link, open_to_read

# Bytes 68 to 71 of a SQLite file say whose it is; "INCD". Migration 0001 writes it.
APPLICATION_ID = 0x494E4344
_MAGIC = b"SQLite format 3\0"
_HEADER = 100


class State(StrEnum):
    """What ``check`` finds; only CURRENT can be read and written."""

    MISSING = "missing"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"


class Condition(NamedTuple):
    """A state, the sentence's predicate ("is a folder, ..."), and the schema's revision where there is one."""

    state: State
    what: str = ""
    revision: str | None = None


def state(database: Database) -> State:
    """What is there, in one word."""
    return examine(database).state


def check(database: Database) -> None:
    """Return when *database* can be read and written; otherwise raise BadDatabase with the command that mends it."""
    condition = examine(database)
    if condition.state is not State.CURRENT:
        raise refusal(database, condition)


@contextmanager
def open_current(database: Database) -> Iterator[Link]:
    """A link as of ``open_to_read``, looked at as ``check`` does: a file need not be opened twice for it."""
    condition = _examine_file(database)
    if condition is not None:
        raise refusal(database, condition)
    with open_to_read(database) as link:
        condition = _examine_tables(database, link)
        if condition.state is not State.CURRENT:
            raise refusal(database, condition)
        yield link


def refusal(database: Database, condition: Condition) -> BadDatabase:
    """The error that says *condition* and what to type next."""
    return BadDatabase(f"{database} {condition.what}", mend=_mend(database, condition.state))


def examine(database: Database) -> Condition:
    """What is there, with the words to say it. Raises BadDatabase for a damaged file or a server out of reach."""
    condition = _examine_file(database)
    if condition is not None:
        return condition
    with open_to_read(database) as link:
        return _examine_tables(database, link)


def _examine_file(database: Database) -> Condition | None:
    """What is wrong with a file before it is opened; None for one that is ours as far as can be seen, and a server."""
    if database.path is None:
        return None
    try:
        header = _read_header(database.path)
    except FileNotFoundError:
        return Condition(state=State.MISSING, what="does not exist")
    except IsADirectoryError:
        return Condition(state=State.FOREIGN, what="is a folder, not a database")
    except OSError as error:
        return Condition(state=State.UNREADABLE, what=f"cannot be read: {error.strerror}")
    return _judge_header(header)


def _examine_tables(database: Database, link: Link) -> Condition:
    return _judge(_revision(link), absent=_NO_TABLES if database.path is None else _NOT_OURS)


_NO_TABLES = Condition(state=State.MISSING, what="holds no tables of incidents yet")
_NOT_OURS = Condition(state=State.FOREIGN, what="is a SQLite database of something else")


def _read_header(path: StrPath) -> bytes:
    if isdir(path):  # Windows would say "permission denied"
        raise IsADirectoryError
    with open(path, "rb") as file:
        return file.read(_HEADER)


def _judge_header(header: bytes) -> Condition | None:
    if not header:
        return Condition(state=State.FOREIGN, what="is an empty file, not a database")
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        return Condition(state=State.FOREIGN, what="is not a database of incidents (not SQLite at all)")
    return None if int.from_bytes(header[68:72], "big") == APPLICATION_ID else _NOT_OURS


def _revision(link: Link) -> str | None:
    named = list(link.rows(link.dialect.has_table, {"name": "alembic_version"}))
    rows = list(link.rows("SELECT version_num FROM alembic_version", {})) if named else []
    return next((str(row["version_num"]) for row in rows), None)


def _judge(revision: str | None, *, absent: Condition) -> Condition:
    if revision is None:
        return absent
    if revision == revisions.head():
        return Condition(state=State.CURRENT, what="is up to date", revision=revision)
    if revision in revisions.known():
        what = f"was made by an older version of incidents (schema {revision}, now {revisions.head()})"
        return Condition(state=State.OLDER, what=what, revision=revision)
    what = f"was made by a newer version of incidents (schema {revision}, this one knows {revisions.head()})"
    return Condition(state=State.NEWER, what=what, revision=revision)


def _mend(database: Database, state: State) -> str:
    return {
        State.MISSING: f"make it: {database.command('init')}",
        State.OLDER: f"bring it up to date (a backup is kept): {database.command('db upgrade')}",
        State.NEWER: "install the newer version: pip install --upgrade incidents",
        State.UNREADABLE: "check that you may read it",
    }.get(state, "name another file with --database PATH, or make a new one: incidents init --database PATH")
