"""The state of a database (missing, current, older, ...), its schema revision, and opening a current one.

Reads and changes nothing else. Alembic is not imported: the revisions are the names of the migration files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple

from incidents.errors import BadDatabase
from incidents.resources import ROOT
from incidents.store.connection import Link, open_to_read
from incidents.store.database import Database, is_ours, is_sqlite, read_header

FOLDER = f"{ROOT}/migrations"


def known_revisions() -> tuple[str, ...]:
    """Every revision, oldest first: ``("0001", ...)``. Files are named ``NNNN_verb_noun.py``."""
    names = os.listdir(f"{FOLDER}/versions")
    return tuple(sorted(name.partition("_")[0] for name in names if name[:1].isdigit()))


def find_revision(link: Link) -> str | None:
    """The revision of a database; None for one that has none."""
    named = list(link.rows(link.dialect.has_table, {"name": "alembic_version"}))
    rows = list(link.rows("SELECT version_num FROM alembic_version", {})) if named else []
    return next((str(row["version_num"]) for row in rows), None)


def head() -> str:
    """The newest revision."""
    return known_revisions()[-1]


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
        header = read_header(database.path)
    except FileNotFoundError:
        return Condition(state=State.MISSING, what="does not exist")
    except IsADirectoryError:
        return Condition(state=State.FOREIGN, what="is a folder, not a database")
    except OSError as error:
        return Condition(state=State.UNREADABLE, what=f"cannot be read: {error.strerror}")
    return _judge_header(header)


def _examine_tables(database: Database, link: Link) -> Condition:
    return _judge(find_revision(link), absent=_NO_TABLES if database.path is None else _NOT_OURS)


_NO_TABLES = Condition(state=State.MISSING, what="holds no tables of incidents yet")
_NOT_OURS = Condition(state=State.FOREIGN, what="is a SQLite database of something else")


def _judge_header(header: bytes) -> Condition | None:
    if not header:
        return Condition(state=State.FOREIGN, what="is an empty file, not a database")
    if not is_sqlite(header):
        return Condition(state=State.FOREIGN, what="is not a database of incidents (not SQLite at all)")
    return None if is_ours(header) else _NOT_OURS


def _judge(revision: str | None, *, absent: Condition) -> Condition:
    if revision is None:
        return absent
    if revision == head():
        return Condition(state=State.CURRENT, what="is up to date", revision=revision)
    if revision in known_revisions():
        what = f"was made by an older version of incidents (schema {revision}, now {head()})"
        return Condition(state=State.OLDER, what=what, revision=revision)
    what = f"was made by a newer version of incidents (schema {revision}, this one knows {head()})"
    return Condition(state=State.NEWER, what=what, revision=revision)


def _mend(database: Database, state: State) -> str:
    return {
        State.MISSING: f"make it: {database.command('init')}",
        State.OLDER: f"bring it up to date (a backup is kept): {database.command('db upgrade')}",
        State.NEWER: "install the newer version: pip install --upgrade incidents",
        State.UNREADABLE: "check that you may read it",
    }.get(state, "name another file with --database PATH, or make a new one: incidents init --database PATH")


@contextmanager
def open_current(database: Database) -> Iterator[Link]:
    """A link as of ``open_to_read``; raises BadDatabase, as ``state.check`` does, unless the database is current."""
    if not _may_be_ours(database):
        raise _refusal(database)
    with open_to_read(database) as link:
        if find_revision(link) != head():
            raise _refusal(database)
        yield link


def _may_be_ours(database: Database) -> bool:
    """Whether it is a server, or a file that looks like one of ours before it is opened."""
    try:
        return database.path is None or is_ours(read_header(database.path))
    except OSError:
        return False


def _refusal(database: Database) -> BadDatabase:
    return refusal(database, examine(database))
